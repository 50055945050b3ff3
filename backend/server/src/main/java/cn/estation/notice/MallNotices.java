package cn.estation.notice;

import cn.estation.kernel.Time;
import cn.estation.mall.ItemRedeemed;
import cn.estation.mall.RedemptionCollected;
import cn.estation.mall.RedemptionReversed;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class MallNotices {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M 月 d 日").withZone(Time.CHINA);

    private final NoticeInbox inbox;

    MallNotices(NoticeInbox inbox) {
        this.inbox = inbox;
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
                        "place", event.pickupPlace()));
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
                "“%s”的兑换已取消，%d 积分已退回。%s".formatted(event.itemName(), event.price(), why),
                Map.of("item", event.itemName(), "price", Long.toString(event.price()), "result", "已退回"));
    }
}
