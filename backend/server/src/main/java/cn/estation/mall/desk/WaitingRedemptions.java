package cn.estation.mall.desk;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.Time;
import cn.estation.mall.order.Orders;
import cn.estation.mall.order.RedemptionStatus;
import cn.estation.mall.shelf.Budgets;
import cn.estation.mall.shelf.Shelving;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What waits in the mall: things to hand over, returns to decide, shelves to fill and budgets to set. */
@Configuration(proxyBeanMethods = false)
class WaitingRedemptions {

    @Bean
    WaitingWork redemptionsToCollect(Orders orders, Authority authority) {
        return staff -> count(
                staff,
                authority,
                "兑换待领取",
                ShelfPages.HOME + "/redemptions?status=READY",
                70,
                communities -> orders.count(communities, RedemptionStatus.READY));
    }

    @Bean
    WaitingWork returnsToDecide(Orders orders, Authority authority) {
        return staff -> count(
                staff,
                authority,
                "退货待处理",
                ShelfPages.HOME + "/redemptions?status=RETURN_ASKED",
                45,
                communities -> orders.count(communities, RedemptionStatus.RETURN_ASKED));
    }

    @Bean
    WaitingWork shelvesToFill(Shelving shelving, Authority authority) {
        return staff -> count(staff, authority, "商品待补货", ShelfPages.HOME + "?state=low", 65, shelving::low);
    }

    @Bean
    WaitingWork budgetsToSet(Budgets budgets, Authority authority, Clock clock) {
        return staff -> count(
                staff,
                authority,
                "预算待定",
                BudgetPages.HOME,
                60,
                communities -> budgets.due(communities, LocalDate.ofInstant(clock.instant(), Time.CHINA))
                        .size());
    }

    private static Optional<WaitingWork.Waiting> count(
            Staff staff,
            Authority authority,
            String title,
            String path,
            int order,
            ToLongFunction<List<Long>> counted) {
        if (!staff.may(Permission.MANAGE_MALL)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.MANAGE_MALL);
        return Optional.of(new WaitingWork.Waiting(title, counted.applyAsLong(communities), path, order));
    }
}
