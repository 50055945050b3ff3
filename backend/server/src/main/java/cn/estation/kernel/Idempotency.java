package cn.estation.kernel;

import java.lang.reflect.Type;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a command happen once however often it is sent.
 *
 * <p>The row of the key commits together with the effect, after the lock that makes one actor's commands take turns: a
 * second sending waits for the first and then gets its answer; a refusal leaves no row, so the same key may be tried
 * again.
 */
@Service
public class Idempotency {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final Turns turns;
    private final IdempotencyMapper keys;
    private final AnswerVault vault;
    private final JsonMapper json;
    private final Clock clock;

    Idempotency(Turns turns, IdempotencyMapper keys, AnswerVault vault, JsonMapper json, Clock clock) {
        this.turns = turns;
        this.keys = keys;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the command in one transaction, or gives the answer it gave the first time.
     *
     * @param operation what is done to what; the same key may be used for another operation
     * @param content what was sent; the same key with other content is refused
     * @throws BadInput if the key has not 8 to 64 letters, digits, dashes and underscores
     * @throws KeyUsedForOther if the key came before with other content
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // the answer has the type the caller names
    public <T extends @Nullable Object> T once(
            Actor actor, String operation, String key, @Nullable Object content, Type type, Supplier<T> command) {
        if (!KEY.matcher(key).matches()) {
            throw new BadInput("Idempotency-Key 应为 8 到 64 位字母、数字、- 或 _。");
        }
        var fingerprint = fingerprint(content);
        return turns.take(actor, () -> {
            var earlier = keys.find(actor.actorKey(), operation, key);
            if (earlier != null) {
                return (T) replay(earlier, fingerprint, type, actor.actorKey() + key);
            }
            T answer = command.get();
            keys.insert(
                    actor.actorKey(),
                    operation,
                    key,
                    fingerprint,
                    vault.seal(json.writeValueAsString(answer), actor.actorKey() + key),
                    clock.instant());
            return answer;
        });
    }

    /** Whether a command with this key was done: sent again, it must get its answer whatever has changed since. */
    public boolean isDone(Actor actor, String operation, String key) {
        return keys.find(actor.actorKey(), operation, key) != null;
    }

    private @Nullable Object replay(IdempotencyMapper.Earlier earlier, String fingerprint, Type type, String context) {
        if (!earlier.fingerprint().equals(fingerprint)) {
            throw new KeyUsedForOther();
        }
        if (type == void.class || type == Void.class) {
            return null;
        }
        return json.readValue(
                vault.open(earlier.answer(), context), json.getTypeFactory().constructType(type));
    }

    private String fingerprint(@Nullable Object content) {
        return Sha256.hex(json.writeValueAsString(content));
    }

    static final class KeyUsedForOther extends Refusal {
        KeyUsedForOther() {
            super(HttpStatus.UNPROCESSABLE_CONTENT, "key-used-for-other", "这个 Idempotency-Key 已用于另一次内容不同的提交。");
        }
    }
}
