package cn.estation.mall.order;

import cn.estation.chat.AccountAnswer;
import cn.estation.kernel.Time;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers in the chat what somebody has redeemed and where it waits: 我兑换了什么, 我的东西在哪领. */
@Component
class RedemptionAnswer implements AccountAnswer {

    private static final Pattern MINE = Pattern.compile(
            ".*(我|本人).{0,8}(兑换|兑了)(过|了|的)?.{0,6}(什么|哪些|东西|记录|商品|礼品|码|在哪|怎么领|到哪).*|.*(我的兑换|我兑换了什么|兑换记录|兑换码).*");
    private static final Pattern POINTS = Pattern.compile(".*(多少|几)?(兑换分|积分).*");
    private static final int SHOWN = 5;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M 月 d 日").withZone(Time.CHINA);

    private final RedemptionMapper redemptions;
    private final Sites sites;

    RedemptionAnswer(RedemptionMapper redemptions, Sites sites) {
        this.redemptions = redemptions;
        this.sites = sites;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        return MINE.matcher(question).matches() && !POINTS.matcher(question).matches()
                ? Optional.of(told(residentId))
                : Optional.empty();
    }

    private String told(long residentId) {
        var latest = redemptions.ofResident(residentId, Long.MAX_VALUE, SHOWN);
        if (latest.isEmpty()) {
            return "您还没有兑换过东西。在小程序的积分超市可以兑换。";
        }
        var places = sites.all(latest.stream().map(Redemption::siteId).toList());
        var lines = latest.stream()
                .map(redemption -> line(redemption, places.get(redemption.siteId())))
                .collect(Collectors.joining("\n"));
        return "您最近的兑换：\n" + lines + "\n领取码只在小程序“我的兑换”里看，不要发给别人。";
    }

    private static String line(Redemption redemption, @Nullable Site site) {
        return "· %s，%d 积分，%s%s"
                .formatted(
                        redemption.itemName(),
                        redemption.price(),
                        redemption.status().title(),
                        redemption.status() == RedemptionStatus.READY ? todo(redemption, site) : "");
    }

    private static String todo(Redemption redemption, @Nullable Site site) {
        var until = DAY.format(redemption.expiresAt());
        if (redemption.kind() == ItemKind.VOUCHER) {
            return "，%s前在“我的兑换”里查看券码".formatted(until);
        }
        return site == null ? "，%s前领取".formatted(until) : "，%s前到%s领取，%s".formatted(until, site.where(), site.hours());
    }
}
