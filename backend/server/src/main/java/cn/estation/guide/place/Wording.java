package cn.estation.guide.place;

import cn.estation.grid.DayKind;
import cn.estation.grid.OpeningHours.Standing;
import cn.estation.grid.SpokenTime;
import cn.estation.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Says where to go in one to three short sentences that can be read aloud. */
final class Wording {

    private static final String WEEKDAYS = "一二三四五六日";
    private static final Duration SOON = Duration.ofMinutes(30);

    private Wording() {}

    /**
     * What the sentences are about.
     *
     * @param usual where one would go at other times, if this is another place
     * @param holiday name of today's holiday, if it is one
     */
    record Facts(
            Candidate chosen,
            @Nullable Candidate usual,
            String phone,
            @Nullable String holiday,
            @Nullable Integer freeToday,
            @Nullable Instant firstFree,
            boolean assisted) {}

    static String of(Facts facts, Instant now) {
        return where(facts) + state(facts.chosen.standing(), facts.holiday, now) + rest(facts, now);
    }

    private static String where(Facts facts) {
        var chosen = facts.chosen;
        var usual = facts.usual;
        var detour = "";
        if (usual != null) {
            boolean samePoint = usual.point().id() == chosen.point().id();
            var closed = usual.standing().closure();
            detour = (samePoint ? usual.counter().name() : usual.point().name())
                    + "现在没开"
                    + (closed == null ? "" : "（" + closed.reason() + "）")
                    + "，";
        }
        var distance = chosen.metres() == null ? "" : "，离您" + distance(chosen.metres());
        return detour + (usual == null ? "请到" : "可以到") + chosen.point().name()
                + chosen.counter().name() + "，地址：" + chosen.point().address() + distance + "。";
    }

    private static String state(Standing standing, @Nullable String holiday, Instant now) {
        if (standing.open()) {
            var closes = standing.closes();
            if (closes == null) {
                return "现在开着。";
            }
            boolean soon = closes.isBefore(now.plus(SOON));
            return "现在开着，" + (soon ? "但" : "") + moment(closes, now) + (soon ? "就关了，请抓紧。" : "关。");
        }
        var next = standing.next();
        if (next == null) {
            return "最近没有开放安排，请先打电话问问。";
        }
        var closure = standing.closure();
        if (closure != null) {
            return "现在没开（" + closure.reason() + "），" + moment(next, now) + "开。";
        }
        if (day(next).equals(day(now))) {
            boolean hadOpened =
                    standing.today().stream().anyMatch(span -> span.end().compareTo(now) <= 0);
            return (hadOpened ? "现在休息，" : "现在还没开，") + moment(next, now) + "开。";
        }
        return (standing.kind() == DayKind.HOLIDAY ? "今天" + (holiday == null ? "" : holiday) + "放假，" : "现在关了，")
                + moment(next, now)
                + "开。";
    }

    private static String rest(Facts facts, Instant now) {
        var parts = new ArrayList<String>();
        if (facts.freeToday != null && facts.freeToday > 0) {
            parts.add("今天还有" + facts.freeToday + "个号可以约");
        } else if (facts.firstFree != null) {
            parts.add("最早可以约" + moment(facts.firstFree, now));
        }
        if (!facts.phone.isEmpty()) {
            parts.add("电话" + facts.phone);
        }
        if (facts.assisted) {
            parts.add("走不开可以请人上门帮办");
        }
        return parts.isEmpty() ? "" : String.join("，", parts) + "。";
    }

    /** For example 今天下午1点半, 明天上午9点, 10月8日周四上午9点. */
    static String moment(Instant moment, Instant now) {
        var local = LocalDateTime.ofInstant(moment, Time.CHINA);
        var today = day(now);
        var time = SpokenTime.of(local.getHour() * 60 + local.getMinute());
        if (local.toLocalDate().equals(today)) {
            return "今天" + time;
        }
        if (local.toLocalDate().equals(today.plusDays(1))) {
            return local.getHour() + local.getMinute() == 0 ? "今天" + SpokenTime.of(24 * 60) : "明天" + time;
        }
        var year = local.getYear() == today.getYear() ? "" : local.getYear() + "年";
        return year + date(local.toLocalDate()) + time;
    }

    /** For example 10月8日周四. */
    static String date(LocalDate day) {
        return day.getMonthValue() + "月" + day.getDayOfMonth() + "日周"
                + WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1);
    }

    static String distance(int metres) {
        if (metres < 1000) {
            return "约" + Math.max(metres, 10) + "米";
        }
        return "约%s公里"
                .formatted(metres < 10_000 ? "%.1f".formatted(metres / 1000.0).replace(".0", "") : metres / 1000);
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, Time.CHINA);
    }
}
