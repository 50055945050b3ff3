package cn.estation.sandbox.services;

import org.jspecify.annotations.Nullable;

/** A service could not be started or stopped; the message is one sentence a person can act on. */
public final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceFault(String message) {
        super(message);
    }

    ServiceFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
