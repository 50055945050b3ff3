package cn.estation.guide.lint;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Opening hours as they are written: days, then times, groups parted by semicolons; remarks in brackets do not count. */
final class HoursText {

    private static final Pattern REMARKS =
            Pattern.compile("（[^（）]*）|\\([^()]*\\)|[，,]?(法定)?节假日(除外|休息|不办公|顺延)|[，,]?周[六日末].{0,3}休息");
    private static final String DAY = "(周|星期|礼拜)[一二三四五六日天末]";
    private static final String DAYS = "(" + DAY + "([至到-]" + DAY + ")?([、和及]" + DAY + "([至到-]" + DAY + ")?)*"
            + "|每天|每日|全年|工作日|法定工作日|节假日|(工作日)?(上午|下午))";
    private static final String TIME = "([01]?[0-9]|2[0-4])[:：][0-5][0-9]";
    private static final String SPAN = "(上午|下午|晚上)?" + TIME + "[-–—~～至到]" + TIME;
    private static final Pattern ALL_DAY = Pattern.compile(DAYS + "?(24小时|全天)(服务|办理|开放)?");
    private static final Pattern GROUP = Pattern.compile(DAYS + "?[:：，,]?" + SPAN + "([、，,和及]?" + SPAN + ")*");
    private static final Pattern SPANS = Pattern.compile("(" + TIME + ")[-–—~～至到](" + TIME + ")");

    private HoursText() {}

    static boolean isUnderstood(String hours) {
        var bare = REMARKS.matcher(hours.replaceAll("\\s+", "")).replaceAll("");
        var groups = Arrays.stream(bare.split("[；;。]|(?<=[0-9])[，,](?=周|星期|每|工作日|节假日)"))
                .filter(group -> !group.isEmpty())
                .toList();
        return !groups.isEmpty() && groups.stream().allMatch(HoursText::isGroup);
    }

    private static boolean isGroup(String group) {
        return ALL_DAY.matcher(group).matches() || (GROUP.matcher(group).matches() && forwards(group));
    }

    /** Every span ends after it begins. */
    private static boolean forwards(String group) {
        return SPANS.matcher(group).results().allMatch(span -> {
            var from = time(span.group(1));
            var to = time(span.group(3));
            return from < to;
        });
    }

    private static int time(String text) {
        var parts = text.split("[:：]");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }
}
