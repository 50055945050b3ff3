package cn.estation.sandbox.chaos;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Residents hold, confirm, book, move and give back places of a few slots. The model knows every rule that may say no, in
 * the order in which the service asks them.
 */
final class Appointments implements SimulatedModule {

    private static final String WHERE = "明湖社区健康小屋";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final List<Integer> DAYS = List.of(3, 4, 5);
    private static final int PER_DAY = 2;
    private static final int PER_OPEN = 6;
    private static final int MOST_HOLDS = 2;
    private static final int MOST_WASTED = 6;

    private enum State {
        HELD,
        BOOKED,
        RELEASED
    }

    /** One booking as the model has it. */
    private static final class Booking {
        private final String id;
        private final Players.Player player;
        private final String slot;
        private State state;
        private boolean wasted;

        Booking(String id, Players.Player player, String slot, State state) {
            this.id = id;
            this.player = player;
            this.slot = slot;
            this.state = state;
        }

        boolean seated() {
            return state != State.RELEASED;
        }
    }

    private final List<String> slots = new ArrayList<>();
    private final Map<String, Integer> capacity = new HashMap<>();
    private final Map<String, LocalDate> days = new HashMap<>();
    private final List<Booking> bookings = new ArrayList<>();

    @Override
    public String name() {
        return "appointment";
    }

    @Override
    public void prepare(Stage stage) {
        var bookable = stage.door()
                .read("/api/v1/bookables?communityId=" + stage.place().communityId() + "&size=100", "")
                .body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("title").asString().equals(WHERE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the demonstration has no " + WHERE))
                .path("bookableId")
                .asString();
        var today = LocalDate.now(Clock.system(CHINA));
        for (int ahead : DAYS) {
            var day = today.plusDays(ahead);
            read(stage, bookable, day);
        }
    }

    private void read(Stage stage, String bookable, LocalDate day) {
        for (int tries = 0; tries < 100; tries++) {
            var there = stage.door()
                    .read("/api/v1/bookables/" + bookable + "/slots?day=" + day, "")
                    .body();
            if (!there.isEmpty()) {
                there.forEach(slot -> {
                    var id = slot.path("slotId").asString();
                    slots.add(id);
                    days.put(id, day);
                    capacity.put(id, slot.path("free").asInt());
                });
                return;
            }
            Pause.of(java.time.Duration.ofMillis(200));
        }
        throw new IllegalStateException("no slots on " + day);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Tasks.operation("hold", this::hold),
                Tasks.operation("confirm", this::confirm),
                Tasks.operation("book", this::book),
                Tasks.operation("reschedule", this::reschedule),
                Tasks.operation("cancel", this::cancel),
                Tasks.operation("read another's", this::readAnothers));
    }

    private Attempt hold(Random random, Stage stage) {
        var player = player(random, stage);
        var slot = slot(random);
        var call = post("/api/v1/slots/" + slot + "/holds", player, stage, Map.of());
        return new Attempt(call, whyNot(player, slot, true), done -> learn(done, player, slot, State.HELD));
    }

    private Attempt book(Random random, Stage stage) {
        var player = player(random, stage);
        var slot = slot(random);
        var call = post("/api/v1/appointments", player, stage, Map.of("slotId", slot));
        return new Attempt(call, whyNot(player, slot, false), done -> learn(done, player, slot, State.BOOKED));
    }

    private void learn(Reply.Done done, Players.Player player, String slot, State state) {
        bookings.add(new Booking(done.body().path("appointmentId").asString(), player, slot, state));
    }

    private @Nullable String whyNot(Players.Player player, String slot, boolean hold) {
        var against = whyNotAtAll(player, slot, null);
        if (against != null) {
            return against;
        }
        if (open(player) >= 10) {
            return "too-many-appointments";
        }
        if (hold && count(player, State.HELD) >= MOST_HOLDS) {
            return "too-many-holds";
        }
        if (hold && of(player).stream().filter(one -> one.wasted).count() >= MOST_WASTED) {
            return "too-many-wasted-holds";
        }
        return full(slot) ? "slot-full" : null;
    }

    /** The rules about one person, in the service's order; {@code leaving} is given up in the same command. */
    private @Nullable String whyNotAtAll(Players.Player player, String slot, @Nullable Booking leaving) {
        var mine = of(player).stream()
                .filter(Booking::seated)
                .filter(one -> one != leaving)
                .toList();
        if (mine.stream().anyMatch(one -> one.slot.equals(slot))) {
            return "already-booked";
        }
        if (mine.stream().filter(one -> day(one.slot).equals(day(slot))).count() >= PER_DAY) {
            return "limit-day";
        }
        return mine.size() >= PER_OPEN ? "limit-open" : null;
    }

    private @Nullable Attempt confirm(Random random, Stage stage) {
        var one = any(random, bookings);
        if (one == null) {
            return null;
        }
        var call = post("/api/v1/appointments/" + one.id + "/confirmation", one.player, stage, Map.of());
        return new Attempt(call, one.seated() ? null : "hold-over", done -> one.state = State.BOOKED);
    }

    private @Nullable Attempt cancel(Random random, Stage stage) {
        var one = any(random, bookings);
        if (one == null) {
            return null;
        }
        var call = post("/api/v1/appointments/" + one.id + "/cancellation", one.player, stage, Map.of());
        return new Attempt(call, one.seated() ? null : "appointment-not-to-change", done -> {
            one.wasted = one.state == State.HELD;
            one.state = State.RELEASED;
        });
    }

    private @Nullable Attempt reschedule(Random random, Stage stage) {
        var one = any(random, bookings);
        if (one == null) {
            return null;
        }
        var slot = slot(random);
        var call = post("/api/v1/appointments/" + one.id + "/reschedule", one.player, stage, Map.of("slotId", slot));
        return new Attempt(call, whyNotMove(one, slot), done -> {
            one.state = State.RELEASED;
            learn(done, one.player, slot, State.BOOKED);
        });
    }

    private @Nullable String whyNotMove(Booking one, String slot) {
        if (one.state != State.BOOKED) {
            return "appointment-not-to-change";
        }
        if (one.slot.equals(slot)) {
            return "same-slot";
        }
        var against = whyNotAtAll(one.player, slot, one);
        if (against != null) {
            return against;
        }
        return full(slot) ? "slot-full" : null;
    }

    /** What is somebody else's is not there. */
    private @Nullable Attempt readAnothers(Random random, Stage stage) {
        var one = any(random, bookings);
        var thief = player(random, stage);
        if (one == null || one.player == thief) {
            return null;
        }
        var call = post("/api/v1/appointments/" + one.id + "/confirmation", thief, stage, Map.of());
        return new Attempt(call, "not-found", done -> {});
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var slot : slots) {
            var seen = stage.door().read("/api/v1/bookables/slots/" + slot, "").body();
            int expected = capacity.getOrDefault(slot, 0) - taken(slot);
            if (seen.path("free").asInt() != expected) {
                differences.add("slot %s has %d free, expected %d"
                        .formatted(slot, seen.path("free").asInt(), expected));
            }
        }
        for (var one : bookings) {
            var status = stage.door()
                    .read("/api/v1/appointments/" + one.id, one.player.token())
                    .body()
                    .path("status")
                    .asString();
            if (!status.equals(one.state.name())) {
                differences.add("appointment %s is %s, expected %s".formatted(one.id, status, one.state));
            }
        }
        return differences;
    }

    private List<Booking> of(Players.Player player) {
        return bookings.stream().filter(one -> one.player == player).toList();
    }

    private int open(Players.Player player) {
        return (int) of(player).stream().filter(Booking::seated).count();
    }

    private int count(Players.Player player, State state) {
        return (int) of(player).stream().filter(one -> one.state == state).count();
    }

    private int taken(String slot) {
        return (int) bookings.stream()
                .filter(one -> one.slot.equals(slot) && one.seated())
                .count();
    }

    private boolean full(String slot) {
        return taken(slot) >= capacity.getOrDefault(slot, 0);
    }

    private LocalDate day(String slot) {
        return days.getOrDefault(slot, LocalDate.MIN);
    }

    private String slot(Random random) {
        return slots.get(random.nextInt(slots.size()));
    }

    private static @Nullable Booking any(Random random, List<Booking> some) {
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    private static Players.Player player(Random random, Stage stage) {
        var all = stage.players().all();
        return all.get(random.nextInt(all.size()));
    }

    private static Call post(String path, Players.Player player, Stage stage, Object body) {
        return new Call("POST", path, player.token(), stage.newKey(), body);
    }
}
