package cn.estation.sandbox.chaos;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Points while years pass: what members get expires at the end of the next year, the first to expire is spent first, each
 * year has a score of its own, each month allows so many corrections. The clock jumps over midnights and year ends while
 * the server, its database and Redis are killed; the model has piles of points and a calendar.
 */
final class Years implements SimulatedModule {

    private static final String PROPOSER = "demo.party";
    private static final String APPROVER = "demo.director";
    private static final String ADJUSTMENTS = "/console/points/adjustments";
    private static final int MONTH_CAP = 200;

    /** The scheduler's tables end early in 2038. */
    private static final int LAST_YEAR = 2033;

    private static final int SIGN_INS = 60;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Points that came in one year; good until the end of the next. */
    private static final class Pile {
        private final int year;
        private int left;

        Pile(int year, int left) {
            this.year = year;
            this.left = left;
        }
    }

    private record Proposal(String id, Players.Player player, boolean spendable, int amount, int year) {}

    private final Deployment deployment;
    private final Map<String, List<Pile>> piles = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> scores = new HashMap<>();
    private final Map<YearMonth, Integer> adjusted = new HashMap<>();
    private final List<Proposal> proposed = new ArrayList<>();
    private LocalDate today = LocalDate.now(Clock.system(CHINA));
    private Duration offset = Duration.ZERO;
    private boolean signedOut;

    Years(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public String name() {
        return "years";
    }

    /** A new year, so that no month has been used. */
    @Override
    public void prepare(Stage stage) {
        jumpTo(LocalDate.of(today.getYear() + 1, 1, 2));
        deployment.liveAt(offset);
        signedOut = true;
        insist(stage);
    }

    /** Everybody signs in, however often it takes. */
    private void insist(Stage stage) {
        for (int tries = 0; signedOut && tries < SIGN_INS; tries++) {
            signInAgain(stage);
        }
        if (signedOut) {
            throw new IllegalStateException("nobody could sign in on " + today);
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation("propose", this::propose),
                operation("propose more", this::propose),
                operation("approve", this::approve),
                operation("approve more", this::approve),
                operation("look", this::look),
                operation("let time pass", this::jump));
    }

    /** Whoever is signed out because time has passed signs in first. */
    private Operation operation(String name, Tasks.Attempting attempting) {
        return Tasks.operation(name, (random, stage) -> {
            try {
                if (signedOut) {
                    signInAgain(stage);
                }
                return signedOut ? null : attempting.next(random, stage);
            } catch (Console.Away serverIsDown) {
                return null;
            }
        });
    }

    private @Nullable Attempt propose(Random random, Stage stage) {
        if (proposed.size() >= 6) {
            return null;
        }
        var all = stage.players().all();
        var player = all.get(random.nextInt(all.size()));
        boolean spendable = random.nextInt(3) > 0;
        int amount = random.nextInt(5) < 3 ? 1 + random.nextInt(20) : -1 - random.nextInt(25);
        var path = "/console/points/members/" + player.residentId();
        var command = stage.place()
                .console(PROPOSER)
                .command(
                        path + "/adjustments",
                        Map.of(
                                "book",
                                spendable ? "POINTS" : "APPRAISAL",
                                "points",
                                Integer.toString(amount),
                                "reason",
                                "跨年演练的调整",
                                "requestKey",
                                stage.newKey()));
        return new Attempt(command, null, done -> {
            var location = done.body().path("location").asString();
            var id = location.substring(location.lastIndexOf('/') + 1);
            proposed.add(new Proposal(id, player, spendable, amount, today.getYear()));
        });
    }

    private @Nullable Attempt approve(Random random, Stage stage) {
        if (proposed.isEmpty()) {
            return null;
        }
        var proposal = proposed.get(random.nextInt(proposed.size()));
        var command = stage.place()
                .console(APPROVER)
                .command(
                        ADJUSTMENTS + "/" + proposal.id() + "/approval",
                        Map.of("reason", "演练", "requestKey", stage.newKey()));
        var whyNot = whyNot(proposal);
        if (whyNot != null) {
            // Refused now and for good, so that there is room for others.
            proposed.remove(proposal);
        }
        return new Attempt(command, whyNot, done -> post(proposal));
    }

    private @Nullable String whyNot(Proposal proposal) {
        int size = Math.abs(proposal.amount());
        int used = adjusted.getOrDefault(YearMonth.from(today), 0);
        if (used + size > MONTH_CAP) {
            return "本社区本月手工调整上限 %d 分，已用 %d 分，这一笔会超出。可以下月再批，或先修改细则。".formatted(MONTH_CAP, used);
        }
        int has = proposal.spendable() ? spendable(proposal.player()) : score(proposal.player(), proposal.year());
        return proposal.amount() < 0 && has < size
                ? "该党员只有 %d 分，不够减 %d 分。请退回这一笔，按现有的分数重新提出。".formatted(has, size)
                : null;
    }

    private void post(Proposal proposal) {
        proposed.remove(proposal);
        adjusted.merge(YearMonth.from(today), Math.abs(proposal.amount()), Integer::sum);
        if (!proposal.spendable()) {
            scores(proposal.player()).merge(proposal.year(), proposal.amount(), Integer::sum);
        } else if (proposal.amount() > 0) {
            piles(proposal.player()).add(new Pile(today.getYear(), proposal.amount()));
        } else {
            spend(proposal.player(), -proposal.amount());
        }
    }

    /** The first to expire first. */
    private void spend(Players.Player player, int amount) {
        int missing = amount;
        for (var pile : good(player)) {
            int part = Math.min(missing, pile.left);
            pile.left -= part;
            missing -= part;
        }
    }

    private List<Pile> good(Players.Player player) {
        return piles(player).stream()
                .filter(pile -> pile.year + 1 >= today.getYear())
                .sorted(Comparator.comparingInt(pile -> pile.year))
                .toList();
    }

    private int spendable(Players.Player player) {
        return good(player).stream().mapToInt(pile -> pile.left).sum();
    }

    private int score(Players.Player player, int year) {
        return scores(player).getOrDefault(year, 0);
    }

    private List<Pile> piles(Players.Player player) {
        return piles.computeIfAbsent(player.residentId(), any -> new ArrayList<>());
    }

    private Map<Integer, Integer> scores(Players.Player player) {
        return scores.computeIfAbsent(player.residentId(), any -> new HashMap<>());
    }

    /** Somebody looks at their points: what they see must be what the model says. */
    private Attempt look(Random random, Stage stage) {
        var all = stage.players().all();
        var player = all.get(random.nextInt(all.size()));
        int points = spendable(player);
        int score = score(player, today.getYear());
        var call = new Call("GET", "/api/v1/points", player.token(), "", null);
        return new Attempt(
                new Command() {
                    @Override
                    public String path() {
                        return call.path();
                    }

                    @Override
                    public Reply send(Door door) {
                        var reply = door.send(call);
                        if (reply instanceof Reply.Done done
                                && (done.body().path("points").asInt() != points
                                        || done.body().path("appraisal").asInt() != score)) {
                            return new Reply.Refused(
                                    200, "%s instead of %d and %d".formatted(done.body(), points, score));
                        }
                        return reply;
                    }
                },
                null,
                done -> {});
    }

    /** To the last day of a year, over its end, or just on. Always noon, so that no midnight passes unseen. */
    private @Nullable Attempt jump(Random random, Stage stage) {
        if (today.getYear() >= LAST_YEAR || random.nextInt(3) > 0) {
            return null;
        }
        var before = offset;
        var from = today;
        jumpTo(
                switch (random.nextInt(3)) {
                    case 0 ->
                        LocalDate.of(from.getYear(), 12, 31).isAfter(from)
                                ? LocalDate.of(from.getYear(), 12, 31)
                                : from.plusDays(1);
                    case 1 -> LocalDate.of(from.getYear() + 1, 1, 1);
                    default -> from.plusDays(1 + random.nextInt(120));
                });
        var target = offset;
        if (target.compareTo(before) < 0) {
            throw new IllegalStateException("time runs on");
        }
        signedOut = true;
        return new Attempt(
                new Command() {
                    @Override
                    public String path() {
                        return "/sandbox/clock " + today;
                    }

                    @Override
                    public Reply send(Door door) {
                        return live(target);
                    }
                },
                null,
                done -> {});
    }

    private Reply live(Duration target) {
        try {
            deployment.liveAt(target);
            return new Reply.Done(200, tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
        } catch (UncheckedIOException serverIsDown) {
            return new Reply.Unknown("away");
        }
    }

    private void jumpTo(LocalDate day) {
        today = day;
        offset = Duration.between(
                Instant.now(Clock.systemUTC()), day.atTime(12, 0).atZone(CHINA).toInstant());
    }

    /** Everybody's session is over by now. A minute passes with each attempt: a one-time code is good once. */
    private void signInAgain(Stage stage) {
        offset = offset.plus(Duration.ofMinutes(1));
        try {
            deployment.liveAt(offset);
            for (var login : List.of(PROPOSER, APPROVER)) {
                stage.place().signInAgain(login, Instant.now(Clock.systemUTC()).plus(offset));
            }
            for (var player : stage.players().all()) {
                renew(stage, player);
            }
            signedOut = false;
        } catch (IllegalStateException | UncheckedIOException notNow) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    private static void renew(Stage stage, Players.Player player) {
        var notice = stage.door().read("/api/v1/privacy-notice", "").body();
        var body = Map.of(
                "code", stage.wechat().loginCode(player.person()),
                "noticeVersion", notice.path("version").asString());
        if (stage.door().send(new Call("POST", "/api/v1/sessions", "", "", body)) instanceof Reply.Done done) {
            player.renewed(done.body());
            return;
        }
        throw new IllegalStateException(player.person().name() + " cannot sign in now");
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        insist(stage);
        for (var player : stage.players().all()) {
            var has = stage.door().read("/api/v1/points", player.token()).body();
            int points = spendable(player);
            if (has.path("points").asInt() != points || has.path("owed").asInt() != 0) {
                differences.add(
                        "%s in %s: %s, expected %d".formatted(player.person().name(), today, has, points));
            }
            for (var year : has.path("years")) {
                int expected = score(player, year.path("year").asInt());
                if (year.path("score").asInt() != expected) {
                    differences.add(
                            "%s: %s, expected %d".formatted(player.person().name(), year, expected));
                }
            }
        }
        return differences;
    }
}
