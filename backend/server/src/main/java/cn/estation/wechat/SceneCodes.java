package cn.estation.wechat;

import cn.estation.kernel.Actor;
import cn.estation.kernel.BackgroundJob;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Permanent codes of the official account that say where they hang. The platform makes each once; after that it is ours to
 * print as often as anybody likes.
 */
@Service
public class SceneCodes implements BackgroundJob {

    public static final String KIND = "wechat-scene-codes";

    /** The platform makes no more. */
    private static final int MOST = 100_000;

    private static final int BATCH = 50;

    /**
     * A code that is wanted.
     *
     * @param scene at most 64 letters, digits and dashes
     * @param title printed below it
     * @param cellId to which part of the tree it belongs
     */
    public record Wanted(String scene, String title, long cellId) {}

    /** @param address what the picture holds; empty while it is not made yet */
    public record Code(String scene, String title, long cellId, String address, Instant madeAt) {
        public boolean isMade() {
            return !address.isEmpty();
        }
    }

    private final SceneMapper scenes;
    private final OfficialAccount account;
    private final Clock clock;

    SceneCodes(SceneMapper scenes, OfficialAccount account, Clock clock) {
        this.scenes = scenes;
        this.account = account;
        this.clock = clock;
    }

    /**
     * Notes which codes are wanted, inside the caller's transaction; the job makes them. What is there stays.
     *
     * @throws TooMany if the platform would not make so many
     */
    public void want(Actor by, Collection<Wanted> wanted) {
        if (scenes.count() + wanted.size() > MOST) {
            throw new TooMany();
        }
        wanted.forEach(one -> scenes.want(one, by.actorKey(), clock.instant()));
    }

    /** Those of these scenes that were ever wanted, by scene. */
    public Map<String, Code> of(Collection<String> wanted) {
        return wanted.isEmpty()
                ? Map.of()
                : scenes.all(wanted).stream().collect(Collectors.toMap(Code::scene, Function.identity()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Makes what is wanted and not made yet. Running twice asks the platform twice and keeps the first answer. */
    @Override
    public void run(Progress progress) {
        progress.total(scenes.countWaiting());
        int done = 0;
        for (List<String> batch = scenes.waiting(BATCH); !batch.isEmpty(); batch = scenes.waiting(BATCH)) {
            for (var scene : batch) {
                var code = account.permanentCode(scene);
                scenes.made(scene, code.ticket(), code.address(), clock.instant());
                progress.done(++done);
            }
        }
    }

    static final class TooMany extends Refusal {
        TooMany() {
            super(HttpStatus.CONFLICT, "too-many-codes", "永久二维码最多十万张，请减少范围。");
        }
    }
}
