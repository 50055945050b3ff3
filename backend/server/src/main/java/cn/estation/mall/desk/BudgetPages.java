package cn.estation.mall.desk;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Time;
import cn.estation.mall.Money;
import cn.estation.mall.shelf.Budgets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What communities may spend on things, in the console. */
@Controller
class BudgetPages {

    static final String HOME = ShelfPages.HOME + "/budget";
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private final Budgets budgets;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    BudgetPages(Budgets budgets, Authority authority, Idempotency idempotency, Clock clock) {
        this.budgets = budgets;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** One budget in words. */
    record Line(long communityId, int year, String limit, String spent, String left, long percent) {

        static Line of(Budgets.Budget budget) {
            return new Line(
                    budget.communityId(),
                    budget.year(),
                    Money.yuan(budget.limitCents()),
                    Money.yuan(budget.spentCents()),
                    Money.yuan(Math.max(0, budget.limitCents() - budget.spentCents())),
                    budget.limitCents() == 0 ? 100 : Math.min(100, budget.spentCents() * 100 / budget.limitCents()));
        }
    }

    @GetMapping(HOME)
    String budgets(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var names = new LinkedHashMap<Long, String>();
        for (GridCell community : authority.communities(staff, Permission.MANAGE_MALL)) {
            names.put(community.id(), community.name());
        }
        model.addAttribute(
                "budgets", budgets.of(names.keySet()).stream().map(Line::of).toList());
        model.addAttribute("communities", names);
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        var due = budgets.due(names.keySet(), today);
        model.addAttribute("due", due);
        model.addAttribute(
                "year", due.isEmpty() ? today.getYear() : due.getFirst().year());
        return "mall/budget";
    }

    @PostMapping(HOME)
    String set(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String communityId,
            @RequestParam @Nullable Integer year,
            @RequestParam(defaultValue = "") String yuan,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_MALL);
        long community = Id.valueOf(communityId).value();
        authority.require(staff, Permission.MANAGE_MALL, community);
        if (year == null || year < 2020 || year > 2100) {
            throw new BadInput("年度应为四位数字。");
        }
        long cents = cents(yuan);
        idempotency.once(staff, "mall.budget", requestKey, List.of(community, year, cents), Id.class, () -> {
            budgets.set(staff, community, year, cents);
            return Id.of(community);
        });
        flash.addFlashAttribute("toast", "预算已保存。");
        return "redirect:" + HOME;
    }

    private static long cents(String yuan) {
        if (!yuan.strip().matches("[0-9]{1,10}(\\.[0-9]{1,2})?")) {
            throw new BadInput("预算应为不小于 0 的金额，最多两位小数。");
        }
        var amount = new BigDecimal(yuan.strip());
        if (amount.compareTo(MOST) > 0) {
            throw new BadInput("预算太大，请核对。");
        }
        return Money.cents(amount);
    }
}
