package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Refusal;
import cn.estation.mall.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a community may spend on things in a year, in fen of money. A community that never had a budget spends without one;
 * one that had a budget in an earlier year spends nothing until it has this year's.
 */
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

    /** A year for which a community that keeps budgets has none. */
    public record Due(long communityId, int year) {}

    /**
     * Out of which budget things are paid in a year, absent for a community that never had one.
     *
     * @throws BudgetNotSet if there was one in an earlier year, but there is none for this
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Budget> payingIn(int year, long communityId) {
        var latest = budgets.latest(communityId, year);
        if (latest != null && latest.year() < year) {
            throw new BudgetNotSet();
        }
        return Optional.ofNullable(latest);
    }

    /** The budgets to set by a day: this year's, and from December on the next year's. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Due> due(Collection<Long> communities, LocalDate day) {
        if (communities.isEmpty()) {
            return List.of();
        }
        return Stream.of(day.getYear(), day.plusMonths(1).getYear())
                .distinct()
                .flatMap(year -> budgets.without(communities, year).stream().map(community -> new Due(community, year)))
                .toList();
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

    public static final class BudgetNotSet extends Refusal {
        BudgetNotSet() {
            super(HttpStatus.CONFLICT, "budget-not-set", "今年预算未定，请联系社区。");
        }
    }

    public static final class BudgetSpent extends Refusal {
        BudgetSpent() {
            super(HttpStatus.CONFLICT, "budget-spent", "本社区今年的兑换物资已用完预算，请留意社区通知。");
        }
    }
}
