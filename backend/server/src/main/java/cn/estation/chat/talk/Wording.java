package cn.estation.chat.talk;

import cn.estation.wechat.ReplyText;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Turns a reply into the text that people see: nothing in it is markup but our own lines to tap. */
@Component
public class Wording {

    /** Says on each answer that nobody wrote it just now. */
    public static final String MACHINE = "（机器人自动回复）";

    /** Says that somebody did. */
    public static final String PERSON = "（工作人员回复）";

    static final String WHOLE = "whole-";

    private static final String MORE_THAN_NAMES = "(?:[/:?#][^\\s，。；、）】》“”]*)?";
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]{1,20}:/{1,3}|javascript:|data:text|www\\.)[^\\s，。；、）】》“”]*"
                    + "|(?<![A-Za-z0-9@._-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}(?![A-Za-z0-9])"
                    + MORE_THAN_NAMES);
    private static final Pattern UNSAFE = Pattern.compile("[\"'<>&#?=%]");
    private static final int ROOM_FOR_CHOICES = 1200;
    private static final int LONGEST_NUMBERED = 90;
    private static final String LEFT_OUT = "（网址略）";

    private final String baseUrl;
    private final ChatSettings settings;

    Wording(@Value("${estation.base-url}") String baseUrl, ChatSettings settings) {
        this.baseUrl = baseUrl;
        this.settings = settings;
    }

    /** For the mini-program, which shows choices and source by itself. */
    String plain(Reply reply) {
        var source = reply.source();
        return (clean(reply.text())
                        + (source == null ? "" : "\n" + clean(source.citation()))
                        + (reply.ask().isEmpty() ? "" : "\n" + clean(reply.ask())))
                .strip();
    }

    /** For a WeChat message: within 2,048 bytes, citation, question and label never cut off. */
    String message(Reply reply) {
        var tail = new StringBuilder();
        var source = reply.source();
        if (source != null) {
            tail.append('\n').append(clean(source.citation()));
            if (reply.kind() == Reply.Kind.GUIDE) {
                tail.append('\n').append(line("查看完整指南", WHOLE + source.guideId()));
            }
        }
        if (!reply.ask().isEmpty()) {
            tail.append('\n').append(ReplyText.fitted(clean(reply.ask()), 300));
        }
        tail.append(choices(reply.choices()));
        tail.append('\n').append(MACHINE);
        int room = ReplyText.MOST_BYTES - ReplyText.length(tail.toString());
        return ReplyText.fitted(clean(reply.text()), room) + tail;
    }

    /** Lines to tap; where they are too many for one message, lines to answer by number. */
    private static String choices(List<Reply.Choice> choices) {
        if (choices.isEmpty()) {
            return "";
        }
        var taps = new StringBuilder();
        var numbers = new StringBuilder();
        int number = 1;
        for (var choice : choices) {
            var text = number++ + ". " + choice.title();
            taps.append('\n').append(line(text, choice.key()));
            numbers.append('\n').append(ReplyText.fitted(UNSAFE.matcher(text).replaceAll(""), LONGEST_NUMBERED));
        }
        return ReplyText.length(taps.toString()) <= ROOM_FOR_CHOICES ? taps + "\n点一下，或回复序号即可。" : numbers + "\n回复序号即可。";
    }

    private static String line(String text, String key) {
        var safe = ReplyText.fitted(UNSAFE.matcher(text).replaceAll(""), 120);
        return "<a href=\"weixin://bizmsgmenu?msgmenucontent=%s&msgmenuid=%s\">%s</a>".formatted(safe, key, safe);
    }

    /** Text as text: brackets that no client takes for a tag, and no address but ours and those that are allowed. */
    public String clean(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(isAllowed(found.group()) ? found.group() : LEFT_OUT))
                .replace('<', '＜')
                .replace('>', '＞');
    }

    private boolean isAllowed(String address) {
        return address.equals(baseUrl) || address.startsWith(baseUrl + "/") || isAllowedHost(address);
    }

    /** Over TLS, to exactly this host, on its own port, without anything that looks like another one. */
    private boolean isAllowedHost(String address) {
        try {
            var uri = URI.create(address.contains("://") ? address : "https://" + address);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() == -1
                    && address.indexOf('\\') < 0
                    && settings.allowedHosts().stream().anyMatch(uri.getHost()::equalsIgnoreCase);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
