package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Refusal;
import cn.estation.mall.Money;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a community may spend on things in a year, in fen of money. Without a budget nothing is counted. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Budgets {

    /** @param spentCents the cost of what was redeemed since the budget was made and not given back */
    public record Budget(long id, long communityId, int year, long limitCents, long spentCents) {}

    private final BudgetMapper budgets;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;

    Budgets(BudgetMapper budgets, Authority authority, AuditTrail audit, Ids ids) {
        this.budgets = budgets;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Budget> of(long communityId, int year) {
        return Optional.ofNullable(budgets.of(communityId, year));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Budget> of(Collection<Long> communities) {
        return communities.isEmpty() ? List.of() : budgets.inCommunities(communities);
    }

    /**
     * Says what a community may spend in a year. Below what is spent already, nothing more can be redeemed.
     *
     * @throws cn.estation.kernel.NotFound if the community is not the staff member's
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    public void set(Staff staff, long communityId, int year, long cents) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        if (budgets.add(ids.next(), communityId, year, cents) == 0) {
            budgets.limit(communityId, year, cents);
        }
        audit.record(
                staff,
                communityId,
                "mall.budget",
                "community:" + communityId,
                "%d 年物资预算定为 %s 元。".formatted(year, Money.yuan(cents)));
    }

    /**
     * Spends the cost of one unit. Every buyer of the community waits on this row: the caller asks for it late.
     *
     * @throws BudgetSpent if that is more than is left
     */
    public void spend(Budget budget, long cents) {
        if (budgets.spend(budget.id(), cents) == 0) {
            throw new BudgetSpent();
        }
    }

    /** A unit came back, or was never handed over. */
    public void giveBack(long budgetId, long cents) {
        if (budgets.giveBack(budgetId, cents) == 0) {
            throw new IllegalStateException("budget " + budgetId + " has not spent " + cents);
        }
    }

    public static final class BudgetSpent extends Refusal {
        BudgetSpent() {
            super(HttpStatus.CONFLICT, "budget-spent", "本社区今年的兑换物资已用完预算，请留意社区通知。");
        }
    }
}
