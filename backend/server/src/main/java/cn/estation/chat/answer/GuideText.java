package cn.estation.chat.answer;

import cn.estation.guide.PublishedGuide;
import java.util.List;

/** A guide in a few lines: what to bring, where to go; and, when asked for the whole, how it is done. */
final class GuideText {

    private GuideText() {}

    static String of(PublishedGuide guide, boolean whole) {
        var text = new StringBuilder("【").append(guide.title()).append("】");
        line(text, "", guide.summary());
        if (whole) {
            line(text, "谁能办：", guide.eligibility());
        }
        list(text, "要带：", guide.documents());
        line(text, "到哪办：", guide.where());
        line(text, "时间：", guide.hours());
        line(text, "电话：", guide.phone());
        line(text, "费用：", guide.fee());
        line(text, "多久办好：", guide.timeLimit());
        if (whole) {
            list(text, "怎么办：", guide.steps());
            line(text, "办理机构：", guide.handlingBody());
            var basis = guide.legalBasis();
            line(text, "法律依据：", basis == null ? "" : basis);
        }
        return text.append("\n指南编号：").append(guide.guideId()).toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isBlank()) {
            text.append('\n').append(label).append(value);
        }
    }

    private static void list(StringBuilder text, String label, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        text.append('\n').append(label);
        int number = 1;
        for (var value : values) {
            text.append("\n").append(number++).append(") ").append(value);
        }
    }
}
