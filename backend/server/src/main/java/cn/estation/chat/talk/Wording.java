package cn.estation.chat.talk;

import cn.estation.wechat.ReplyText;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Turns a reply into the text that people see: nothing in it is markup but our own lines to tap. */
@Component
class Wording {

    /** Says on each answer that nobody wrote it just now. */
    static final String MACHINE = "（机器人自动回复）";

    /** Taps on our lines come back with these in front of the guide's number. */
    static final String CHOSEN = "guide-";

    static final String WHOLE = "whole-";

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|weixin://|www\\.)[^\\s，。；、）]*");
    private static final Pattern UNSAFE = Pattern.compile("[\"'<>&#?=%]");

    private final String baseUrl;

    Wording(@Value("${estation.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** For the mini-program, which shows choices and source by itself. */
    String plain(Reply reply) {
        var source = reply.source();
        return clean(reply.text()) + (source == null ? "" : "\n" + clean(source.citation()));
    }

    /** For a WeChat message: within 2,048 bytes, citation and label never cut off. */
    String message(Reply reply) {
        var tail = new StringBuilder();
        int number = 1;
        for (var choice : reply.choices()) {
            tail.append('\n').append(line(number++ + ". " + choice.title(), CHOSEN + choice.guideId()));
        }
        var source = reply.source();
        if (source != null) {
            tail.append('\n').append(clean(source.citation())).append('\n');
            tail.append(line("查看完整指南", WHOLE + source.guideId()));
        }
        if (!reply.choices().isEmpty()) {
            tail.append("\n点一下，或回复序号即可。");
        }
        tail.append('\n').append(MACHINE);
        int room = ReplyText.MOST_BYTES - ReplyText.length(tail.toString());
        return ReplyText.fitted(clean(reply.text()), room) + tail;
    }

    private static String line(String text, String key) {
        var safe = ReplyText.fitted(UNSAFE.matcher(text).replaceAll(""), 120);
        return "<a href=\"weixin://bizmsgmenu?msgmenucontent=%s&msgmenuid=%s\">%s</a>".formatted(safe, key, safe);
    }

    /** Text as text: brackets that no client takes for a tag, and no address but ours. */
    private String clean(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found ->
                        isOurs(found.group()) ? java.util.regex.Matcher.quoteReplacement(found.group()) : "（网址略）")
                .replace('<', '＜')
                .replace('>', '＞');
    }

    private boolean isOurs(String address) {
        return address.equals(baseUrl) || address.startsWith(baseUrl + "/");
    }
}
