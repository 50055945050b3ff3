package cn.estation.sandbox.chaos;

import org.jspecify.annotations.Nullable;

/**
 * One command as it goes over the wire.
 *
 * @param token the resident's bearer token
 * @param key the idempotency key: the same for every sending of this command
 * @param body JSON, or null for none
 */
public record Call(
        String method,
        String path,
        String token,
        String key,
        @Nullable Object body) implements Command {

    @Override
    public Reply send(Door door) {
        return door.send(this);
    }
}
