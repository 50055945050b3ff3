package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * When an account may write to a person by itself, and how often: after a message of theirs 5 times in 48 hours, after a menu tap, a
 * follow or a scan 3 times in one minute. The same act again starts its window anew; windows do not add up beyond that.
 */
final class SendWindows {

    enum Act {
        MESSAGE(5, Duration.ofHours(48)),
        CLICK(3, Duration.ofMinutes(1)),
        FOLLOW(3, Duration.ofMinutes(1)),
        SCAN(3, Duration.ofMinutes(1));

        private final int messages;
        private final Duration open;

        Act(int messages, Duration open) {
            this.messages = messages;
            this.open = open;
        }
    }

    private final Clock clock;
    private final Map<String, Map<Act, Window>> windows = new HashMap<>();

    SendWindows(Clock clock) {
        this.clock = clock;
    }

    synchronized void open(Person person, Act act) {
        windows.computeIfAbsent(person.id(), id -> new EnumMap<>(Act.class))
                .put(act, new Window(clock.instant().plus(act.open), act.messages));
    }

    synchronized void close(Person person) {
        windows.remove(person.id());
    }

    /**
     * Uses one message up, of the window that closes first.
     *
     * @throws PlatformError 45015 if no window is open, 45047 if those that are open are used up
     */
    synchronized void use(Person person) {
        var mine = windows.getOrDefault(person.id(), Map.of());
        mine.values().removeIf(window -> !clock.instant().isBefore(window.until()));
        if (mine.isEmpty()) {
            throw new PlatformError(45015, "response out of time limit or subscription is canceled");
        }
        var first = mine.entrySet().stream()
                .filter(entry -> entry.getValue().left() > 0)
                .min(Comparator.comparing(entry -> entry.getValue().until()))
                .orElseThrow(() -> new PlatformError(45047, "out of response count limit"));
        var window = first.getValue();
        first.setValue(new Window(window.until(), window.left() - 1));
    }

    private record Window(Instant until, int left) {}
}
