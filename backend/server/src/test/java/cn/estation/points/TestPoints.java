package cn.estation.points;

import cn.estation.kernel.Ids;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Points for tests, given through the ledger like all others. */
@Component
public class TestPoints {

    private final PointsLedger ledger;
    private final AccountMapper accounts;
    private final TransactionTemplate transaction;
    private final Ids ids;

    TestPoints(PointsLedger ledger, AccountMapper accounts, TransactionTemplate transaction, Ids ids) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.transaction = transaction;
        this.ids = ids;
    }

    /** Gives somebody points to spend. */
    public void give(long residentId, long communityId, long amount) {
        transaction.executeWithoutResult(status -> ledger.credit(new Posting(
                Ledger.POINTS,
                residentId,
                communityId,
                amount,
                new PointsSource("test", ids.next()),
                "测试",
                "测试发放 %d 分".formatted(amount),
                "")));
    }

    /** Takes points from somebody, as if they had bought something. */
    public void take(long residentId, long communityId, long amount) {
        transaction.executeWithoutResult(status -> ledger.debit(new Posting(
                Ledger.POINTS,
                residentId,
                communityId,
                amount,
                new PointsSource("test", ids.next()),
                "测试",
                "测试使用 %d 分".formatted(amount),
                "")));
    }

    /** What somebody has to spend. */
    public long balance(long residentId) {
        return balance(residentId, Ledger.POINTS);
    }

    /** What somebody owes of points to spend. */
    public long owed(long residentId) {
        return accounts.ofResident(residentId).stream()
                .filter(account -> account.ledger() == Ledger.POINTS && account.kind() == AccountKind.DEBT)
                .mapToLong(account -> -account.balance())
                .sum();
    }

    /** What somebody has in one ledger; of the appraisal score, of all years together. */
    public long balance(long residentId, Ledger book) {
        return accounts.ofResident(residentId).stream()
                .filter(account -> account.ledger() == book && account.kind() == AccountKind.MEMBER)
                .mapToLong(AccountMapper.Account::balance)
                .sum();
    }
}
