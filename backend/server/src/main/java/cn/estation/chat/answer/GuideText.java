package cn.estation.chat.answer;

import cn.estation.guide.PublishedGuide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guide in a few lines: what to bring, where to go; and, when asked for the whole, how it is done. */
public final class GuideText {

    private GuideText() {}

    /** @param directions where this person goes at this moment; without them the guide's own words */
    public static String brief(PublishedGuide guide, @Nullable String directions) {
        var text = new StringBuilder("【").append(guide.title()).append("】");
        line(text, "", guide.summary());
        list(text, "要带：", guide.documents());
        line(text, "", directions == null ? place(guide) : directions);
        line(text, "费用：", guide.fee());
        line(text, "多久办好：", guide.timeLimit());
        return text.toString();
    }

    static String whole(PublishedGuide guide) {
        var text = new StringBuilder("【").append(guide.title()).append("】");
        line(text, "", guide.summary());
        line(text, "谁能办：", guide.eligibility());
        list(text, "要带：", guide.documents());
        line(text, "", place(guide));
        line(text, "费用：", guide.fee());
        line(text, "多久办好：", guide.timeLimit());
        list(text, "怎么办：", guide.steps());
        line(text, "办理机构：", guide.handlingBody());
        var basis = guide.legalBasis();
        line(text, "法律依据：", basis == null ? "" : basis);
        return text.toString();
    }

    /** Address, hours and phone as the guide has them. */
    static String place(PublishedGuide guide) {
        var text = new StringBuilder();
        line(text, "到哪办：", guide.where());
        line(text, "时间：", guide.hours());
        line(text, "电话：", guide.phone());
        return text.toString().strip();
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
