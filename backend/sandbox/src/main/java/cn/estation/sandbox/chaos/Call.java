package cn.estation.sandbox.chaos;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command as it goes over the wire.
 *
 * @param token the resident's bearer token
 * @param key the idempotency key: the same for every sending of this command
 * @param body JSON, or null for none; the fields of a form
 * @param console from which a form is sent, or null for a command of the API
 */
public record Call(
        String method,
        String path,
        String token,
        String key,
        @Nullable Object body,
        @Nullable Console console) implements Command {

    public Call(String method, String path, String token, String key, @Nullable Object body) {
        this(method, path, token, key, body, null);
    }

    /** A form of the console, to be sent with this key however often. */
    public static Call ofStaff(Console console, String action, String key, Map<String, String> fields) {
        return new Call("POST", action, "", key, fields, console);
    }

    @Override
    public Reply send(Door door) {
        return door.send(this);
    }
}
