package cn.estation.notice;

import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Time;
import cn.estation.mall.ItemRedeemed;
import cn.estation.mall.RedemptionCollected;
import cn.estation.mall.RedemptionReversed;
import cn.estation.mall.ReturnRefused;
import cn.estation.mall.StockLow;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class MallNotices {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M 月 d 日").withZone(Time.CHINA);

    private final NoticeInbox inbox;
    private final Crews crews;
    private final StaffResidents staff;

    MallNotices(NoticeInbox inbox, Crews crews, StaffResidents staff) {
        this.inbox = inbox;
        this.crews = crews;
        this.staff = staff;
    }

    @ApplicationModuleListener
    void on(ItemRedeemed event) {
        inbox.put(
                event.residentId(),
                NoticeKind.ITEM_REDEEMED,
                "redemption:" + event.redemptionId(),
                "您已用 %d 积分兑换“%s”，请在 %s前到%s领取。"
                        .formatted(event.price(), event.itemName(), DAY.format(event.expiresAt()), event.pickupPlace()),
                Map.of(
                        "item", event.itemName(),
                        "price", Long.toString(event.price()),
                        "place", event.pickupPlace(),
                        "result", "待领取"));
    }

    @ApplicationModuleListener
    void on(RedemptionCollected event) {
        inbox.put(
                event.residentId(),
                NoticeKind.REDEMPTION_COLLECTED,
                "collected:" + event.redemptionId(),
                "您兑换的“%s”已领取。不是您本人领的，请马上联系社区。".formatted(event.itemName()),
                Map.of("item", event.itemName(), "result", "已领取"));
    }

    @ApplicationModuleListener
    void on(RedemptionReversed event) {
        var why = event.reason().isBlank() ? "" : "原因：" + event.reason() + "。";
        inbox.put(
                event.residentId(),
                NoticeKind.REDEMPTION_REVERSED,
                "reversed:" + event.redemptionId(),
                "“%s”%s，%d 积分已退回。%s".formatted(event.itemName(), how(event.how()), event.price(), why),
                Map.of("item", event.itemName(), "price", Long.toString(event.price()), "result", "已退回"));
    }

    private static String how(String how) {
        return switch (how) {
            case "EXPIRED" -> "过期未领";
            case "RETURNED" -> "已退货";
            default -> "的兑换已取消";
        };
    }

    @ApplicationModuleListener
    void on(ReturnRefused event) {
        inbox.put(
                event.residentId(),
                NoticeKind.RETURN_REFUSED,
                "return-refused:" + event.redemptionId(),
                "您申请退的“%s”没有同意。原因：%s。".formatted(event.itemName(), event.reason()),
                Map.of("item", event.itemName(), "result", "未同意"));
    }

    /** Those who keep this community's shelf, as far as they are residents too. The console counts it for all of them. */
    @ApplicationModuleListener
    void on(StockLow event) {
        var left = event.left() == 0 ? "没有了" : "只剩 %d 件了".formatted(event.left());
        crews.at(List.of(event.communityId()), Permission.MANAGE_MALL).stream()
                .map(Crews.Post::staffId)
                .distinct()
                .flatMap(id -> staff.residentOf(id).stream())
                .forEach(keeper -> inbox.put(
                        keeper,
                        NoticeKind.STOCK_LOW,
                        "stock-low:" + event.eventId(),
                        "“%s”%s，请到管理后台“积分超市”补货。".formatted(event.itemName(), left),
                        Map.of("item", event.itemName(), "left", Integer.toString(event.left()))));
    }
}
