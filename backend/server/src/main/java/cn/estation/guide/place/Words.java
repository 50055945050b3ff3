package cn.estation.guide.place;

import cn.estation.grid.OpeningHours.Span;
import cn.estation.grid.OpeningHours.Standing;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How the console says whether a place is open.
 *
 * @param now the moment the page is drawn
 */
record Words(Instant now) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    public String state(@Nullable Standing standing) {
        if (standing == null) {
            return "不对外开放";
        }
        if (standing.open()) {
            var closes = standing.closes();
            return closes == null ? "开着" : "开着，" + Wording.moment(closes, now) + "关";
        }
        var next = standing.next();
        var closure = standing.closure();
        var why = closure == null ? "" : "（" + closure.reason() + "）";
        return next == null ? "没有开放安排" + why : "没开" + why + "，" + Wording.moment(next, now) + "开";
    }

    public String tone(@Nullable Standing standing) {
        return standing == null ? "idle" : standing.open() ? "good" : standing.closure() == null ? "idle" : "bad";
    }

    /** For example {@code 9:00-12:00}; past midnight {@code 22:00-次日2:00}. */
    static String span(Span span) {
        boolean sameDay = span.to().toLocalDate().equals(span.from().toLocalDate());
        boolean midnight =
                span.to().equals(span.from().toLocalDate().plusDays(1).atStartOfDay());
        return CLOCK.format(span.from()) + "-" + (midnight ? "24:00" : (sameDay ? "" : "次日") + CLOCK.format(span.to()));
    }
}
