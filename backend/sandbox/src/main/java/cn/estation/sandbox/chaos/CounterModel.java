package cn.estation.sandbox.chaos;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A counter as its rules say it must behave: residents hold, confirm, book, move, cancel, wait, accept, stay away and say
 * why; the office closes and reopens days, changes the hours and decides about absences; time passes. Written from the
 * rules, without looking at how the service does it.
 */
final class CounterModel {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int PLAYERS = 4;
    private static final int DAYS = 3;
    private static final int PER_DAY = 2;
    private static final int PER_OPEN = 4;
    private static final int MOST_OPEN = 10;
    private static final int MOST_HOLDS = 2;
    private static final int MOST_WASTED = 6;
    private static final int MOST_WAITS = 5;
    private static final int NO_SHOWS = 3;
    private static final Duration LEAD = Duration.ofMinutes(60);
    private static final Duration CUTOFF = Duration.ofMinutes(120);
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration CONTEST = Duration.ofHours(72);
    private static final Duration RESTRICTED = Duration.ofDays(30);

    /** From when to when the counter is open, in slots of which length, for how many. */
    private record Hours(boolean workingDays, int from, int to, int length, int capacity) {

        /** Begin and end of the slots of a day; none on a day that is not worked, if that matters. */
        Map<Instant, Instant> on(LocalDate day) {
            var slots = new TreeMap<Instant, Instant>();
            for (int start = from;
                    start + length <= to && (!workingDays || HolidayList.isWorked(day));
                    start += length) {
                var begin = day.atTime(LocalTime.ofSecondOfDay(start * 60L))
                        .atZone(CHINA)
                        .toInstant();
                slots.put(begin, begin.plus(Duration.ofMinutes(length)));
            }
            return slots;
        }

        Map<String, List<String>> form(LocalDate since) {
            var form = new HashMap<String, List<String>>();
            form.put("from", List.of(since.toString()));
            form.put(
                    "days",
                    IntStream.rangeClosed(1, DayOfWeek.values().length)
                            .mapToObj(day -> "0-" + day)
                            .toList());
            form.put("calendar", List.of(workingDays ? "WORKING_DAYS" : "EVERY_DAY"));
            form.put("starts", List.of(time(from)));
            form.put("ends", List.of(time(to)));
            form.put("minutes", List.of(Integer.toString(length)));
            form.put("capacity", List.of(Integer.toString(capacity)));
            form.put("elders", List.of("0"));
            form.put("walkIns", List.of("0"));
            form.put("until", List.of(""));
            return form;
        }

        private static String time(int minute) {
            return LocalTime.ofSecondOfDay(minute * 60L).toString();
        }
    }

    /** Those the counters of a simulation are loaded with. */
    private static final Hours USUAL = new Hours(false, 540, 660, 30, 2);

    private static final List<Hours> OTHERS = List.of(
            USUAL,
            new Hours(false, 540, 660, 30, 1),
            new Hours(false, 540, 660, 30, 3),
            new Hours(false, 540, 600, 30, 2),
            new Hours(false, 540, 660, 60, 2),
            new Hours(true, 540, 660, 30, 2));

    private enum State {
        HELD,
        BOOKED,
        ABSENT,
        FINISHED,
        RELEASED;

        boolean open() {
            return this == HELD || this == BOOKED;
        }
    }

    private static final class Slot {
        private final String id;
        private final LocalDate day;
        private final Instant start;
        private Instant end;
        private int capacity;
        private @Nullable String closed;
        private final List<Wait> waiting = new ArrayList<>();

        Slot(String id, Instant start, Instant end, int capacity) {
            this.id = id;
            this.day = LocalDate.ofInstant(start, CHINA);
            this.start = start;
            this.end = end;
            this.capacity = capacity;
        }
    }

    private static final class Seat {
        private final String id;
        private final Players.Player player;
        private final Slot slot;
        private final Instant start;
        private final Instant end;
        private final Instant created;
        private State state;
        private boolean looking;
        private @Nullable Instant expires;
        private @Nullable Instant contestUntil;
        private boolean contested;
        private boolean wasted;
        private String outcome = "";
        private @Nullable Instant ended;
        private @Nullable Wait wait;

        Seat(String id, Players.Player player, Slot slot, State state, Instant created) {
            this.id = id;
            this.player = player;
            this.slot = slot;
            this.start = slot.start;
            this.end = slot.end;
            this.state = state;
            this.created = created;
        }

        boolean open() {
            return state.open();
        }
    }

    private static final class Wait {
        private final String id;
        private final Players.Player player;
        private final Slot slot;
        private String status = "WAITING";
        private @Nullable Seat seat;

        Wait(String id, Players.Player player, Slot slot) {
            this.id = id;
            this.player = player;
            this.slot = slot;
        }
    }

    private final Trial trial;
    private final List<Players.Player> players = new ArrayList<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<Seat> seats = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final Map<LocalDate, String> closings = new HashMap<>();
    private final Map<Players.Player, Instant> restricted = new HashMap<>();
    private final Map<Players.Player, Instant> lastRestriction = new HashMap<>();
    private List<LocalDate> days = List.of();
    private final TreeMap<LocalDate, Hours> hours = new TreeMap<>(Map.of(LocalDate.MIN, USUAL));

    CounterModel(Trial trial) {
        this.trial = trial;
    }

    void begin() {
        var stage = trial.stage();
        for (int i = 0; i < PLAYERS; i++) {
            var name = "counter-%d-%d".formatted(trial.seed(), i);
            var person = stage.wechat()
                    .createPerson(name, "演练居民", "137" + (10_000_000 + Math.floorMod(name.hashCode(), 90_000_000)));
            players.add(stage.players().signIn(stage, person));
        }
        again();
        // Whoever played here before may have left other hours.
        if (!differences().isEmpty()) {
            change(USUAL);
        }
        settle("at the beginning");
    }

    void again() {
        var today = today();
        days = IntStream.rangeClosed(1, DAYS).mapToObj(today::plusDays).toList();
        days.forEach(this::look);
    }

    private Hours hours(LocalDate day) {
        return hours.floorEntry(day).getValue();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(trial.world().now(), CHINA);
    }

    private Instant now() {
        return trial.world().now();
    }

    /** Learns the slots of a day that are not known yet; what is known is compared, not learnt. */
    private void look(LocalDate day) {
        for (var one : listing(day)) {
            var id = one.path("slotId").asString();
            var start = Instant.parse(one.path("startsAt").asString());
            slots.computeIfAbsent(id, any -> {
                var slot = new Slot(id, start, Instant.parse(one.path("endsAt").asString()), 0);
                plan(slot);
                return slot;
            });
        }
    }

    private JsonNode listing(LocalDate day) {
        return trial.stage()
                .door()
                .read("/api/v1/bookables/" + trial.world().bookableId() + "/slots?day=" + day, "")
                .body();
    }

    // What the rules say.

    private @Nullable String atFirstSight(Slot slot) {
        if (slot.closed != null) {
            return "slot-closed";
        }
        return over(slot) ? "booking-closed" : null;
    }

    private boolean over(Slot slot) {
        return !slot.start.minus(LEAD).isAfter(now());
    }

    private @Nullable String ofPerson(Players.Player player, Slot slot, @Nullable Seat leaving) {
        var mine = of(player).stream().filter(seat -> seat != leaving).toList();
        if (mine.stream().anyMatch(seat -> seat.open() && seat.slot == slot)) {
            return "already-booked";
        }
        long that = mine.stream()
                .filter(seat -> seat.slot.day.equals(slot.day) && seat.state != State.RELEASED)
                .filter(seat -> !seat.outcome.equals("EXCUSED"))
                .count();
        if (that >= PER_DAY) {
            return "limit-day";
        }
        if (open(mine) >= PER_OPEN) {
            return "limit-open";
        }
        boolean elsewhere = mine.stream()
                .anyMatch(seat -> seat.open() && seat.start.isBefore(slot.end) && seat.end.isAfter(slot.start));
        return elsewhere ? "time-conflict" : null;
    }

    private long open(List<Seat> some) {
        return some.stream()
                .filter(seat -> seat.open() && seat.end.isAfter(now()))
                .count();
    }

    private @Nullable String ofAccount(Players.Player player, boolean hold) {
        var until = restricted.get(player);
        if (until != null && until.isAfter(now())) {
            return "booking-restricted";
        }
        var mine = of(player);
        if (open(mine) >= MOST_OPEN) {
            return "too-many-appointments";
        }
        if (hold
                && mine.stream()
                                .filter(seat -> seat.state == State.HELD && seat.looking)
                                .count()
                        >= MOST_HOLDS) {
            return "too-many-holds";
        }
        var hourAgo = now().minus(Duration.ofHours(1));
        boolean waster = mine.stream()
                        .filter(seat -> seat.wasted && seat.created.isAfter(hourAgo))
                        .count()
                >= MOST_WASTED;
        return hold && waster ? "too-many-wasted-holds" : null;
    }

    private @Nullable String whyNot(Players.Player player, Slot slot, boolean hold) {
        var sight = atFirstSight(slot);
        if (sight != null) {
            return sight;
        }
        var person = ofPerson(player, slot, null);
        return person != null ? person : ofAccount(player, hold);
    }

    private int free(Slot slot) {
        return slot.closed != null || over(slot) || !slot.waiting.isEmpty()
                ? 0
                : Math.max(0, slot.capacity - taken(slot));
    }

    private int taken(Slot slot) {
        return (int) seats.stream()
                .filter(seat -> seat.slot == slot && seat.state != State.RELEASED)
                .count();
    }

    // What people do.

    void act() {
        int kind = trial.random().nextInt(200);
        if (kind < 28) {
            take(true);
        } else if (kind < 60) {
            take(false);
        } else if (kind < 84) {
            confirm();
        } else if (kind < 106) {
            cancel();
        } else if (kind < 126) {
            reschedule();
        } else if (kind < 148) {
            join();
        } else if (kind < 160) {
            accept();
        } else if (kind < 168) {
            leave();
        } else if (kind < 174) {
            anothers();
        } else if (kind < 184) {
            burst();
        } else if (kind < 192) {
            contest();
        } else {
            office(kind);
        }
    }

    private void office(int kind) {
        switch (kind) {
            case 192, 193 -> close();
            case 194, 195 -> reopen();
            case 196, 197, 198 -> change(OTHERS.get(trial.random().nextInt(OTHERS.size())));
            default -> decide();
        }
    }

    private void take(boolean hold) {
        var player = player();
        var slot = slot();
        if (slot == null) {
            return;
        }
        var against = whyNot(player, slot, hold);
        var expected = against != null ? against : free(slot) == 0 ? "slot-full" : null;
        var done = trial.give(hold ? "hold" : "book", taking(player, slot, hold), expected);
        if (done != null) {
            learn(done, player, slot, hold);
        }
    }

    private Call taking(Players.Player player, Slot slot, boolean hold) {
        return hold
                ? trial.post("/api/v1/slots/" + slot.id + "/holds", player, Map.of())
                : trial.post("/api/v1/appointments", player, Map.of("slotId", slot.id));
    }

    private Seat learn(Reply.Done done, Players.Player player, Slot slot, boolean hold) {
        var seat = new Seat(
                done.body().path("appointmentId").asString(), player, slot, hold ? State.HELD : State.BOOKED, now());
        seat.looking = hold;
        seat.expires = expires(done.body());
        seats.add(seat);
        return seat;
    }

    private static @Nullable Instant expires(JsonNode view) {
        var text = view.path("expiresAt").asString("");
        return text.isEmpty() ? null : Instant.parse(text);
    }

    /** Everybody wants the same slot at the same moment: as many get it as there are places. */
    private void burst() {
        var slot = slot();
        if (slot == null) {
            return;
        }
        int free = free(slot);
        var calls = new ArrayList<Call>();
        var against = new ArrayList<String>();
        var holds = new ArrayList<Boolean>();
        for (var player : players) {
            boolean hold = trial.random().nextBoolean();
            holds.add(hold);
            calls.add(taking(player, slot, hold));
            against.add(Objects.requireNonNullElse(whyNot(player, slot, hold), ""));
        }
        var replies = trial.giveAtOnce(calls);
        int eligible = 0;
        int had = 0;
        for (int i = 0; i < replies.size(); i++) {
            if (!against.get(i).isEmpty()) {
                trial.judge("at once", calls.get(i), against.get(i), replies.get(i));
                continue;
            }
            eligible++;
            if (replies.get(i) instanceof Reply.Done done) {
                had++;
                trial.tally("at once", true);
                learn(done, players.get(i), slot, holds.get(i));
            } else {
                trial.judge("at once", calls.get(i), "slot-full", replies.get(i));
            }
        }
        if (had != Math.min(free, eligible)) {
            trial.wrong("%d of %d got a place of slot %s, which had %d".formatted(had, eligible, slot.id, free));
        }
    }

    private void confirm() {
        var seat = seat();
        if (seat == null) {
            return;
        }
        var call = trial.post("/api/v1/appointments/" + seat.id + "/confirmation", seat.player, Map.of());
        if (trial.give("confirm", call, whyNotConfirm(seat)) != null) {
            booked(seat);
        }
    }

    private static @Nullable String whyNotConfirm(Seat seat) {
        return switch (seat.state) {
            case BOOKED -> null;
            case HELD -> seat.slot.closed == null ? null : "slot-closed";
            default -> "hold-over";
        };
    }

    private static void booked(Seat seat) {
        seat.state = State.BOOKED;
        if (seat.wait != null && seat.wait.status.equals("OFFERED")) {
            seat.wait.status = "TAKEN";
        }
    }

    private void cancel() {
        var seat = seat();
        if (seat == null) {
            return;
        }
        var call = trial.post("/api/v1/appointments/" + seat.id + "/cancellation", seat.player, Map.of());
        if (trial.give("cancel", call, whyNotCancel(seat)) != null) {
            given(seat);
        }
    }

    private @Nullable String whyNotCancel(Seat seat) {
        boolean ahead = seat.state == State.HELD || (seat.state == State.BOOKED && seat.end.isAfter(now()));
        return ahead ? null : "appointment-not-to-change";
    }

    /** Its owner gave it back. */
    private void given(Seat seat) {
        seat.wasted = seat.state == State.HELD && seat.looking;
        if (seat.wait != null && seat.wait.status.equals("OFFERED")) {
            seat.wait.status = "LEFT";
        }
        seat.state = State.RELEASED;
        freed(seat.slot);
    }

    private void reschedule() {
        var seat = seat();
        var slot = slot();
        if (seat == null || slot == null) {
            return;
        }
        var call =
                trial.post("/api/v1/appointments/" + seat.id + "/reschedule", seat.player, Map.of("slotId", slot.id));
        var done = trial.give("reschedule", call, whyNotMove(seat, slot));
        if (done != null) {
            seat.state = State.RELEASED;
            learn(done, seat.player, slot, false);
            freed(seat.slot);
        }
    }

    private @Nullable String whyNotMove(Seat seat, Slot slot) {
        if (seat.state == State.BOOKED && !seat.start.minus(CUTOFF).isAfter(now())) {
            return "too-late-to-reschedule";
        }
        if (seat.state != State.BOOKED) {
            return "appointment-not-to-change";
        }
        if (seat.slot == slot) {
            return "same-slot";
        }
        var sight = atFirstSight(slot);
        var against = sight != null ? sight : ofPerson(seat.player, slot, seat);
        return against != null ? against : free(slot) == 0 ? "slot-full" : null;
    }

    private void join() {
        var player = player();
        var slot = slot();
        if (slot == null) {
            return;
        }
        var call = trial.post("/api/v1/slots/" + slot.id + "/waits", player, Map.of());
        var done = trial.give("wait", call, whyNotWait(player, slot));
        if (done != null) {
            var wait = new Wait(done.body().path("waitId").asString(), player, slot);
            waits.add(wait);
            slot.waiting.add(wait);
        }
    }

    private @Nullable String whyNotWait(Players.Player player, Slot slot) {
        var live = waits.stream()
                .filter(wait -> wait.player == player)
                .filter(wait -> wait.status.equals("WAITING") || wait.status.equals("OFFERED"))
                .toList();
        if (live.stream().anyMatch(wait -> wait.slot == slot)) {
            return "already-waiting";
        }
        if (live.size() >= MOST_WAITS) {
            return "too-many-waits";
        }
        var account = ofAccount(player, false);
        var against = account != null ? account : ofPerson(player, slot, null);
        if (against != null) {
            return against;
        }
        if (slot.closed != null || over(slot)) {
            return "cannot-wait";
        }
        return free(slot) > 0 ? "slot-has-places" : null;
    }

    private void accept() {
        var wait = wait(trial.random().nextInt(4) > 0);
        if (wait == null) {
            return;
        }
        var seat = wait.seat;
        var call = trial.post("/api/v1/waits/" + wait.id + "/acceptance", wait.player, Map.of());
        if (trial.give("accept", call, seat == null ? "nothing-offered" : whyNotConfirm(seat)) != null
                && seat != null) {
            booked(seat);
        }
    }

    private void leave() {
        var wait = wait(false);
        if (wait == null) {
            return;
        }
        var call = new Call(
                "DELETE",
                "/api/v1/waits/" + wait.id,
                wait.player.token(),
                trial.stage().newKey(),
                null);
        boolean live = wait.status.equals("WAITING") || wait.status.equals("OFFERED");
        if (trial.give("leave", call, live ? null : "waits-no-more") == null) {
            return;
        }
        if (wait.status.equals("OFFERED")) {
            given(Objects.requireNonNull(wait.seat));
        } else {
            wait.status = "LEFT";
            wait.slot.waiting.remove(wait);
        }
    }

    /** What is somebody else's is not there. */
    private void anothers() {
        var seat = seat();
        var thief = player();
        if (seat != null && seat.player != thief) {
            var act = List.of("confirmation", "cancellation").get(trial.random().nextInt(2));
            trial.give(
                    "another's",
                    trial.post("/api/v1/appointments/" + seat.id + "/" + act, thief, Map.of()),
                    "not-found");
        }
    }

    private void contest() {
        var seat = absent();
        if (seat == null) {
            return;
        }
        var until = seat.contestUntil;
        boolean may = seat.state == State.ABSENT && !seat.contested && until != null && until.isAfter(now());
        var call = trial.post("/api/v1/appointments/" + seat.id + "/contest", seat.player, Map.of("reason", "当天发烧"));
        if (trial.give("contest", call, may ? null : "nothing-to-contest") != null) {
            seat.contested = true;
        }
    }

    // What the office does.

    private void decide() {
        var seat = absent();
        if (seat == null) {
            return;
        }
        boolean counts = trial.random().nextBoolean();
        boolean may = seat.state == State.ABSENT && (!counts || seat.contested);
        boolean done = trial.world()
                .desk()
                .does(
                        "/console/bookings/" + seat.id + "/absence",
                        Map.of("counts", Boolean.toString(counts), "reason", "已核实情况"));
        trial.counted("decide on an absence", done);
        if (done != may) {
            trial.wrong("deciding on absence %s was %s".formatted(seat.id, done ? "done" : "refused"));
        }
        if (done) {
            finished(seat, counts ? "NO_SHOW" : "EXCUSED");
        }
    }

    private void finished(Seat seat, String outcome) {
        trial.tally("absence counts", outcome.equals("NO_SHOW"));
        seat.state = State.FINISHED;
        seat.outcome = outcome;
        seat.ended = now();
        if (!outcome.equals("NO_SHOW")) {
            return;
        }
        var since = lastRestriction.getOrDefault(seat.player, Instant.EPOCH);
        long times = of(seat.player).stream()
                .filter(one -> one.outcome.equals("NO_SHOW") && one.ended != null && one.ended.isAfter(since))
                .count();
        if (times >= NO_SHOWS) {
            trial.tally("is restricted", true);
            restricted.put(seat.player, now().plus(RESTRICTED));
            lastRestriction.put(seat.player, now());
        }
    }

    private void close() {
        var day = days.get(trial.random().nextInt(days.size()));
        if (day.isBefore(today()) || closings.containsKey(day)) {
            return;
        }
        var form = Map.of(
                "things", List.of(trial.world().bookableId()),
                "from", List.of(day.toString()),
                "to", List.of(""),
                "reason", List.of("停电检修"),
                "office", List.of(trial.world().communityId()));
        boolean done = trial.world()
                .desk()
                .confirms("/console/appointment-closings/preview", "/console/appointment-closings", form);
        trial.counted("close a day", done);
        trial.tell("closed " + day);
        if (!done) {
            trial.wrong("closing " + day + " was refused");
            return;
        }
        closings.put(day, "");
        var cancelled = new ArrayList<Seat>();
        of(day).forEach(slot -> {
            slot.closed = "OFFICE";
            endWaits(slot);
            seats.stream().filter(seat -> seat.slot == slot && seat.open()).forEach(cancelled::add);
        });
        cancelled.forEach(this::cancelledByOffice);
        settle("after closing " + day);
    }

    /** By the timer, so whoever asks must be patient. */
    private void endWaits(Slot slot) {
        slot.waiting.forEach(wait -> wait.status = "LAPSED");
        slot.waiting.clear();
    }

    /** The office cancels a booking and holds another place for the person, wherever there was one. */
    private void cancelledByOffice(Seat seat) {
        trial.tally("gets another place from the office", true);
        seat.state = State.RELEASED;
        if (seat.wait != null && seat.wait.status.equals("OFFERED")) {
            seat.wait.status = "LAPSED";
        }
        var offer = new String[1];
        trial.await("no place is held instead of " + seat.id, () -> {
            offer[0] = view(seat.id, seat.player).path("offerId").asString("");
            return !offer[0].isEmpty();
        });
        if (offer[0] == null || offer[0].isEmpty()) {
            return;
        }
        var view = view(offer[0], seat.player);
        var slot = slots.computeIfAbsent(view.path("slotId").asString(), id -> {
            var fresh = new Slot(
                    id,
                    Instant.parse(view.path("startsAt").asString()),
                    Instant.parse(view.path("endsAt").asString()),
                    0);
            plan(fresh);
            return fresh;
        });
        if (slot.closed != null || !slot.start.isAfter(seat.start) || free(slot) == 0) {
            trial.wrong("the place held instead of %s is in slot %s, which has none".formatted(seat.id, slot.id));
        }
        var held = new Seat(offer[0], seat.player, slot, State.HELD, now());
        held.expires = expires(view);
        seats.add(held);
    }

    private JsonNode view(String id, Players.Player player) {
        return trial.stage()
                .door()
                .read("/api/v1/appointments/" + id, player.token())
                .body();
    }

    private void reopen() {
        var day = closings.keySet().stream()
                .filter(one -> !one.isBefore(today()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (day == null) {
            return;
        }
        trial.counted("reopen a day", true);
        trial.tell("reopens " + day);
        var desk = trial.world().desk();
        var page = "/console/bookables/" + trial.world().bookableId();
        var closing = desk.open(page).select("tr").stream()
                .filter(line -> line.text().contains(said(day))
                        && !line.select("input[name=closing]").isEmpty())
                .map(line -> line.select("input[name=closing]").val())
                .reduce((wider, narrower) -> narrower)
                .orElse("");
        if (!desk.does(page + "/reopen", Map.of("closing", closing))) {
            trial.wrong("reopening %s (closing '%s') was refused".formatted(day, closing));
            return;
        }
        closings.remove(day);
        of(day).forEach(this::plan);
        settle("after reopening " + day);
    }

    private static String said(LocalDate day) {
        return day.toString();
    }

    private void change(Hours other) {
        trial.counted("change the hours", true);
        trial.tell("changes to " + other);
        var page = "/console/bookables/" + trial.world().bookableId() + "/hours";
        var since = today().plusDays(1);
        if (!trial.world().desk().confirms(page + "/preview", page, other.form(since))) {
            trial.wrong("changing the hours was refused");
            return;
        }
        hours.tailMap(since, true).clear();
        hours.put(since, other);
        slots.values().stream()
                .filter(slot -> !slot.day.isBefore(since) && slot.end.isAfter(now()))
                .forEach(this::plan);
        trial.await("no slots of the new hours", () -> {
            days.forEach(this::look);
            return days.stream()
                    .filter(day -> !day.isBefore(since) && !closings.containsKey(day))
                    .allMatch(day -> other.on(day).keySet().stream()
                            .allMatch(start -> slots.values().stream().anyMatch(slot -> slot.start.equals(start))));
        });
        slots.values().stream().filter(slot -> slot.closed == null).forEach(this::freed);
        settle("after changing the hours");
    }

    /** Brings a slot to what the hours want of it; who has a place keeps it. */
    private void plan(Slot slot) {
        if (closings.containsKey(slot.day)) {
            slot.closed = "OFFICE";
            return;
        }
        var wanted = hours(slot.day);
        var end = wanted.on(slot.day).get(slot.start);
        if (end == null) {
            slot.closed = "TEMPLATE";
            endWaits(slot);
        } else {
            slot.closed = null;
            slot.end = end;
            slot.capacity = wanted.capacity();
        }
    }

    // What follows by itself.

    /** Places came free: the first who waits and may have one is offered it. */
    private void freed(Slot slot) {
        while (slot.closed == null && !over(slot) && !slot.waiting.isEmpty() && taken(slot) < slot.capacity) {
            var first = slot.waiting.removeFirst();
            first.status = ofPerson(first.player, slot, null) == null ? "OFFERED" : "PASSED_OVER";
            trial.tally("is offered a place", first.status.equals("OFFERED"));
            var seen = new JsonNode[1];
            boolean told = trial.becomes(() -> {
                seen[0] = trial.stage()
                        .door()
                        .read("/api/v1/waits/" + first.id, first.player.token())
                        .body();
                return seen[0].path("status").asString().equals(first.status);
            });
            if (!told) {
                trial.wrong("wait %s does not become %s: %s".formatted(first.id, first.status, seen[0]));
                return;
            }
            if (first.status.equals("OFFERED")) {
                var id = Objects.requireNonNull(seen[0]).path("appointmentId").asString("");
                var seat = new Seat(id, first.player, slot, State.HELD, now());
                seat.wait = first;
                seat.expires = expires(view(id, first.player));
                seats.add(seat);
                first.seat = seat;
            }
        }
    }

    /** Time has passed. */
    void passed() {
        var now = now();
        for (var seat : List.copyOf(seats)) {
            if (seat.state == State.HELD && seat.expires != null && !seat.expires.isAfter(now)) {
                trial.tally(seat.looking ? "hold runs out" : "offer lapses", true);
                seat.state = State.RELEASED;
                seat.wasted = seat.looking;
                if (seat.wait != null) {
                    seat.wait.status = "LAPSED";
                }
            }
            if (seat.state == State.BOOKED && !seat.end.plus(GRACE).isAfter(now)) {
                if (seat.slot.closed != null) {
                    finished(seat, "EXCUSED");
                } else {
                    seat.state = State.ABSENT;
                    seat.contestUntil = now.plus(CONTEST);
                }
            }
        }
        seats.stream()
                .filter(seat -> seat.state == State.ABSENT && !seat.contested)
                .filter(seat -> !Objects.requireNonNull(seat.contestUntil).isAfter(now))
                .sorted(Comparator.comparing(seat -> Objects.requireNonNull(seat.contestUntil)))
                .toList()
                .forEach(seat -> finished(seat, "NO_SHOW"));
        for (var slot : List.copyOf(slots.values())) {
            if (slot.closed != null || over(slot)) {
                endWaits(slot);
            } else {
                freed(slot);
            }
        }
        settle("after time has passed");
    }

    // Whether it is so.

    private void settle(String when) {
        var last = new ArrayList<String>();
        boolean settled = trial.becomes(() -> {
            last.clear();
            last.addAll(differences());
            return last.isEmpty();
        });
        if (!settled) {
            last.forEach(difference -> trial.wrong(when + ": " + difference));
        }
    }

    private List<String> differences() {
        var differences = new ArrayList<String>();
        days.forEach(day -> compare(day, differences));
        players.forEach(player -> compare(player, differences));
        return differences;
    }

    private void compare(LocalDate day, List<String> differences) {
        var seen = new HashMap<String, JsonNode>();
        listing(day).forEach(one -> seen.put(one.path("slotId").asString(), one));
        for (var slot : slots.values()) {
            if (!slot.day.equals(day) || !slot.end.isAfter(now())) {
                continue;
            }
            var one = seen.get(slot.id);
            var state = slot.closed != null ? "CLOSED" : over(slot) ? "OVER" : free(slot) > 0 ? "FREE" : "FULL";
            var expected = "%s %d %s".formatted(state, free(slot), slot.closed == null ? slot.end : "");
            var found = one == null
                    ? "nothing"
                    : "%s %d %s"
                            .formatted(
                                    one.path("state").asString(),
                                    one.path("free").asInt(),
                                    slot.closed == null
                                            ? Instant.parse(one.path("endsAt").asString())
                                            : "");
            boolean waiting = one == null || one.path("waiting").asInt() == slot.waiting.size();
            if (!expected.equals(found) || !waiting) {
                differences.add("slot %s of %s is %s, expected %s with %d waiting"
                        .formatted(slot.id, slot.start, found, expected, slot.waiting.size()));
            }
        }
        if (closings.containsKey(day)) {
            return;
        }
        hours(day).on(day).keySet().stream()
                .filter(start -> start.isAfter(now()))
                .filter(start -> slots.values().stream().noneMatch(slot -> slot.start.equals(start)))
                .forEach(start -> differences.add("no slot begins at " + start));
    }

    private void compare(Players.Player player, List<String> differences) {
        var door = trial.stage().door();
        var shown = new HashMap<String, JsonNode>();
        door.read("/api/v1/appointments?size=100", player.token())
                .body()
                .path("items")
                .forEach(one -> shown.put(one.path("appointmentId").asString(), one));
        for (var seat : of(player)) {
            var one = shown.get(seat.id);
            var found = one == null
                    ? "nothing"
                    : one.path("status").asString()
                            + (seat.outcome.isEmpty() ? "" : one.path("outcome").asString(""));
            if (!found.equals(seat.state + seat.outcome)) {
                differences.add(
                        "appointment %s is %s, expected %s".formatted(seat.id, found, seat.state + seat.outcome));
            }
        }
        var known = of(player).stream().map(seat -> seat.id).collect(Collectors.toSet());
        shown.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> differences.add("nobody made appointment " + id));
        var waiting = new HashMap<String, String>();
        door.read("/api/v1/waits?size=100", player.token())
                .body()
                .path("items")
                .forEach(one -> waiting.put(
                        one.path("waitId").asString(), one.path("status").asString()));
        waits.stream()
                .filter(wait -> wait.player == player)
                .filter(wait -> !wait.status.equals(waiting.get(wait.id)))
                .forEach(wait -> differences.add(
                        "wait %s is %s, expected %s".formatted(wait.id, waiting.get(wait.id), wait.status)));
    }

    // Whom and what it is about.

    private List<Seat> of(Players.Player player) {
        return seats.stream().filter(seat -> seat.player == player).toList();
    }

    private List<Slot> of(LocalDate day) {
        return slots.values().stream()
                .filter(slot -> slot.day.equals(day) && slot.end.isAfter(now()))
                .toList();
    }

    private Players.Player player() {
        return players.get(trial.random().nextInt(players.size()));
    }

    private @Nullable Slot slot() {
        return any(
                slots.values().stream().filter(slot -> days.contains(slot.day)).toList());
    }

    private @Nullable Seat seat() {
        return any(seats);
    }

    private @Nullable Seat absent() {
        var some = seats.stream().filter(seat -> seat.state == State.ABSENT).toList();
        return any(some.isEmpty() ? seats : some);
    }

    private @Nullable Wait wait(boolean offered) {
        return any(waits.stream()
                .filter(wait -> !offered || wait.status.equals("OFFERED"))
                .toList());
    }

    private <T> @Nullable T any(List<T> some) {
        return some.isEmpty() ? null : some.get(trial.random().nextInt(some.size()));
    }
}
