package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An activity of two sessions as its rules say it must behave: people enrol, withdraw, wait and answer; staff move and call
 * off sessions and tick people off; too few and a session is called off by itself.
 */
final class ActivityModel {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(CHINA);
    private static final int PLAYERS = 4;
    private static final int PLACES = 2;
    private static final int MINIMUM = 2;
    private static final int DECIDE_HOURS = 12;
    private static final int MINUTES = 60;
    private static final Duration CLOSES = Duration.ofHours(1);
    private static final Duration EARLY = Duration.ofMinutes(60);
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration CONTEST = Duration.ofHours(72);

    private static final class Session {
        private final String id;
        private final Instant planned;
        private Instant start;
        private String status = "PLANNED";
        /** Who waits is told by the timer, at a moment nobody knows. */
        private boolean unsettled;

        private final List<Wait> waiting = new ArrayList<>();

        Session(String id, Instant start) {
            this.id = id;
            this.planned = start;
            this.start = start;
        }

        boolean live() {
            return !status.equals("CANCELLED");
        }

        Instant end() {
            return start.plus(Duration.ofMinutes(MINUTES));
        }
    }

    private static final class Enrolment {
        private final String id;
        private final Players.Player player;
        private final Session session;
        private String status = "BOOKED";
        private boolean asked;
        private @Nullable Instant expires;
        private @Nullable Instant contestUntil;
        private @Nullable Wait wait;

        Enrolment(String id, Players.Player player, Session session) {
            this.id = id;
            this.player = player;
            this.session = session;
        }

        boolean is(String one) {
            return status.equals(one);
        }

        boolean open() {
            return is("HELD") || is("BOOKED") || is("CHECKED_IN");
        }
    }

    private static final class Wait {
        private final String id;
        private final Players.Player player;
        private final Session session;
        private String status = "WAITING";
        private @Nullable Enrolment enrolment;

        Wait(String id, Players.Player player, Session session) {
            this.id = id;
            this.player = player;
            this.session = session;
        }
    }

    private final Trial trial;
    private final List<Players.Player> players = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Enrolment> enrolments = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Enrolment> marked = new ArrayList<>();
    private String activity = "";

    ActivityModel(Trial trial) {
        this.trial = trial;
    }

    void begin() {
        var stage = trial.stage();
        for (int i = 0; i < PLAYERS; i++) {
            var name = "activity-%d-%d".formatted(trial.seed(), i);
            var person = stage.wechat()
                    .createPerson(name, "演练居民", "136" + (10_000_000 + Math.floorMod(name.hashCode(), 90_000_000)));
            players.add(stage.players().signIn(stage, person));
        }
        var first = LocalDate.ofInstant(now(), CHINA)
                .plusDays(1)
                .atTime(LocalTime.of(11, 0))
                .atZone(CHINA)
                .toInstant();
        var page = trial.world().desk().leads("/console/activities", form(first));
        activity = page.substring(page.lastIndexOf('/') + 1);
        for (var one : detail().path("sessions")) {
            sessions.add(new Session(
                    one.path("sessionId").asString(),
                    Instant.parse(one.path("startsAt").asString())));
        }
        if (sessions.size() != 2) {
            trial.wrong("the activity was not published: '" + page + "'");
        }
    }

    private Map<String, String> form(Instant first) {
        var form = new HashMap<String, String>();
        form.put("cellId", trial.world().communityId());
        form.put("title", "演练活动");
        form.put("description", "演练。");
        form.put("place", "活动室");
        form.put("startsAt", MINUTE.format(first));
        form.put("minutes", Integer.toString(MINUTES));
        form.put("sessions", "2");
        form.put("every", "DAY");
        form.put("enrolment", "EACH");
        form.put("places", Integer.toString(PLACES));
        form.put("elderPlaces", "0");
        form.put("elderHours", "24");
        form.put("closeHours", "1");
        form.put("cutoffHours", "2");
        form.put("minimum", Integer.toString(MINIMUM));
        form.put("decideHours", Integer.toString(DECIDE_HOURS));
        form.put("act", "publish");
        return form;
    }

    private JsonNode detail() {
        return trial.stage().door().read("/api/v1/activities/" + activity, "").body();
    }

    private Instant now() {
        return trial.world().now();
    }

    // What the rules say.

    private @Nullable String whyNot(Players.Player player, Session session) {
        if (!session.live()) {
            return "slot-closed";
        }
        if (over(session)) {
            return "booking-closed";
        }
        return ofPerson(player, session);
    }

    private boolean over(Session session) {
        return !session.start.minus(CLOSES).isAfter(now());
    }

    private @Nullable String ofPerson(Players.Player player, Session session) {
        boolean there =
                enrolments.stream().anyMatch(one -> one.player == player && one.open() && one.session == session);
        return there ? "already-booked" : null;
    }

    private int free(Session session) {
        return !session.live() || over(session) || !session.waiting.isEmpty() ? 0 : PLACES - taken(session);
    }

    private int taken(Session session) {
        return (int) enrolments.stream()
                .filter(one -> one.session == session && !one.is("RELEASED"))
                .count();
    }

    // What people and staff do.

    void act() {
        if (sessions.isEmpty()) {
            return;
        }
        int kind = trial.random().nextInt(100);
        if (kind < 34) {
            enrol();
        } else if (kind < 58) {
            withdraw();
        } else if (kind < 70) {
            join();
        } else if (kind < 78) {
            accept();
        } else if (kind < 85) {
            reply();
        } else if (kind < 91) {
            burst();
        } else if (kind < 95) {
            mark();
        } else if (kind < 98) {
            move();
        } else if (kind == 98) {
            callOff();
        } else {
            anothers();
        }
    }

    private Call enrolling(Players.Player player, Session session) {
        return trial.post("/api/v1/activities/" + activity + "/enrolments", player, Map.of("sessionId", session.id));
    }

    private void enrol() {
        var player = player();
        var session = session();
        var against = whyNot(player, session);
        var expected = against != null ? against : free(session) == 0 ? "slot-full" : null;
        var done = trial.give("enrol", enrolling(player, session), expected);
        if (done != null) {
            learn(done, player, session);
        }
    }

    private void learn(Reply.Done done, Players.Player player, Session session) {
        enrolments.add(new Enrolment(done.body().path("enrolmentId").asString(), player, session));
    }

    private void burst() {
        var session = session();
        int free = free(session);
        var calls = players.stream().map(player -> enrolling(player, session)).toList();
        var against = players.stream()
                .map(player -> Objects.requireNonNullElse(whyNot(player, session), ""))
                .toList();
        var replies = trial.giveAtOnce(calls);
        int eligible = 0;
        int had = 0;
        for (int i = 0; i < replies.size(); i++) {
            if (!against.get(i).isEmpty()) {
                trial.judge("enrol at once", calls.get(i), against.get(i), replies.get(i));
                continue;
            }
            eligible++;
            if (replies.get(i) instanceof Reply.Done done) {
                had++;
                trial.tally("enrol at once", true);
                learn(done, players.get(i), session);
            } else {
                trial.judge("enrol at once", calls.get(i), "slot-full", replies.get(i));
            }
        }
        if (had != Math.min(free, eligible)) {
            trial.wrong(
                    "%d of %d enrolled for session %s, which had %d places".formatted(had, eligible, session.id, free));
        }
    }

    private void withdraw() {
        var one = any(enrolments);
        if (one == null) {
            return;
        }
        var call = trial.post("/api/v1/enrolments/" + one.id + "/withdrawal", one.player, Map.of());
        if (trial.give("withdraw", call, whyNotWithdraw(one)) != null) {
            given(one);
        }
    }

    private @Nullable String whyNotWithdraw(Enrolment one) {
        boolean ahead = one.is("HELD") || (one.is("BOOKED") && one.session.end().isAfter(now()));
        return ahead ? null : "appointment-not-to-change";
    }

    private void given(Enrolment one) {
        one.status = "RELEASED";
        one.asked = false;
        if (one.wait != null && one.wait.status.equals("OFFERED")) {
            one.wait.status = "LEFT";
        }
        freed(one.session);
    }

    private void join() {
        var player = player();
        var session = session();
        if (session.unsettled) {
            return;
        }
        var call = trial.post("/api/v1/activities/" + activity + "/waits", player, Map.of("sessionId", session.id));
        var done = trial.give("wait for an activity", call, whyNotWait(player, session));
        if (done != null) {
            var wait = new Wait(done.body().path("waitId").asString(), player, session);
            waits.add(wait);
            session.waiting.add(wait);
        }
    }

    private @Nullable String whyNotWait(Players.Player player, Session session) {
        boolean there = waits.stream()
                .filter(wait -> wait.player == player && wait.session == session)
                .anyMatch(wait -> wait.status.equals("WAITING") || wait.status.equals("OFFERED"));
        if (there) {
            return "already-waiting";
        }
        if (sessions.stream().noneMatch(Session::live)) {
            return "activity-cancelled";
        }
        var against = ofPerson(player, session);
        if (against != null) {
            return against;
        }
        if (!session.live() || over(session)) {
            return "cannot-wait";
        }
        return free(session) > 0 ? "slot-has-places" : null;
    }

    private void accept() {
        var wait = any(waits.stream().filter(one -> !one.session.unsettled).toList());
        if (wait == null) {
            return;
        }
        var one = wait.enrolment;
        var expected = one == null
                ? "nothing-offered"
                : one.is("BOOKED") ? null : !one.is("HELD") ? "hold-over" : one.session.live() ? null : "slot-closed";
        var call = trial.post("/api/v1/waits/" + wait.id + "/acceptance", wait.player, Map.of());
        if (trial.give("accept a place of an activity", call, expected) != null && one != null && one.is("HELD")) {
            one.status = "BOOKED";
            wait.status = "TAKEN";
        }
    }

    private void reply() {
        var asked = enrolments.stream().filter(one -> one.asked && one.open()).toList();
        var one = any(asked.isEmpty() ? enrolments : asked);
        if (one == null) {
            return;
        }
        boolean coming = trial.random().nextBoolean();
        var expected = !one.asked || !one.open() ? "nothing-asked" : coming ? null : whyNotWithdraw(one);
        var call = trial.post("/api/v1/enrolments/" + one.id + "/reply", one.player, Map.of("coming", coming));
        if (trial.give("reply", call, expected) == null) {
            return;
        }
        one.asked = false;
        if (!coming) {
            given(one);
        }
    }

    private void anothers() {
        var one = any(enrolments);
        var thief = player();
        if (one != null && one.player != thief) {
            var call = trial.post("/api/v1/enrolments/" + one.id + "/withdrawal", thief, Map.of());
            trial.give("another's enrolment", call, "not-found");
        }
    }

    private void mark() {
        var one = any(enrolments);
        if (one == null) {
            return;
        }
        boolean early = now().isBefore(one.session.start.minus(EARLY));
        boolean late = !now().isBefore(one.session.end().plus(GRACE));
        // Whoever is on the roll stays there, whatever follows.
        boolean may = marked.contains(one) || (one.is("BOOKED") && one.session.live() && !early && !late);
        boolean done = trial.world()
                .desk()
                .does("/console/activities/sessions/" + one.session.id + "/attendance", Map.of("bookingId", one.id));
        trial.counted("tick off", done);
        if (done != may) {
            trial.wrong("marking %s (%s) was %s".formatted(one.id, one.status, done ? "done" : "refused"));
        }
        if (done && one.is("BOOKED")) {
            one.status = "CHECKED_IN";
            marked.add(one);
        }
    }

    private void move() {
        var session = session();
        var to = session.planned.plus(Duration.ofMinutes(10L * (trial.random().nextInt(3) - 1)));
        boolean may = session.live() && session.start.isAfter(now());
        boolean done = trial.world()
                .desk()
                .does(
                        "/console/activities/sessions/" + session.id + "/time",
                        Map.of("startsAt", MINUTE.format(to), "minutes", Integer.toString(MINUTES)));
        trial.counted("move a session", done);
        if (done != may) {
            trial.wrong("moving session %s was %s".formatted(session.id, done ? "done" : "refused"));
        }
        if (done) {
            session.start = to;
            // A change is one of the activity: who comes to the other session is told of it too.
            enrolments.stream()
                    .filter(one -> one.is("HELD") || one.is("BOOKED"))
                    .forEach(one -> one.asked = true);
            settle("after moving a session");
        }
    }

    private void callOff() {
        var session = session();
        boolean may = session.live() && session.start.isAfter(now());
        boolean done = trial.world()
                .desk()
                .does("/console/activities/sessions/" + session.id + "/cancellation", Map.of("reason", "台风"));
        trial.counted("call off a session", done);
        if (done != may) {
            trial.wrong("calling off session %s was %s".formatted(session.id, done ? "done" : "refused"));
        }
        if (done) {
            cancelled(session);
            settle("after calling off a session");
        }
    }

    private void cancelled(Session session) {
        session.status = "CANCELLED";
        enrolments.stream().filter(one -> one.session == session && one.open()).forEach(one -> {
            if (one.is("CHECKED_IN")) {
                one.status = "FINISHED";
            } else {
                one.status = "RELEASED";
            }
            one.asked = false;
            if (one.wait != null && one.wait.status.equals("OFFERED")) {
                one.wait.status = "LAPSED";
            }
        });
        session.unsettled = !session.waiting.isEmpty();
        session.waiting.forEach(wait -> wait.status = "LAPSED");
        session.waiting.clear();
    }

    /** Places came free: the first who waits and may have one is offered it. */
    private void freed(Session session) {
        while (session.live() && !over(session) && !session.waiting.isEmpty() && taken(session) < PLACES) {
            var first = session.waiting.removeFirst();
            first.status = ofPerson(first.player, session) == null ? "OFFERED" : "PASSED_OVER";
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
                var one = new Enrolment(id, first.player, session);
                one.status = "HELD";
                one.wait = first;
                var expires = trial.stage()
                        .door()
                        .read("/api/v1/appointments/" + id, first.player.token())
                        .body()
                        .path("expiresAt")
                        .asString("");
                one.expires = expires.isEmpty() ? null : Instant.parse(expires);
                enrolments.add(one);
                first.enrolment = one;
            }
        }
    }

    /** Time has passed. */
    void passed() {
        var now = now();
        // What is decided is decided on who will come, and an offer nobody took is nobody.
        for (var session : sessions) {
            boolean due = !session.start.minus(Duration.ofHours(DECIDE_HOURS)).isAfter(now);
            if (!session.status.equals("PLANNED") || !due) {
                continue;
            }
            long coming = enrolments.stream()
                    .filter(one -> one.session == session && (one.is("BOOKED") || one.is("CHECKED_IN")))
                    .count();
            if (coming >= MINIMUM || !session.start.isAfter(now)) {
                session.status = "GOING";
                trial.tally("enough come", true);
            } else {
                trial.tally("enough come", false);
                cancelled(session);
            }
        }
        for (var one : List.copyOf(enrolments)) {
            pass(one, now);
        }
        for (var session : sessions) {
            session.unsettled = false;
            if (!session.live() || over(session)) {
                session.waiting.forEach(wait -> wait.status = "LAPSED");
                session.waiting.clear();
            } else {
                freed(session);
            }
        }
        settle("after time has passed");
    }

    private void pass(Enrolment one, Instant now) {
        if (one.is("HELD") && one.expires != null && !one.expires.isAfter(now)) {
            one.status = "RELEASED";
            if (one.wait != null) {
                one.wait.status = "LAPSED";
            }
        }
        boolean over = !one.session.end().plus(GRACE).isAfter(now);
        if (over && one.is("CHECKED_IN")) {
            one.status = "FINISHED";
        } else if (over && one.is("BOOKED") && one.asked) {
            one.status = "FINISHED";
        } else if (over && one.is("BOOKED")) {
            one.status = "ABSENT";
            one.contestUntil = now.plus(CONTEST);
        } else if (one.is("ABSENT") && !Objects.requireNonNull(one.contestUntil).isAfter(now)) {
            one.status = "FINISHED";
        }
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
        var shown = new HashMap<String, JsonNode>();
        detail().path("sessions").forEach(one -> shown.put(one.path("sessionId").asString(), one));
        for (var session : sessions) {
            var one = Objects.requireNonNull(shown.get(session.id));
            var found = "%s %s %d"
                    .formatted(
                            one.path("status").asString(),
                            Instant.parse(one.path("startsAt").asString()),
                            one.path("free").asInt());
            var expected = "%s %s %d".formatted(session.status, session.start, free(session));
            if (!found.equals(expected)) {
                differences.add("session %s is %s, expected %s".formatted(session.id, found, expected));
            }
        }
        players.forEach(player -> compare(player, differences));
        return differences;
    }

    private void compare(Players.Player player, List<String> differences) {
        var door = trial.stage().door();
        var shown = new HashMap<String, JsonNode>();
        door.read("/api/v1/enrolments?size=100", player.token())
                .body()
                .path("items")
                .forEach(one -> shown.put(one.path("enrolmentId").asString(), one));
        for (var one : enrolments) {
            if (one.player != player) {
                continue;
            }
            var seen = shown.get(one.id);
            var found = seen == null
                    ? "nothing"
                    : seen.path("status").asString() + " "
                            + (one.open() ? Instant.parse(seen.path("startsAt").asString()) : "")
                            + (one.open() && !seen.path("asked").asString("").isEmpty() ? " asked" : "");
            var expected = one.status + " " + (one.open() ? one.session.start : "")
                    + (one.open() && one.asked ? " asked" : "");
            if (!found.equals(expected)) {
                differences.add("enrolment %s is %s, expected %s".formatted(one.id, found, expected));
            }
        }
        var waiting = new HashMap<String, String>();
        door.read("/api/v1/waits?size=100", player.token())
                .body()
                .path("items")
                .forEach(one -> waiting.put(
                        one.path("waitId").asString(), one.path("status").asString()));
        waits.stream()
                .filter(wait -> wait.player == player && !wait.session.unsettled)
                .filter(wait -> !wait.status.equals(waiting.get(wait.id)))
                .forEach(wait -> differences.add(
                        "wait %s is %s, expected %s".formatted(wait.id, waiting.get(wait.id), wait.status)));
    }

    private Players.Player player() {
        return players.get(trial.random().nextInt(players.size()));
    }

    private Session session() {
        return sessions.get(trial.random().nextInt(sessions.size()));
    }

    private <T> @Nullable T any(List<T> some) {
        return some.isEmpty() ? null : some.get(trial.random().nextInt(some.size()));
    }
}
