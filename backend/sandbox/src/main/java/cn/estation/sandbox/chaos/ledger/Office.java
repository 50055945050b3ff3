package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Command;
import cn.estation.sandbox.chaos.Reply;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two people correct what members have, within what a month allows, and change the rules from a coming day on. */
final class Office {

    private static final String ADJUSTMENTS = "/console/points/adjustments/";
    private static final String RULES = "/console/points/rules";
    private static final String DECIDED = "自己提出的调整要由另一位同事审批；已处理过的不能再处理。";
    private static final String RULE_DECIDED = "自己拟定的细则要由另一位同事审核；已审核或已撤回的不能再审。";
    private static final String NOT_A_DRAFT = "只有拟定人能改自己的草稿；";
    private static final String TOO_SOON = "细则最早从明天的服务起适用，";
    private static final int MOST_OPEN = 5;
    private static final int MOST_RULES = 6;

    private static final class Proposal {
        private final String id;
        private final LedgerTrial.Member member;
        private final boolean spendable;
        private final int amount;
        private final int year;
        private final Clerk by;
        private boolean decided;

        Proposal(String id, LedgerTrial.Member member, boolean spendable, int amount, int year, Clerk by) {
            this.id = id;
            this.member = member;
            this.spendable = spendable;
            this.amount = amount;
            this.year = year;
            this.by = by;
        }
    }

    private static final class Draft {
        private final String id;
        private final Rules.Version version;
        private final Clerk by;
        private String status = "DRAFT";

        Draft(String id, Rules.Version version, Clerk by) {
            this.id = id;
            this.version = version;
            this.by = by;
        }
    }

    private final LedgerTrial trial;
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<YearMonth, Integer> adjusted = new HashMap<>();

    Office(LedgerTrial trial) {
        this.trial = trial;
    }

    /** Rules of this seed's own, from tomorrow on. */
    void begin() {
        var version = Rules.any(trial.random(), trial.today().plusDays(1));
        var party = trial.world().party();
        var id = trial.mustLead(party.form(RULES, version.fields(trial.world().communityId()), trial.key()));
        trial.must(party.form(RULES + "/" + id + "/submission", Map.of(), trial.key()));
        var director = trial.world().director();
        var seen = Map.of("seen", director.seen(RULES + "/" + id));
        trial.must(director.form(RULES + "/" + id + "/approval", seen, trial.key()));
        trial.rules().approve(version, 0);
    }

    void act() {
        switch (trial.random().nextInt(11)) {
            case 0, 1, 2 -> propose();
            case 3, 4, 5 -> approve();
            case 6 -> reject();
            case 7 -> bothAtOnce();
            case 8 -> draft();
            case 9 -> submit();
            default -> approveRules();
        }
    }

    private Clerk somebody() {
        return trial.random().nextBoolean()
                ? trial.world().party()
                : trial.world().director();
    }

    private Clerk other(Clerk clerk) {
        return clerk == trial.world().party()
                ? trial.world().director()
                : trial.world().party();
    }

    private List<Proposal> open() {
        return proposals.stream().filter(one -> !one.decided).toList();
    }

    private void propose() {
        var member = trial.anybody();
        if (member == null || open().size() >= MOST_OPEN) {
            return;
        }
        boolean spendable = trial.random().nextInt(3) > 0;
        int amount = trial.random().nextInt(3) > 0
                ? 1 + trial.random().nextInt(30)
                : -1 - trial.random().nextInt(30);
        int year = trial.today().getYear();
        var by = somebody();
        var form = by.form(
                "/console/points/members/" + member.player().residentId() + "/adjustments",
                Map.of(
                        "book",
                        spendable ? "POINTS" : "APPRAISAL",
                        "points",
                        Integer.toString(amount),
                        "reason",
                        "演练中的手工调整"),
                trial.key());
        var done = trial.give("propose adjustment", form, null);
        if (done != null) {
            proposals.add(new Proposal(last(done), member, spendable, amount, year, by));
        }
    }

    private static String last(Reply.Done done) {
        var location = done.body().path("location").asString();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private @Nullable Proposal some() {
        return trial.any(trial.random().nextInt(4) > 0 ? open() : proposals);
    }

    private void approve() {
        var proposal = some();
        if (proposal == null) {
            return;
        }
        var by = trial.random().nextInt(5) == 0 ? proposal.by : other(proposal.by);
        var done = trial.give("approve adjustment", decision(by, proposal, "approval"), whyNot(proposal, by));
        if (done != null) {
            post(proposal);
        }
    }

    private Command decision(Clerk by, Proposal proposal, String act) {
        return by.form(ADJUSTMENTS + proposal.id + "/" + act, Map.of("reason", "演练"), trial.key());
    }

    private @Nullable String whyNot(Proposal proposal, Clerk by) {
        int size = Math.abs(proposal.amount);
        int used = adjusted.getOrDefault(YearMonth.from(trial.today()), 0);
        int cap = trial.rules().on(trial.today()).adjustCap();
        if (used + size > cap && !proposal.decided) {
            return "本社区本月手工调整上限 %d 分，已用 %d 分，这一笔会超出。".formatted(cap, used);
        }
        if (proposal.decided || by == proposal.by) {
            return DECIDED;
        }
        var purse = proposal.member.purse();
        int has = proposal.spendable ? purse.points() : purse.score(proposal.year);
        return proposal.amount < 0 && has < size ? "该党员只有 %d 分，不够减 %d 分。".formatted(has, size) : null;
    }

    private void post(Proposal proposal) {
        proposal.decided = true;
        var today = trial.today();
        int size = Math.abs(proposal.amount);
        adjusted.merge(YearMonth.from(today), size, Integer::sum);
        var purse = proposal.member.purse();
        if (!proposal.spendable && proposal.amount > 0) {
            purse.score(proposal.year, size, "adjustment");
        } else if (!proposal.spendable) {
            purse.scoreDown(proposal.year, size, "adjustment");
        } else if (proposal.amount > 0) {
            purse.credit(size, trial.rules().on(today).endOf(today), "adjustment");
        } else {
            purse.debit(size, "adjustment");
        }
        trial.compare("after an adjustment", proposal.member);
    }

    private void reject() {
        var proposal = some();
        if (proposal == null) {
            return;
        }
        var by = trial.random().nextInt(4) == 0 ? proposal.by : other(proposal.by);
        var expected = proposal.decided || by == proposal.by ? DECIDED : null;
        if (trial.give("reject adjustment", decision(by, proposal, "rejection"), expected) != null) {
            proposal.decided = true;
        }
    }

    /** Approved and rejected at the same moment: one of both happens. */
    private void bothAtOnce() {
        var proposal = trial.any(open());
        if (proposal == null || whyNot(proposal, other(proposal.by)) != null) {
            return;
        }
        var by = other(proposal.by);
        var replies = trial.giveAtOnce(
                "approve against reject",
                List.of(decision(by, proposal, "approval"), decision(by, proposal, "rejection")));
        boolean approved = replies.getFirst() instanceof Reply.Done;
        boolean rejected = replies.getLast() instanceof Reply.Done;
        var loser = approved ? replies.getLast() : replies.getFirst();
        if (approved == rejected
                || !(loser instanceof Reply.Refused refused && refused.code().equals(DECIDED))) {
            trial.wrong("approved and rejected at once: " + replies);
        } else if (approved) {
            post(proposal);
        } else {
            proposal.decided = true;
        }
    }

    private void draft() {
        if (drafts.size() >= MOST_RULES) {
            return;
        }
        var today = trial.today();
        var from = switch (trial.random().nextInt(5)) {
            case 0 -> today;
            case 1 -> today.plusDays(1);
            case 2 -> LocalDate.of(today.getYear() + 1, 1, 1);
            case 3 -> today.plusMonths(1).withDayOfMonth(1);
            default -> today.plusDays(1 + trial.random().nextInt(12));
        };
        var version = Rules.any(trial.random(), from);
        var by = somebody();
        var form = by.form(RULES, version.fields(trial.world().communityId()), trial.key());
        var done = trial.give("draft rules", form, null);
        if (done != null) {
            drafts.add(new Draft(last(done), version, by));
        }
    }

    private void submit() {
        var draft = trial.any(drafts);
        if (draft == null) {
            return;
        }
        var by = trial.random().nextInt(4) == 0 ? other(draft.by) : draft.by;
        boolean soon = !draft.version.from().isAfter(trial.today());
        var expected = soon ? TOO_SOON : by != draft.by || !draft.status.equals("DRAFT") ? NOT_A_DRAFT : null;
        var form = by.form(RULES + "/" + draft.id + "/submission", Map.of(), trial.key());
        if (trial.give("submit rules", form, expected) != null) {
            draft.status = "SUBMITTED";
        }
    }

    private void approveRules() {
        var waiting =
                drafts.stream().filter(one -> one.status.equals("SUBMITTED")).toList();
        var draft = trial.any(waiting.isEmpty() ? drafts : waiting);
        if (draft == null) {
            return;
        }
        var by = trial.random().nextInt(4) == 0 ? draft.by : other(draft.by);
        boolean soon = !draft.version.from().isAfter(trial.today());
        boolean decidable = by != draft.by && draft.status.equals("SUBMITTED");
        var expected = !decidable ? RULE_DECIDED : soon ? TOO_SOON : null;
        boolean rejects = trial.random().nextInt(4) == 0;
        var act = rejects ? "/rejection" : "/approval";
        var fields = Map.of("reason", "演练", "seen", by.seen(RULES + "/" + draft.id));
        var form = by.form(RULES + "/" + draft.id + act, fields, trial.key());
        var done = trial.give(rejects ? "reject rules" : "approve rules", form, rejects && decidable ? null : expected);
        if (done != null) {
            draft.status = rejects ? "REJECTED" : "APPROVED";
            if (!rejects) {
                trial.rules().approve(draft.version, 1 + drafts.indexOf(draft));
            }
        }
    }
}
