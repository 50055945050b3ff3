package cn.estation.points.member;

import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.points.Accounts;
import cn.estation.points.Ledger;
import cn.estation.points.PointsSource;
import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.Scores;
import cn.estation.points.publicity.ObjectionWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a member has and how each point came and went. */
@RestController
class PointsController {

    private final Accounts accounts;
    private final Scores scores;
    private final ObjectionWindow window;

    PointsController(Accounts accounts, Scores scores, ObjectionWindow window) {
        this.accounts = accounts;
        this.scores = scores;
        this.window = window;
    }

    /** What the resident who asks has to spend, has scored by year, owes, and what of it expires when. */
    @GetMapping("/api/v1/points")
    Balances balances(@AuthenticationPrincipal Resident resident) {
        var standing = accounts.standing(resident.id());
        return new Balances(
                standing.points(),
                standing.score(),
                standing.year(),
                standing.years(),
                standing.owed(),
                standing.owed() == 0 ? null : "此前撤销的得分中有 %d 分已经用掉，记为欠分；以后得到的积分先还欠分。".formatted(standing.owed()),
                standing.expiring());
    }

    /** The entries of one ledger, or of both, newest first; the appraisal score's of one year if it is named. */
    @GetMapping("/api/v1/points/entries")
    Page<Entry> entries(
            @AuthenticationPrincipal Resident resident,
            @RequestParam @Nullable Ledger book,
            @RequestParam @Nullable Integer year,
            PageQuery query) {
        if (year != null && (year < 2000 || year > 9999)) {
            throw new BadInput("年度应为四位数字。");
        }
        var page = accounts.entries(resident.id(), book, year, query);
        var counted = scores.of(
                page.items().stream().map(PointsController::source).distinct().toList());
        var untils = window.until(counted.values());
        return page.map(entry -> {
            var score = entry.debt() ? null : counted.get(source(entry));
            return Entry.of(entry, score, score == null ? null : untils.get(score.id()));
        });
    }

    private static PointsSource source(Accounts.Entry entry) {
        return new PointsSource(entry.sourceKind(), entry.sourceId());
    }

    /**
     * @param points 兑换分, to spend in the mall
     * @param appraisal 考评分 of this calendar year, never spent
     * @param owed points that were taken back after they were spent
     * @param owedWhy the sentence that explains it, absent if nothing is owed
     * @param expiring what of the points can be spent until when
     */
    record Balances(
            long points,
            long appraisal,
            int year,
            List<Accounts.YearScore> years,
            long owed,
            @Nullable String owedWhy,
            List<Accounts.Expiring> expiring) {}

    /**
     * @param amount above zero for points that came, below for points that went
     * @param balance of the account after this entry
     * @param debt true for an entry of what is owed
     * @param explanation one sentence that shows how the amount came about
     * @param grade A to D, empty where no work stands behind it
     * @param ruleId the version of the rules, absent where none does
     * @param scoreId what to object to, absent where no work stands behind it
     * @param objectionUntil until when an objection is heard, absent where there is nothing to object to any more
     */
    record Entry(
            Id id,
            Ledger ledger,
            boolean debt,
            long amount,
            long balance,
            String sourceKind,
            Id sourceId,
            String rule,
            String explanation,
            String grade,
            @Nullable Id ruleId,
            LocalDate countsOn,
            Instant happenedAt,
            @Nullable Id scoreId,
            @Nullable Instant objectionUntil) {

        static Entry of(Accounts.Entry entry, @Nullable KeptScore score, @Nullable Instant objectionUntil) {
            return new Entry(
                    Id.of(entry.id()),
                    entry.ledger(),
                    entry.debt(),
                    entry.amount(),
                    entry.balance(),
                    entry.sourceKind(),
                    Id.of(entry.sourceId()),
                    entry.rule(),
                    entry.explanation(),
                    entry.grade(),
                    entry.ruleId() == null ? null : Id.of(entry.ruleId()),
                    entry.countsOn(),
                    entry.happenedAt(),
                    score == null ? null : Id.of(score.id()),
                    objectionUntil);
        }
    }
}
