package cn.estation.points;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a member has and how each point came and went. */
@RestController
class PointsController {

    private final AccountMapper accounts;
    private final LedgerMapper ledger;

    PointsController(AccountMapper accounts, LedgerMapper ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** Both balances of the resident who asks. */
    @GetMapping("/api/v1/points")
    Balances balances(@AuthenticationPrincipal Resident resident) {
        var mine = accounts.ofResident(resident.id());
        return new Balances(balance(mine, Ledger.POINTS), balance(mine, Ledger.APPRAISAL));
    }

    /** The entries of one ledger, or of both, newest first. */
    @GetMapping("/api/v1/points/entries")
    Page<Entry> entries(
            @AuthenticationPrincipal Resident resident, @RequestParam @Nullable Ledger book, PageQuery query) {
        var mine = accounts.ofResident(resident.id()).stream()
                .filter(account -> book == null || account.ledger() == book)
                .map(AccountMapper.Account::id)
                .toList();
        if (mine.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(ledger.page(mine, query.before(), query.limit()), query, LedgerMapper.Entry::id)
                .map(Entry::of);
    }

    private static long balance(List<AccountMapper.Account> accounts, Ledger book) {
        return accounts.stream()
                .filter(account -> account.ledger() == book)
                .mapToLong(AccountMapper.Account::balance)
                .sum();
    }

    /**
     * @param points 兑换分, to spend in the mall
     * @param appraisal 考评分, never spent
     */
    record Balances(long points, long appraisal) {}

    /**
     * @param amount above zero for points that came, below for points that went
     * @param balance of the ledger after this entry
     * @param explanation one sentence that shows how the amount came about
     */
    record Entry(
            Id id,
            Ledger ledger,
            long amount,
            long balance,
            String sourceKind,
            Id sourceId,
            String rule,
            String explanation,
            Instant happenedAt) {

        static Entry of(LedgerMapper.Entry entry) {
            return new Entry(
                    Id.of(entry.id()),
                    entry.ledger(),
                    entry.amount(),
                    entry.balance(),
                    entry.sourceKind(),
                    Id.of(entry.sourceId()),
                    entry.rule(),
                    entry.explanation(),
                    entry.happenedAt());
        }
    }
}
