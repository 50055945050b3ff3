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
 * Two people correct what members have, within what a month allows; rules are proposed and approved; members take
 * statements of their year. The model knows every sentence with which one of these is refused.
 */
final class Points implements SimulatedModule {

    private static final String PROPOSER = "demo.party";
    private static final String APPROVER = "demo.director";
    private static final String ADJUSTMENTS = "/console/points/adjustments";
    private static final String RULES = "/console/points/rules";
    private static final String DECIDED = "自己提出的调整要由另一位同事审批；已处理过的不能再处理。";
    private static final String RULE_DECIDED = "自己拟定的细则要由另一位同事审核；已审核或已撤回的不能再审。";
    private static final int MONTH_CAP = 200;
    private static final int MOST_PROPOSED = 12;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private record Proposal(String id, Players.Player player, int amount) {}

    private final Purses purses;
    private final List<Proposal> proposed = new ArrayList<>();
    private final List<Proposal> decided = new ArrayList<>();
    private final List<String> drafts = new ArrayList<>();
    private final List<String> submitted = new ArrayList<>();
    private final List<String> approved = new ArrayList<>();
    private final Map<String, Integer> statements = new HashMap<>();
    private int adjusted;

    Points(Purses purses) {
        this.purses = purses;
    }

    @Override
    public String name() {
        return "points";
    }

    @Override
    public void prepare(Stage stage) {
        stage.place().console(PROPOSER);
        stage.place().console(APPROVER);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Tasks.operation("propose adjustment", away(this::propose)),
                Tasks.operation("approve adjustment", away(this::approve)),
                Tasks.operation("approve what is decided", away(this::approveAgain)),
                Tasks.operation("reject adjustment", away(this::reject)),
                Tasks.operation("draft rules", away(this::draft)),
                Tasks.operation("move rules on", away(this::moveOn)),
                Tasks.operation("issue statement", this::issue));
    }

    /** Whoever cannot open a page sends nothing. */
    private static Tasks.Attempting away(Tasks.Attempting attempting) {
        return (random, stage) -> {
            try {
                return attempting.next(random, stage);
            } catch (Console.Away serverIsDown) {
                return null;
            }
        };
    }

    private @Nullable Attempt propose(Random random, Stage stage) {
        if (proposed.size() >= MOST_PROPOSED) {
            return null;
        }
        var all = stage.players().all();
        var player = all.get(random.nextInt(all.size()));
        int amount = random.nextBoolean() ? 1 + random.nextInt(9) : -1 - random.nextInt(40);
        var path = "/console/points/members/" + player.residentId();
        var command = stage.place()
                .console(PROPOSER)
                .command(
                        path + "/adjustments",
                        Map.of(
                                "book",
                                "POINTS",
                                "points",
                                Integer.toString(amount),
                                "reason",
                                "演练中的手工调整",
                                "requestKey",
                                stage.newKey()));
        return new Attempt(command, null, done -> {
            var location = done.body().path("location").asString();
            proposed.add(new Proposal(location.substring(location.lastIndexOf('/') + 1), player, amount));
        });
    }

    private @Nullable Attempt approve(Random random, Stage stage) {
        if (proposed.isEmpty()) {
            return null;
        }
        var proposal = proposed.get(random.nextInt(proposed.size()));
        return new Attempt(decision(stage, APPROVER, proposal, "approval"), whyNot(proposal), done -> {
            proposed.remove(proposal);
            decided.add(proposal);
            adjusted += Math.abs(proposal.amount());
            purses.add(proposal.player(), proposal.amount());
        });
    }

    private @Nullable String whyNot(Proposal proposal) {
        int size = Math.abs(proposal.amount());
        if (adjusted + size > MONTH_CAP) {
            return "本社区本月手工调整上限 %d 分，已用 %d 分，这一笔会超出。可以下月再批，或先修改细则。".formatted(MONTH_CAP, adjusted);
        }
        int has = purses.of(proposal.player());
        return proposal.amount() < 0 && has < size
                ? "该党员只有 %d 分，不够减 %d 分。请退回这一笔，按现有的分数重新提出。".formatted(has, size)
                : null;
    }

    private @Nullable Attempt approveAgain(Random random, Stage stage) {
        if (decided.isEmpty()) {
            return null;
        }
        var proposal = decided.get(random.nextInt(decided.size()));
        var act = random.nextBoolean() ? "approval" : "rejection";
        return new Attempt(decision(stage, APPROVER, proposal, act), DECIDED, done -> {});
    }

    private @Nullable Attempt reject(Random random, Stage stage) {
        if (proposed.isEmpty()) {
            return null;
        }
        var proposal = proposed.get(random.nextInt(proposed.size()));
        if (random.nextInt(3) == 0) {
            return new Attempt(decision(stage, PROPOSER, proposal, "approval"), ownProposal(proposal), done -> {});
        }
        return new Attempt(decision(stage, APPROVER, proposal, "rejection"), null, done -> {
            proposed.remove(proposal);
            decided.add(proposal);
        });
    }

    /** Whoever proposed it may not approve it, and is told the first thing that stands against it. */
    private String ownProposal(Proposal proposal) {
        int size = Math.abs(proposal.amount());
        return adjusted + size > MONTH_CAP
                ? "本社区本月手工调整上限 %d 分，已用 %d 分，这一笔会超出。可以下月再批，或先修改细则。".formatted(MONTH_CAP, adjusted)
                : DECIDED;
    }

    private static Command decision(Stage stage, String login, Proposal proposal, String act) {
        return stage.place()
                .console(login)
                .command(
                        ADJUSTMENTS + "/" + proposal.id() + "/" + act,
                        Map.of("reason", "演练", "requestKey", stage.newKey()));
    }

    /** Rules for years to come, so that they change nothing that is played now. */
    private @Nullable Attempt draft(Random random, Stage stage) {
        if (drafts.size() + submitted.size() >= 3) {
            return null;
        }
        var fields = new HashMap<String, String>();
        fields.putAll(Map.of(
                "cellId", stage.place().communityId(),
                "title", "演练细则",
                "effectiveFrom", "2090-01-01",
                "rounding", "DOWN",
                "nightFrom", "22:00",
                "nightTo", "06:00",
                "nightPercent", "150",
                "emergencyPercent", "200",
                "expiryYears", "1",
                "warningDays", "30"));
        fields.putAll(Map.of(
                "returnDays", "30",
                "publicityDays", "3",
                "objectionDays", "15",
                "adjustCap", "100",
                "rate.*", Integer.toString(1 + random.nextInt(5)),
                "grade.A", "100",
                "grade.B", "90",
                "grade.C", "70",
                "grade.D", "50",
                "requestKey", stage.newKey()));
        var command = stage.place().console(PROPOSER).command(RULES, fields);
        return new Attempt(command, null, done -> {
            var location = done.body().path("location").asString();
            drafts.add(location.substring(location.lastIndexOf('/') + 1));
        });
    }

    private @Nullable Attempt moveOn(Random random, Stage stage) {
        if (!submitted.isEmpty() && random.nextBoolean()) {
            var id = submitted.getFirst();
            boolean own = random.nextInt(3) == 0;
            return new Attempt(
                    rule(stage, own ? PROPOSER : APPROVER, id, "approval"), own ? RULE_DECIDED : null, done -> {
                        submitted.remove(id);
                        approved.add(id);
                    });
        }
        if (!drafts.isEmpty()) {
            var id = drafts.getFirst();
            return new Attempt(rule(stage, PROPOSER, id, "submission"), null, done -> {
                drafts.remove(id);
                submitted.add(id);
            });
        }
        if (approved.isEmpty()) {
            return null;
        }
        var id = approved.get(random.nextInt(approved.size()));
        return new Attempt(rule(stage, APPROVER, id, "rejection"), RULE_DECIDED, done -> {});
    }

    private static Command rule(Stage stage, String login, String id, String act) {
        var console = stage.place().console(login);
        var seen = console.open(RULES + "/" + id).select("input[name=seen]").val();
        return console.command(
                RULES + "/" + id + "/" + act, Map.of("reason", "演练", "seen", seen, "requestKey", stage.newKey()));
    }

    private Attempt issue(Random random, Stage stage) {
        var all = stage.players().all();
        var player = all.get(random.nextInt(all.size()));
        int year = LocalDate.now(Clock.system(CHINA)).getYear();
        boolean tooSoon = random.nextInt(4) == 0;
        var call = new Call(
                "POST",
                "/api/v1/points/statements",
                player.token(),
                stage.newKey(),
                Map.of("year", tooSoon ? year + 1 : year));
        return new Attempt(
                call, tooSoon ? "bad-input" : null, done -> statements.merge(player.residentId(), 1, Integer::sum));
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var player : stage.players().all()) {
            int issued = count(stage, player);
            int expected = statements.getOrDefault(player.residentId(), 0);
            if (issued != expected) {
                differences.add("%s has %d statements, expected %d"
                        .formatted(player.person().name(), issued, expected));
            }
        }
        return differences;
    }

    private static int count(Stage stage, Players.Player player) {
        int count = 0;
        var next = "";
        do {
            var page = stage.door()
                    .read("/api/v1/points/statements?size=100" + next, player.token())
                    .body();
            count += page.path("items").size();
            next = page.path("next").asString("").isEmpty()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!next.isEmpty());
        return count;
    }
}
