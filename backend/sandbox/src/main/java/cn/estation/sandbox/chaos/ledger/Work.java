package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Call;
import cn.estation.sandbox.chaos.Command;
import cn.estation.sandbox.chaos.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Members take tasks, come and go by code or by staff's scan, say what they did, contest that they were absent; staff
 * evaluate and take back. What the work is worth follows from the model's own rules.
 */
final class Work {

    private static final String TASKS = "/api/v1/tasks/";
    private static final String CONSOLE = "/console/task/";
    private static final String NOT_TO_VERIFY = "这条认领还没有签到，或已由他人处理，";
    private static final String NOT_TO_REVOKE = "这条认领没有结算，或已经撤销，";
    private static final String NOT_CONTESTED = "这条记录没有申诉，或已经裁定，";
    private static final String BY_SOMEBODY_ELSE = "任务是您发布的，申诉请由另一位同事裁定。";
    private static final Duration EARLY = Duration.ofMinutes(30);
    private static final Duration LEAVING = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofHours(48);
    private static final Duration UNDECIDED = Duration.ofDays(14);
    private static final int EVALUATION_DAYS = 7;

    /** Codes are good for half a minute at the most and for a quarter of one at the least. */
    private static final Duration FRESH = Duration.ofSeconds(12);

    private static final int MOST_OPEN = 9;
    private static final Set<String> BUSY = Set.of(
            "CLAIMED", "CHECKED_IN", "CHECKED_OUT", "AUTO_OUT", "SUBMITTED", "SETTLED", "NO_SHOW_PENDING", "CONTESTED");
    private static final Set<String> TO_EVALUATE = Set.of("CHECKED_IN", "CHECKED_OUT", "AUTO_OUT", "SUBMITTED");
    private static final Set<String> TO_STATE =
            Set.of("CLAIMED", "CHECKED_IN", "CHECKED_OUT", "AUTO_OUT", "NO_SHOW_PENDING");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private static final class Task {
        private final String id;
        private final String title;
        private final String kind;
        private final LocalDateTime begins;
        private final int minutes;
        private final int places;
        private final Map<LedgerTrial.Member, Claim> claims = new HashMap<>();
        private final Map<LedgerTrial.Member, Integer> withdrawals = new HashMap<>();
        private boolean over;

        Task(String id, String title, String kind, LocalDateTime begins, int minutes, int places) {
            this.id = id;
            this.title = title;
            this.kind = kind;
            this.begins = begins;
            this.minutes = minutes;
            this.places = places;
        }

        Instant start() {
            return begins.atZone(LedgerTrial.CHINA).toInstant();
        }

        Instant end() {
            return start().plus(Duration.ofMinutes(minutes));
        }

        boolean overlaps(Task other) {
            return start().isBefore(other.end()) && end().isAfter(other.start());
        }
    }

    private static final class Claim {
        private final String id;
        private final LedgerTrial.Member member;
        private final Task task;
        private String status = "CLAIMED";
        private String evidence = "";
        private boolean shownIn;
        private boolean shownOut;
        private @Nullable Instant in;
        private @Nullable Instant out;
        private @Nullable Integer stated;
        private @Nullable Integer counted;
        private Instant missed = Instant.MAX;
        private Instant contested = Instant.MAX;
        private Instant submitted = Instant.MIN;
        private @Nullable Score score;

        Claim(String id, LedgerTrial.Member member, Task task) {
            this.id = id;
            this.member = member;
            this.task = task;
        }

        boolean is(String one) {
            return status.equals(one);
        }

        /** Nobody there yet: what is given back takes nothing away. */
        boolean untouched() {
            return is("CLAIMED");
        }

        /** Since when it could be judged. */
        Instant waitsSince() {
            return submitted.isAfter(task.end()) ? submitted : task.end();
        }

        String grade() {
            int ends = (shownIn ? 1 : 0) + (shownOut ? 1 : 0);
            return ends == 2 ? "A" : ends == 1 ? "B" : evidence.equals("STAFF_LATER") ? "C" : "D";
        }

        /** From coming to going within the plan, or what was said. */
        int served() {
            if (in == null) {
                return Math.max(1, Math.min(stated == null ? task.minutes : stated, task.minutes));
            }
            var to = out == null || out.isAfter(task.end()) ? task.end() : out;
            return Math.max(1, Math.toIntExact(Duration.between(from(), to).toMinutes()));
        }

        /** When the work began: with the task or, for who came later, then. */
        private Instant from() {
            return in == null || in.isBefore(task.start()) ? task.start() : in;
        }

        /** The same on the clock on the wall. It decides the day the work counts for and what of it was at night. */
        LocalDateTime began() {
            return LocalDateTime.ofInstant(from(), LedgerTrial.CHINA).truncatedTo(ChronoUnit.MINUTES);
        }

        LocalDate day() {
            return began().toLocalDate();
        }
    }

    /** What a claim was worth, on its way to the ledgers. */
    private static final class Score {
        private final LocalDate workedOn;
        private final String grade;
        private int points;
        private @Nullable LocalDate shownUntil;
        private Purse.@Nullable Moved moved;

        Score(LocalDate workedOn, String grade, int points) {
            this.workedOn = workedOn;
            this.grade = grade;
            this.points = points;
        }
    }

    private final LedgerTrial trial;
    private final List<Task> tasks = new ArrayList<>();

    Work(LedgerTrial trial) {
        this.trial = trial;
    }

    void act() {
        int kind = trial.random().nextInt(100);
        if (kind < 12) {
            publish();
        } else if (kind < 34) {
            claim();
        } else if (kind < 38) {
            withdraw();
        } else if (kind < 58) {
            comeOrGo();
        } else if (kind < 68) {
            state();
        } else if (kind < 84) {
            evaluate();
        } else if (kind < 88) {
            evaluateTwice();
        } else if (kind < 94) {
            revoke();
        } else if (kind < 96) {
            evaluateAndRevoke();
        } else {
            contestOrDecide();
        }
    }

    private void publish() {
        var now = trial.now();
        if (tasks.stream().filter(task -> task.end().isAfter(now)).count() >= MOST_OPEN) {
            return;
        }
        var random = trial.random();
        var base = trial.local().truncatedTo(ChronoUnit.MINUTES);
        // Windows whose ends are not met while this round's minutes pass: now, soon, or on some coming hour's 50th
        // minute.
        int choice = random.nextInt(6);
        var begins = switch (choice) {
            case 0 -> base.minusMinutes(10);
            case 1 -> base.plusMinutes(15);
            case 2 -> base.plusMinutes(22);
            default -> base.plusHours(2 + random.nextInt(12)).withMinute(50);
        };
        int minutes = choice < 3 ? 25 : 60 * (1 + random.nextInt(3));
        var kind = Rules.KINDS.get(random.nextInt(Rules.KINDS.size()));
        int places = 1 + random.nextInt(3);
        var title = trial.title("演练");
        var fields = Map.of(
                "communityId",
                trial.world().communityId(),
                "kind",
                kind,
                "title",
                title,
                "description",
                "演练任务。",
                "place",
                "社区广场",
                "startsAt",
                MINUTE.format(begins),
                "endsAt",
                MINUTE.format(begins.plusMinutes(minutes)),
                "places",
                Integer.toString(places),
                "audience",
                "COMMUNITY",
                "act",
                "publish");
        var done = trial.give("publish task", trial.world().party().form("/console/task", fields, trial.key()), null);
        if (done != null) {
            var location = done.body().path("location").asString();
            var id = location.substring(location.lastIndexOf('/') + 1);
            tasks.add(new Task(id, title, kind, begins, minutes, places));
        }
    }

    /** Mostly something that is on or to come. */
    private @Nullable Task someTask() {
        var now = trial.now();
        var ahead = tasks.stream().filter(task -> task.end().isAfter(now)).toList();
        return trial.any(trial.random().nextInt(12) > 0 ? ahead : tasks);
    }

    private void claim() {
        var task = someTask();
        var member = trial.anybody();
        if (task == null || member == null) {
            return;
        }
        var call = new Call("POST", TASKS + task.id + "/claims", member.player().token(), trial.key(), null);
        var done = trial.give("claim", call, whyNotClaim(task, member));
        if (done != null) {
            task.claims.put(member, new Claim(done.body().path("claimId").asString(), member, task));
        }
    }

    private @Nullable String whyNotClaim(Task task, LedgerTrial.Member member) {
        if (!task.end().isAfter(trial.now())) {
            return "task-not-open";
        }
        if (task.claims.containsKey(member)) {
            return "already-claimed";
        }
        var mine = claims(member);
        if (task.withdrawals.getOrDefault(member, 0) >= 2
                || mine.stream().filter(Claim::untouched).count() >= 20) {
            return "too-many-claims";
        }
        if (mine.stream().anyMatch(one -> BUSY.contains(one.status) && one.task.overlaps(task))) {
            return "time-conflict";
        }
        return task.claims.size() >= task.places ? "task-full" : null;
    }

    private List<Claim> claims(LedgerTrial.Member member) {
        return tasks.stream()
                .flatMap(task -> task.claims.values().stream())
                .filter(claim -> claim.member == member)
                .toList();
    }

    private List<Claim> claims() {
        return tasks.stream()
                .flatMap(task ->
                        task.claims.values().stream().sorted(Comparator.comparingLong(one -> Long.parseLong(one.id))))
                .toList();
    }

    private void withdraw() {
        var task = someTask();
        var member = trial.anybody();
        if (task == null || member == null) {
            return;
        }
        var claim = task.claims.get(member);
        boolean early = task.start().isAfter(trial.now());
        var expected = claim == null ? "no-claim" : claim.untouched() && early ? null : "too-late-to-withdraw";
        var call = new Call(
                "DELETE", TASKS + task.id + "/claims/mine", member.player().token(), trial.key(), null);
        if (trial.give("withdraw", call, expected) != null) {
            task.claims.remove(member);
            task.withdrawals.merge(member, 1, Integer::sum);
        }
    }

    // Coming and going.

    private void comeOrGo() {
        // Mostly somebody who may.
        var fit = trial.any(claims().stream()
                .filter(one -> one.is("CLAIMED") && mayCome(one.task) || one.is("CHECKED_IN") && mayGo(one.task))
                .toList());
        boolean other = trial.random().nextInt(5) == 0;
        var task = fit == null || other ? someTask() : fit.task;
        var member = fit == null || other ? trial.anybody() : fit.member;
        if (task == null || member == null) {
            return;
        }
        var claim = task.claims.get(member);
        boolean scanned = trial.random().nextInt(3) == 0;
        if (claim != null && scanned && (claim.is("CLAIMED") || claim.is("CHECKED_IN"))) {
            scan(claim);
        } else if (claim != null && claim.is("CHECKED_IN") && trial.random().nextInt(4) > 0) {
            go(task, member, claim);
        } else {
            come(task, member, claim);
        }
    }

    private void come(Task task, LedgerTrial.Member member, @Nullable Claim claim) {
        var whyNot = whyNotCome(claim, task);
        var body = Map.of("code", whyNot == null ? screen(task, false) : "EZ1.1.1.1");
        var fetched = System.nanoTime();
        var call = trial.post(TASKS + task.id + "/check-in", member, body);
        var done = shown("check in", call, whyNot, fetched, "check-in-code-old");
        if (done != null && claim != null) {
            came(claim, done.body());
        }
    }

    private static void came(Claim claim, JsonNode answer) {
        claim.status = "CHECKED_IN";
        claim.evidence = "SHOWN";
        claim.shownIn = true;
        claim.in = Instant.parse(answer.path("checkedInAt").asString());
    }

    private @Nullable String whyNotCome(@Nullable Claim claim, Task task) {
        if (claim == null
                || Set.of("NO_SHOW_PENDING", "CONTESTED", "NO_SHOW", "EXCUSED").contains(claim.status)) {
            return "no-active-claim";
        }
        if (!claim.is("CLAIMED")) {
            return "already-checked-in";
        }
        return mayCome(task) ? null : "outside-check-in-window";
    }

    private boolean mayCome(Task task) {
        var now = trial.now();
        return !now.isBefore(task.start().minus(EARLY)) && task.end().isAfter(now);
    }

    private boolean mayGo(Task task) {
        var now = trial.now();
        return !task.start().isAfter(now) && now.isBefore(task.end().plus(LEAVING));
    }

    private void go(Task task, LedgerTrial.Member member, Claim claim) {
        var whyNot = mayGo(task) ? null : "outside-check-in-window";
        var body = Map.of("code", whyNot == null ? screen(task, true) : "EZ2.1.1.1");
        var fetched = System.nanoTime();
        var call = trial.post(TASKS + task.id + "/check-out", member, body);
        var done = shown("check out", call, whyNot, fetched, "check-in-code-old");
        if (done != null) {
            went(claim, done.body());
        }
    }

    /** Whoever leaves after the end has left at the end. */
    private void went(Claim claim, JsonNode answer) {
        var out = Instant.parse(answer.path("checkedOutAt").asString());
        var end = claim.task.end();
        if (end.isAfter(trial.now()) ? out.isAfter(end) : !out.equals(end)) {
            trial.wrong("claim %s of a task until %s left at %s".formatted(claim.id, end, out));
        }
        claim.status = "CHECKED_OUT";
        claim.shownOut = true;
        claim.out = out;
    }

    private String screen(Task task, boolean out) {
        var page = trial.world().party().open(CONSOLE + task.id + "/code?out=" + out);
        var code = page.select("#check-in-code").text();
        return code.isEmpty() ? "none" : code;
    }

    /** Staff scan what is on the member's telephone: whoever is not there comes, whoever is goes. */
    private void scan(Claim claim) {
        var task = claim.task;
        boolean comes = claim.is("CLAIMED");
        var code = trial.read(TASKS + task.id + "/claims/mine/code", claim.member)
                .path("code")
                .asString();
        var fetched = System.nanoTime();
        String whyNot;
        if (comes) {
            whyNot = mayCome(task) ? null : task.end().isAfter(trial.now()) ? "还没到签到时间，" : "任务已结束，不能再签到。";
        } else {
            whyNot = mayGo(task) ? null : task.start().isAfter(trial.now()) ? "任务还没有开始，不能签退；" : "任务结束已超过 30 分钟，";
        }
        var form = trial.world().party().form(CONSOLE + task.id + "/scan", Map.of("code", code), trial.key());
        if (shown("scan", form, whyNot, fetched, "签到码已更换，") != null) {
            var seen = mine(claim.member).get(claim.id);
            if (seen == null) {
                trial.wrong("claim %s is not among its member's".formatted(claim.id));
            } else if (comes) {
                came(claim, seen);
            } else {
                went(claim, seen);
            }
        }
    }

    /** A code that came late, because something was killed meanwhile, may be too old. */
    private Reply.@Nullable Done shown(
            String name, Command command, @Nullable String whyNot, long fetched, String tooOld) {
        var reply = trial.reply(command);
        boolean slow = System.nanoTime() - fetched > FRESH.toNanos();
        boolean old = reply instanceof Reply.Refused refused && refused.code().startsWith(tooOld);
        return trial.judge(name, command, old && slow ? tooOld : whyNot, reply);
    }

    /** A member's claims as the service shows them. */
    private Map<String, JsonNode> mine(LedgerTrial.Member member) {
        var mine = new HashMap<String, JsonNode>();
        trial.all("/api/v1/claims", member)
                .forEach(one -> mine.put(one.path("claimId").asString(), one));
        return mine;
    }

    private void state() {
        var begun = trial.any(claims().stream()
                .filter(one ->
                        TO_STATE.contains(one.status) && !one.task.start().isAfter(trial.now()))
                .toList());
        boolean other = trial.random().nextInt(4) == 0;
        var task = begun == null || other ? trial.any(tasks) : begun.task;
        var member = begun == null || other ? trial.anybody() : begun.member;
        if (task == null || member == null) {
            return;
        }
        var claim = task.claims.get(member);
        var now = trial.now();
        int minutes = 1 + trial.random().nextInt(task.minutes);
        String whyNot = null;
        if (claim == null) {
            whyNot = "nothing-to-state";
        } else if (task.start().isAfter(now) || now.isAfter(task.end().plus(GRACE))) {
            whyNot = "outside-check-in-window";
        } else if (!TO_STATE.contains(claim.status)) {
            whyNot = "nothing-to-state";
        }
        var call = trial.post(
                TASKS + task.id + "/claims/mine/statement", member, Map.of("text", "扫了楼道。", "minutes", minutes));
        if (trial.give("state", call, whyNot) != null && claim != null) {
            if (claim.is("CHECKED_IN")) {
                claim.out = now.isAfter(task.end()) ? task.end() : now;
            }
            claim.evidence = claim.evidence.isEmpty() ? "OWN" : claim.evidence;
            claim.status = "SUBMITTED";
            claim.submitted = now;
            claim.stated = minutes;
        }
    }

    // Judging.

    private @Nullable Claim toJudge() {
        var all = claims();
        var now = trial.now();
        var waiting = all.stream()
                .filter(claim -> TO_EVALUATE.contains(claim.status)
                        && !claim.task.start().isAfter(now))
                .toList();
        return trial.any(trial.random().nextInt(6) > 0 && !waiting.isEmpty() ? waiting : all);
    }

    private void evaluate() {
        var claim = toJudge();
        if (claim == null) {
            return;
        }
        if (trial.random().nextInt(8) == 0) {
            var expected = whyNotJudge(claim, false);
            if (trial.give("fail work", fail(claim), expected) != null) {
                claim.status = "REJECTED";
            }
            return;
        }
        boolean there = trial.random().nextInt(3) == 0;
        int minutes = 1 + trial.random().nextInt(claim.task.minutes);
        var by = trial.random().nextBoolean()
                ? trial.world().party()
                : trial.world().director();
        var expected = whyNotJudge(claim, there);
        if (trial.give("evaluate", pass(by, claim, minutes, there), expected) != null) {
            passed(claim, minutes, there);
            trial.compare("after an evaluation", claim.member);
        }
    }

    private Command pass(Clerk by, Claim claim, int minutes, boolean there) {
        return by.form(
                CONSOLE + "claims/" + claim.id + "/verification",
                Map.of(
                        "minutes",
                        Integer.toString(minutes),
                        "verdict",
                        minutes < claim.task.minutes ? "PART" : "PASS",
                        "there",
                        Boolean.toString(there)),
                trial.key());
    }

    private Command fail(Claim claim) {
        return trial.world()
                .party()
                .form(CONSOLE + "claims/" + claim.id + "/rejection", Map.of("reason", "没有做"), trial.key());
    }

    private @Nullable String whyNotJudge(Claim claim, boolean there) {
        boolean begun = !claim.task.start().isAfter(trial.now());
        var notBegun = "“" + claim.task.title + "”还没有开始，";
        if (TO_EVALUATE.contains(claim.status)) {
            return begun ? null : notBegun;
        }
        boolean absent = claim.is("CLAIMED") || claim.is("NO_SHOW_PENDING");
        if (there && absent) {
            return begun ? null : notBegun;
        }
        return begun || there ? NOT_TO_VERIFY : notBegun;
    }

    private void passed(Claim claim, int minutes, boolean there) {
        if (there && !TO_EVALUATE.contains(claim.status)) {
            claim.evidence = claim.evidence.isEmpty() ? "STAFF_LATER" : claim.evidence;
        } else if (there && claim.grade().equals("D") && claim.evidence.equals("OWN")) {
            claim.evidence = "STAFF_LATER";
        }
        settle(claim, minutes, claim.grade());
        book(claim);
    }

    /** Counts it, by the rules of its day and what of their caps is left. */
    private void settle(Claim claim, int minutes, String grade) {
        var day = claim.day();
        var score = new Score(day, grade, worth(claim, minutes, grade));
        int shownDays = trial.rules().on(day).publicityDays();
        if (shownDays > 0) {
            score.shownUntil = trial.today().plusDays(shownDays + 1L);
        }
        claim.status = "SETTLED";
        claim.counted = minutes;
        claim.score = score;
    }

    private int worth(Claim claim, int minutes, String grade) {
        var task = claim.task;
        var day = claim.day();
        var rules = trial.rules().on(day);
        int points = rules.worth(task.kind, minutes, grade, claim.began());
        if (rules.entryCap() != null) {
            points = Math.min(points, rules.entryCap());
        }
        if (rules.monthCap() != null) {
            points = Math.min(points, Math.max(0, rules.monthCap() - counted(claim.member, day, null)));
        }
        if (rules.monthCapOfD() != null && grade.equals("D")) {
            points = Math.min(points, Math.max(0, rules.monthCapOfD() - counted(claim.member, day, "D")));
        }
        return points;
    }

    private int counted(LedgerTrial.Member member, LocalDate day, @Nullable String grade) {
        return claims(member).stream()
                .filter(one -> one.is("SETTLED"))
                .map(one -> Objects.requireNonNull(one.score))
                .filter(score -> YearMonth.from(score.workedOn).equals(YearMonth.from(day)))
                .filter(score -> grade == null || score.grade.equals(grade))
                .mapToInt(score -> score.points)
                .sum();
    }

    /** Into both ledgers, unless it is shown first. */
    private void book(Claim claim) {
        if (!counts(claim)) {
            return;
        }
        var score = Objects.requireNonNull(claim.score);
        var today = trial.today();
        var purse = claim.member.purse();
        score.moved = purse.credit(score.points, trial.rules().on(today).endOf(today), "claim");
        purse.score(score.workedOn.getYear(), score.points, "claim");
    }

    private static boolean counts(Claim claim) {
        var score = Objects.requireNonNull(claim.score);
        return score.shownUntil == null && score.points > 0;
    }

    /** Two of staff judge differently at the same moment: one of them is too late. */
    private void evaluateTwice() {
        var claim = toJudge();
        if (claim == null || whyNotJudge(claim, false) != null) {
            return;
        }
        int minutes = claim.task.minutes;
        int fewer = 1 + trial.random().nextInt(minutes);
        boolean rejects = trial.random().nextBoolean();
        var other = rejects ? fail(claim) : pass(trial.world().party(), claim, fewer, false);
        var replies = trial.giveAtOnce(
                "two judgements", List.of(pass(trial.world().director(), claim, minutes, false), other));
        boolean first = replies.getFirst() instanceof Reply.Done;
        boolean second = replies.getLast() instanceof Reply.Done;
        var loser = first ? replies.getLast() : replies.getFirst();
        if (first == second
                || !(loser instanceof Reply.Refused refused && refused.code().startsWith(NOT_TO_VERIFY))) {
            trial.wrong("judged twice: " + replies);
        } else if (second && rejects) {
            claim.status = "REJECTED";
        } else {
            passed(claim, first ? minutes : fewer, false);
        }
        trial.compare("after two judgements", claim.member);
    }

    private void revoke() {
        var all = claims();
        var settled = all.stream().filter(claim -> claim.is("SETTLED")).toList();
        var claim = trial.any(trial.random().nextInt(5) > 0 && !settled.isEmpty() ? settled : all);
        if (claim == null) {
            return;
        }
        if (trial.give("revoke", revocation(claim), claim.is("SETTLED") ? null : NOT_TO_REVOKE) != null) {
            revoked(claim);
            trial.compare("after a revocation", claim.member);
        }
    }

    private Command revocation(Claim claim) {
        return trial.world()
                .director()
                .form(CONSOLE + "claims/" + claim.id + "/revocation", Map.of("reason", "经查不实"), trial.key());
    }

    private static void revoked(Claim claim) {
        claim.status = "REVOKED";
        var score = Objects.requireNonNull(claim.score);
        var purse = claim.member.purse();
        if (score.moved != null) {
            purse.takeBack(score.moved);
            purse.scoreBack(score.workedOn.getYear(), score.points);
        }
    }

    /**
     * Taken back before the points of it may have come: whichever comes first, nothing of it is left. Not for those who owe,
     * whose debt would be paid and come back, or not.
     */
    private void evaluateAndRevoke() {
        var claim = toJudge();
        if (claim == null || whyNotJudge(claim, false) != null || !nothingOwed(claim)) {
            return;
        }
        var pass = pass(trial.world().party(), claim, claim.task.minutes, false);
        if (trial.give("evaluate to revoke", pass, null) == null
                || trial.give("revoke at once", revocation(claim), null) == null) {
            return;
        }
        int worth = worth(claim, claim.task.minutes, claim.grade());
        int points = came(claim);
        if (points != 0 && points != worth) {
            trial.wrong("claim %s brought %d and was revoked at once, expected %d or nothing"
                    .formatted(claim.id, points, worth));
        }
        claim.counted = claim.task.minutes;
        claim.status = "REVOKED";
        claim.score = new Score(claim.day(), claim.grade(), points);
        if (points > 0) {
            var today = trial.today();
            var purse = claim.member.purse();
            var moved = purse.credit(points, trial.rules().on(today).endOf(today), "claim");
            purse.score(claim.day().getYear(), points, "claim");
            purse.takeBack(moved);
            purse.scoreBack(claim.day().getYear(), points);
        }
        trial.compare("after a revocation at once", claim.member);
    }

    private boolean nothingOwed(Claim claim) {
        var purse = claim.member.purse();
        return purse.owed() == 0 && purse.scoreOwed(claim.day().getYear()) == 0;
    }

    /** What a claim brought, once nothing of it is under way any more. */
    private int came(Claim claim) {
        if (!trial.becomes(() -> trial.delivered(claim.id))) {
            trial.wrong("events of claim %s are never delivered".formatted(claim.id));
        }
        return trial.entries(claim.member).stream()
                .filter(entry -> entry.path("ledger").asString().equals("POINTS"))
                .filter(entry -> entry.path("sourceKind").asString().equals("claim"))
                .filter(entry -> entry.path("sourceId").asString().equals(claim.id))
                .mapToInt(entry -> entry.path("amount").asInt())
                .sum();
    }

    private void contestOrDecide() {
        var all = claims();
        var concerned = all.stream()
                .filter(claim -> claim.is("NO_SHOW_PENDING") || claim.is("CONTESTED"))
                .toList();
        var claim = trial.any(concerned.isEmpty() ? all : concerned);
        if (claim == null) {
            return;
        }
        if (claim.is("CONTESTED") || trial.random().nextInt(6) == 0) {
            decide(claim);
        } else {
            contest(claim);
        }
    }

    private void contest(Claim claim) {
        boolean may =
                claim.is("NO_SHOW_PENDING") && claim.missed.isAfter(trial.now().minus(GRACE));
        var call = trial.post(TASKS + claim.task.id + "/claims/mine/contest", claim.member, Map.of("text", "当时我在场。"));
        if (trial.give("contest", call, may ? null : "nothing-to-contest") != null) {
            claim.status = "CONTESTED";
            claim.contested = trial.now();
        }
    }

    private void decide(Claim claim) {
        var ruling =
                List.of("EXCUSED", "NO_SHOW", "SUBMITTED").get(trial.random().nextInt(3));
        boolean publisher = trial.random().nextInt(5) == 0;
        var by = publisher ? trial.world().party() : trial.world().director();
        var expected = publisher ? BY_SOMEBODY_ELSE : claim.is("CONTESTED") ? null : NOT_CONTESTED;
        var form = by.form(
                CONSOLE + "claims/" + claim.id + "/contest", Map.of("ruling", ruling, "reason", "演练"), trial.key());
        if (trial.give("decide contest", form, expected) != null) {
            claim.status = ruling;
            if (ruling.equals("SUBMITTED")) {
                claim.evidence = "STAFF_LATER";
                claim.submitted = trial.now();
            }
        }
    }

    // Time.

    /** Tasks are over, who did not leave is checked out, absences become final or are excused, work nobody judged is settled a grade lower, what was shown is booked. */
    void passed(LedgerTrial.Inflows inflows) {
        var now = trial.now();
        for (var task : tasks) {
            if (!task.over && !task.end().isAfter(now)) {
                task.over = true;
                task.claims.values().forEach(claim -> ended(claim, now));
            }
            if (!task.end().plus(LEAVING).isAfter(now)) {
                task.claims.values().stream()
                        .filter(claim -> claim.is("CHECKED_IN"))
                        .forEach(claim -> {
                            claim.status = "AUTO_OUT";
                            claim.out = task.end();
                        });
            }
            task.claims.values().stream()
                    .filter(claim -> claim.is("NO_SHOW_PENDING") && !claim.missed.isAfter(now.minus(GRACE)))
                    .forEach(claim -> claim.status = "NO_SHOW");
            task.claims.values().stream()
                    .filter(claim -> claim.is("CONTESTED") && !claim.contested.isAfter(now.minus(UNDECIDED)))
                    .forEach(claim -> claim.status = "EXCUSED");
        }
        var late = tasks.stream()
                .flatMap(task -> task.claims.values().stream())
                .filter(claim -> TO_EVALUATE.contains(claim.status))
                .filter(claim -> !claim.waitsSince()
                        .plus(Duration.ofDays(EVALUATION_DAYS))
                        .isAfter(now))
                .sorted(Comparator.comparingLong(claim -> Long.parseLong(claim.id)))
                .toList();
        var shown = tasks.stream()
                .flatMap(task -> task.claims.values().stream())
                .filter(this::shownLongEnough)
                .sorted(Comparator.comparingLong(claim -> Long.parseLong(claim.id)))
                .toList();
        late.forEach(claim -> settle(claim, claim.served(), lower(claim.grade())));
        new HashSet<>(late.stream().map(claim -> claim.member).toList()).forEach(member -> learn(member, late));
        shown.forEach(claim -> Objects.requireNonNull(claim.score).shownUntil = null);
        Stream.concat(late.stream(), shown.stream())
                .filter(Work::counts)
                .forEach(claim -> inflows.toCome(claim.member, claim.id, () -> book(claim)));
        tasks.removeIf(task -> task.over && task.claims.isEmpty());
    }

    private boolean shownLongEnough(Claim claim) {
        var score = claim.score;
        return claim.is("SETTLED")
                && score != null
                && score.shownUntil != null
                && !score.shownUntil.isAfter(trial.today());
    }

    private static void ended(Claim claim, Instant now) {
        if (claim.is("CLAIMED")) {
            claim.status = "NO_SHOW_PENDING";
            claim.missed = now;
        }
    }

    private static String lower(String grade) {
        return switch (grade) {
            case "A" -> "B";
            case "B" -> "C";
            default -> "D";
        };
    }

    /**
     * Of several that came by themselves at one moment a cap may have bitten any; together they are what the model says. How
     * much each brought is read, so that it can be taken back.
     */
    private void learn(LedgerTrial.Member member, List<Claim> late) {
        var together = late.stream()
                .filter(claim -> claim.member == member)
                .filter(claim -> Objects.requireNonNull(claim.score).shownUntil == null)
                .toList();
        boolean capped = together.stream()
                .map(claim -> trial.rules().on(claim.day()))
                .anyMatch(rules -> rules.monthCap() != null);
        if (together.size() < 2 || !capped) {
            return;
        }
        int expected = together.stream()
                .mapToInt(claim -> Objects.requireNonNull(claim.score).points)
                .sum();
        var brought = new HashMap<String, Integer>();
        boolean there = trial.becomes(() -> {
            brought.clear();
            trial.entries(member).stream()
                    .filter(entry -> entry.path("ledger").asString().equals("POINTS")
                            && entry.path("sourceKind").asString().equals("claim"))
                    .forEach(entry -> brought.put(
                            entry.path("sourceId").asString(),
                            entry.path("amount").asInt()));
            return together.stream()
                            .mapToInt(claim -> brought.getOrDefault(claim.id, 0))
                            .sum()
                    == expected;
        });
        if (!there) {
            trial.wrong("work that nobody judged brought %s in all, expected %d together".formatted(brought, expected));
        }
        together.forEach(claim -> Objects.requireNonNull(claim.score).points = brought.getOrDefault(claim.id, 0));
    }

    // Whether it is so.

    /** What of a member's scores is shown before it counts: how many, how much. */
    String shown(LedgerTrial.Member member) {
        var shown = claims(member).stream()
                .filter(claim -> claim.is("SETTLED"))
                .map(claim -> Objects.requireNonNull(claim.score))
                .filter(score -> score.shownUntil != null)
                .toList();
        return List.of(
                        shown.size(),
                        shown.stream().mapToInt(score -> score.points).sum())
                .toString();
    }

    boolean anythingShown() {
        return tasks.stream()
                .flatMap(task -> task.claims.values().stream())
                .map(claim -> claim.score)
                .anyMatch(score -> score != null && score.shownUntil != null);
    }

    List<String> differences() {
        var differences = new ArrayList<String>();
        for (var member : trial.members()) {
            var shown = mine(member);
            for (var claim : claims(member)) {
                var seen = shown.get(claim.id);
                var found = seen == null
                        ? "nothing"
                        : seen.path("status").asString() + " "
                                + seen.path("minutes").asString("")
                                + seen.path("grade").asString("");
                var expected = claim.status + " "
                        + (claim.counted == null ? "" : claim.counted)
                        + (claim.score == null ? "" : claim.score.grade);
                if (!found.equals(expected)) {
                    differences.add(
                            "claim %s of %s is %s, expected %s".formatted(claim.id, claim.task.title, found, expected));
                }
            }
        }
        return differences;
    }
}
