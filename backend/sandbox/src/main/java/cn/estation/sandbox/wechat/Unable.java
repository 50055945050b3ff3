package cn.estation.sandbox.wechat;

/** Something a person cannot do with this phone, such as writing to an account that they do not follow. */
public final class Unable extends RuntimeException {

    Unable(String message) {
        super(message);
    }
}
