package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Call;
import cn.estation.sandbox.chaos.Command;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.Pause;
import cn.estation.sandbox.chaos.Players.Player;
import cn.estation.sandbox.chaos.Reply;
import cn.estation.sandbox.chaos.Sending;
import cn.estation.sandbox.chaos.Stage;
import cn.estation.sandbox.chaos.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one seed does: its own members in a community of its own, who work, are verified, spend, give back and are
 * corrected, one command after the other or several at the same moment. Each command is held against a model that says
 * beforehand what must come of it; what follows by itself is waited for.
 */
final class LedgerTrial {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MEMBERS = 3;
    private static final int ECHOES = 30;

    /** A dead server takes so long to come back, and what a listener lost is tried again within a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** Where a seed plays, and who works there. One of them writes, the other approves and keeps the shop. */
    record World(Deployment deployment, String communityId, Clerk party, Clerk director) {}

    /** A member, with what the model thinks they have. */
    record Member(Player player, Purse purse) {}

    private record Earlier(Command command, Reply.Done answer) {}

    private final World world;
    private final Stage stage;
    private final long seed;
    private final Random random;
    private final Sending sending;
    private final List<String> violations = new ArrayList<>();
    private final List<Earlier> earlier = new ArrayList<>();
    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();
    private final Rules rules = new Rules();
    private final Work work;
    private final Shop shop;
    private final Office office;
    private long operations;

    LedgerTrial(World world, Stage stage, long seed) {
        this.world = world;
        this.stage = stage;
        this.seed = seed;
        this.random = stage.random();
        this.sending = new Sending(stage.door(), this::wrong);
        this.work = new Work(this);
        this.shop = new Shop(this);
        this.office = new Office(this);
    }

    World world() {
        return world;
    }

    Random random() {
        return random;
    }

    Rules rules() {
        return rules;
    }

    long operations() {
        return operations;
    }

    List<String> violations() {
        return violations;
    }

    Tally tally() {
        return tally;
    }

    String key() {
        return stage.newKey();
    }

    Instant now() {
        return world.deployment().now();
    }

    LocalDateTime local() {
        return LocalDateTime.ofInstant(now(), CHINA);
    }

    LocalDate today() {
        return local().toLocalDate();
    }

    /** A name that tells this seed's things from the others'. */
    String title(String what) {
        return what + Math.floorMod(seed, 1_000_000) + "-" + operations;
    }

    // Setting up, in calm weather.

    void begin() {
        signIn();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(register("ledger-%d-%d".formatted(seed, i), "账本" + "甲乙丙".charAt(i)));
        }
        shop.begin();
        office.begin();
    }

    private Member register(String id, String name) {
        var person =
                stage.wechat().createPerson(id, name, "137" + (10_000_000 + Math.floorMod(id.hashCode(), 90_000_000)));
        var player = stage.players().signIn(stage, person);
        var body = Map.of(
                "communityId",
                world.communityId(),
                "name",
                name,
                "unit",
                "演练单位",
                "branch",
                "演练支部",
                "membershipConsent",
                true);
        var registered = must(new Call("POST", "/api/v1/registrations", player.token(), key(), body));
        must(world.director()
                .form(
                        "/console/members/" + registered.path("registrationId").asString() + "/confirm",
                        Map.of(),
                        key()));
        return new Member(player, new Purse());
    }

    /** Something without which nothing can be played. */
    JsonNode must(Command command) {
        if (sending.settle(command, 1) instanceof Reply.Done done) {
            return done.body();
        }
        throw new IllegalStateException(command.path() + " was not done: " + sending.settle(command, 1));
    }

    /** Where a form leads that must be taken. */
    String mustLead(Command form) {
        var location = must(form).path("location").asString();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void signIn() {
        world.party().signIn();
        world.director().signIn();
    }

    // Playing.

    void play(int commands) {
        // After the first difference the model knows nothing any more.
        for (long end = operations + commands; operations < end && violations.isEmpty(); ) {
            int kind = random.nextInt(100);
            if (kind < 4) {
                echo();
            } else if (kind < 52) {
                work.act();
            } else if (kind < 84) {
                shop.act();
            } else {
                office.act();
            }
        }
        if (violations.isEmpty()) {
            compareAll("after playing");
        }
    }

    /** Time has passed: sessions are over, and what time brings is there or comes now. */
    void passed(boolean longTime) {
        earlier.clear();
        signIn();
        if (longTime) {
            members.forEach(member -> member.player().signInAgain(stage));
        }
        var inflows = new Inflows();
        members.forEach(member -> member.purse().expire(today()));
        shop.passed(inflows);
        work.passed(inflows);
        inflows.come();
        compareAll("after time has passed");
    }

    /** What comes to whom without anybody's command while time passes. */
    final class Inflows {

        private record Inflow(String number, Runnable booking) {}

        private final Map<Member, List<Inflow>> all = new LinkedHashMap<>();

        /** The points of a claim or a redemption, by its number. */
        void toCome(Member member, String number, Runnable booking) {
            all.computeIfAbsent(member, any -> new ArrayList<>()).add(new Inflow(number, booking));
        }

        /** What came first is spent first and pays first what is owed; which of several that was is read. */
        private void come() {
            for (var inflows : all.values()) {
                var order = new ArrayList<String>();
                if (inflows.size() > 1) {
                    var numbers = inflows.stream().map(Inflow::number).toList();
                    becomes(() -> {
                        order.clear();
                        order.addAll(arrived(numbers));
                        return order.size() == numbers.size();
                    });
                }
                inflows.sort(Comparator.comparingInt(inflow -> order.indexOf(inflow.number())));
                inflows.forEach(inflow -> inflow.booking().run());
            }
        }
    }

    /** An old command comes again, out of order: the answer is the old one, and nothing happens. */
    private void echo() {
        if (earlier.isEmpty()) {
            return;
        }
        var one = earlier.get(random.nextInt(earlier.size()));
        operations++;
        tally("old command again", true);
        var reply = sending.settle(one.command(), 1);
        if (!reply.equals(one.answer())) {
            wrong("an old command %s was answered %s, before %s"
                    .formatted(one.command().path(), reply, one.answer()));
        }
    }

    /**
     * Gives a command, sometimes several times at once.
     *
     * @param expected the code of the refusal or the beginning of its sentence, or null if it must be done
     * @return the answer if it was done, as expected
     */
    Reply.@Nullable Done give(String name, Command command, @Nullable String expected) {
        return judge(name, command, expected, reply(command));
    }

    /** The same, judged by whoever gives it. */
    Reply reply(Command command) {
        operations++;
        int copies = random.nextInt(10) < 7 ? 1 : 2 + random.nextInt(2);
        return sending.settle(command, copies);
    }

    Reply.@Nullable Done judge(String name, Command command, @Nullable String expected, Reply reply) {
        tally(name, reply instanceof Reply.Done);
        tell("%s %s: %s".formatted(name, command, reply));
        switch (reply) {
            case Reply.Done done -> {
                if (expected == null) {
                    remember(command, done);
                    return done;
                }
                wrong("%s %s was done, expected %s: %s".formatted(name, command, expected, done));
            }
            case Reply.Refused refused -> {
                if (expected == null || !refused.code().startsWith(expected)) {
                    wrong("%s %s was refused %s, expected %s"
                            .formatted(name, command, refused.code(), expected == null ? "done" : expected));
                }
            }
            case Reply.Unknown unknown -> wrong("%s %s was never answered: %s".formatted(name, command, unknown.why()));
        }
        return null;
    }

    private void remember(Command command, Reply.Done done) {
        if (earlier.size() == ECHOES) {
            earlier.removeFirst();
        }
        earlier.add(new Earlier(command, done));
    }

    /** Gives different commands at the same moment. */
    List<Reply> giveAtOnce(String name, List<? extends Command> commands) {
        operations += commands.size();
        var replies = sending.atOnce(commands);
        replies.forEach(reply -> tally(name, reply instanceof Reply.Done));
        tell("%s %s: %s".formatted(name, commands, replies));
        return replies;
    }

    Call post(String path, Member member, Object body) {
        return new Call("POST", path, member.player().token(), key(), body);
    }

    JsonNode read(String path, Member member) {
        return stage.door().read(path, member.player().token()).body();
    }

    /** Any member, or nobody where there is none. */
    @Nullable Member anybody() {
        return any(members);
    }

    List<Member> members() {
        return members;
    }

    <T> @Nullable T any(List<T> some) {
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    // Comparing.

    /** Waits until a member's accounts are as the model says; says what differs if they never are. */
    void compare(String when, Member member) {
        var last = new ArrayList<String>();
        boolean same = becomes(() -> {
            last.clear();
            differences(member, last);
            return last.isEmpty();
        });
        if (!same) {
            last.forEach(difference -> wrong(when + ": " + difference));
        }
    }

    private void compareAll(String when) {
        members.forEach(member -> compare(when, member));
        var last = new ArrayList<String>();
        if (!becomes(() -> {
            last.clear();
            members.forEach(member -> lines(member, last));
            last.addAll(work.differences());
            last.addAll(shop.differences());
            return last.isEmpty();
        })) {
            last.forEach(difference -> wrong(when + ": " + difference));
        }
    }

    private void differences(Member member, List<String> differences) {
        var purse = member.purse();
        var has = read("/api/v1/points", member);
        var expected = new ArrayList<String>();
        var found = new ArrayList<String>();
        expected.add("points %d owed %d".formatted(purse.points(), purse.owed()));
        found.add("points %d owed %d"
                .formatted(has.path("points").asInt(), has.path("owed").asInt()));
        var years = new TreeMap<Integer, String>();
        has.path("years")
                .forEach(year -> years.put(
                        year.path("year").asInt(),
                        year.path("score").asInt() + "-" + year.path("owed").asInt()));
        for (int year = today().getYear() - 1; year <= today().getYear(); year++) {
            expected.add("%d: %d-%d".formatted(year, purse.score(year), purse.scoreOwed(year)));
            found.add(year + ": " + years.getOrDefault(year, "0-0"));
        }
        var piles = new TreeMap<LocalDate, Integer>();
        has.path("expiring")
                .forEach(pile -> piles.put(
                        LocalDate.parse(pile.path("lastDay").asString()),
                        pile.path("amount").asInt()));
        expected.add(purse.byLastDay().toString());
        found.add(piles.toString());
        expected.add("shown " + work.shown(member));
        found.add("shown " + (work.anythingShown() ? shown(member) : "[0, 0]"));
        if (!found.equals(expected)) {
            differences.add(
                    "%s has %s, expected %s".formatted(member.player().person().name(), found, expected));
        }
    }

    /** What of a member's scores is shown to the community before it counts: how many, how much. */
    private String shown(Member member) {
        int[] all = new int[2];
        for (var next = ""; next != null; ) {
            var page = read("/api/v1/points/publicity?size=100" + next, member);
            page.path("items").forEach(one -> {
                if (one.path("mine").asBoolean()
                        && one.path("status").asString().equals("PENDING")) {
                    all[0]++;
                    all[1] += one.path("points").asInt();
                }
            });
            var after = page.path("next").asString("");
            next = after.isEmpty() ? null : "&after=" + after;
        }
        return List.of(all[0], all[1]).toString();
    }

    /** What has expired counts no more at once; its line follows when the timer comes. */
    private void lines(Member member, List<String> differences) {
        var found = lines(member);
        var expected = member.purse().lines();
        if (!found.equals(expected)) {
            differences.add("%s has the lines %s, expected %s"
                    .formatted(member.player().person().name(), found, expected));
        }
    }

    /** Every line of a member's accounts, as the model writes them. */
    private Map<String, Long> lines(Member member) {
        var lines = new TreeMap<String, Long>();
        entries(member)
                .forEach(entry -> lines.merge(
                        "%s %s%+d %s"
                                .formatted(
                                        entry.path("ledger").asString(),
                                        entry.path("debt").asBoolean() ? "owed " : "",
                                        entry.path("amount").asInt(),
                                        entry.path("sourceKind").asString()),
                        1L,
                        Long::sum));
        return lines;
    }

    List<JsonNode> entries(Member member) {
        return all("/api/v1/points/entries", member);
    }

    /** A list to its last page. */
    List<JsonNode> all(String path, Member member) {
        var all = new ArrayList<JsonNode>();
        for (var next = ""; next != null; ) {
            var page = read(path + "?size=100" + next, member);
            page.path("items").forEach(all::add);
            var after = page.path("next").asString("");
            next = after.isEmpty() ? null : "&after=" + after;
        }
        return all;
    }

    /** Waits for what follows by itself, and lets timers have their turn. False if it never does. */
    boolean becomes(BooleanSupplier there) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 10; !there.getAsBoolean(); pause = Math.min(pause * 2, 500)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (pause > 40) {
                hurry();
            }
            Pause.of(Duration.ofMillis(pause));
        }
        return true;
    }

    private void hurry() {
        try {
            world.deployment().hurryTimers("task-close", "points-", "mall-", "kernel-deliver");
        } catch (SQLException killed) {
            // Then it takes as long as it takes.
        }
    }

    /** True if nobody has still to hear of something with this number; false also if that cannot be asked now. */
    boolean delivered(String number) {
        try (var owner = world.deployment()
                        .database()
                        .connectAsOwner(world.deployment().schema());
                var waiting = owner.prepareStatement("SELECT COUNT(*) FROM EVENT_PUBLICATION"
                        + " WHERE completion_date IS NULL AND serialized_event LIKE ?")) {
            waiting.setString(1, "%" + number + "%");
            try (var rows = waiting.executeQuery()) {
                return rows.next() && rows.getInt(1) == 0;
            }
        } catch (SQLException killed) {
            return false;
        }
    }

    /** Which of these claims brought points by now, and which of these redemptions gave them back: the first first. */
    private List<String> arrived(List<String> numbers) {
        var arrived = new ArrayList<String>();
        try (var owner = world.deployment()
                        .database()
                        .connectAsOwner(world.deployment().schema());
                var moved = owner.prepareStatement(
                        """
                        SELECT COALESCE(o.source_id, t.source_id) FROM points_transaction t
                        LEFT JOIN points_transaction o ON o.id = t.reverses_id
                        WHERE t.ledger = 'POINTS' AND (t.source_kind = 'claim' OR o.source_kind = 'redemption')
                          AND COALESCE(o.source_id, t.source_id) IN (%s) ORDER BY t.id""".formatted(String.join(", ", Collections.nCopies(numbers.size(), "?"))))) {
            for (int i = 0; i < numbers.size(); i++) {
                moved.setLong(i + 1, Long.parseLong(numbers.get(i)));
            }
            try (var rows = moved.executeQuery()) {
                while (rows.next()) {
                    arrived.add(rows.getString(1));
                }
            }
        } catch (SQLException killed) {
            return List.of();
        }
        return arrived;
    }

    /** Every command of a seed that is looked into: {@code -Destation.chaos.follow=SEED}. */
    void tell(String what) {
        if (Long.getLong("estation.chaos.follow", -1L) == seed) {
            System.out.printf("%d %s %s%n", operations, local(), what);
        }
    }

    void tally(String name, boolean done) {
        tally.count(name, done);
    }

    void wrong(String what) {
        synchronized (violations) {
            violations.add("seed %d operation %d at %s: %s".formatted(seed, operations, local(), what));
        }
    }
}
