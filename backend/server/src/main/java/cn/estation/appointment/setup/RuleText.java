package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of something that can be booked, in words, so that before and after can be compared line by line. */
final class RuleText {

    private RuleText() {}

    static Map<String, String> of(Bookable one, Collection<String> guides) {
        return of(
                new BookableDraft(
                        one.cellId(),
                        one.kind(),
                        one.title(),
                        one.description(),
                        one.place(),
                        one.phone(),
                        one.pointId(),
                        one.counterId(),
                        one.leadMinutes(),
                        one.horizonDays(),
                        one.opensMinute(),
                        one.cutoffMinutes(),
                        one.perDay(),
                        one.perWeek(),
                        one.perOpen(),
                        one.onePerHousehold(),
                        one.approval(),
                        one.preCheck(),
                        java.util.Set.of()),
                guides);
    }

    static Map<String, String> of(BookableDraft one, Collection<String> guides) {
        var text = new LinkedHashMap<String, String>();
        text.put("名称", one.title());
        text.put("种类", one.kind().title());
        text.put("说明", one.description());
        text.put("地点", one.place());
        text.put("电话", one.phone());
        text.put("办哪些事", guides.isEmpty() ? "什么都可以约" : String.join("、", guides));
        text.put("最晚提前", one.leadMinutes() + " 分钟");
        text.put("放号", "提前 %d 天，%s".formatted(one.horizonDays(), SessionText.time(one.opensMinute())));
        text.put("临时取消", "开始前 " + one.cutoffMinutes() + " 分钟以内");
        text.put("每人每天", most(one.perDay()));
        text.put("每人每周", most(one.perWeek()));
        text.put("每人未完成", most(one.perOpen()));
        text.put("每户每天一个号", one.onePerHousehold() ? "是" : "否");
        text.put("要工作人员同意", one.approval() ? "是" : "否");
        text.put("来之前核对", String.join("；", List.of(one.preCheck().split("\n"))));
        return text;
    }

    private static String most(@Nullable Integer most) {
        return most == null ? "不限" : "最多 " + most + " 个";
    }
}
