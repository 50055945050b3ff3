package cn.estation.wechat.callback;

import cn.estation.kernel.Sha256;
import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.IncomingMessage.Kind;
import cn.estation.wechat.MediaChecked;
import cn.estation.wechat.MediaChecked.Suggestion;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A push that is genuine, read into our terms.
 *
 * @param event its lower-case name, or empty for a message
 * @param about what an authorisation event is about
 * @param checked what WeChat thinks of a picture, in an event that says so
 * @param dedupe the same for every try of the same push
 */
record Push(IncomingMessage message, String event, String about, Optional<MediaChecked> checked, String dedupe) {

    /** The platform's own words in the place of a sticker that moves and of other things it does not pass on. */
    private static final Pattern NOT_PASSED_ON = Pattern.compile("[\\[【]收到不支持的消息类型，暂无法显示[]】]");

    private static final Pattern OPENID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,10}");
    private static final Pattern TRACE = Pattern.compile("[0-9A-Za-z_.-]{1,128}");
    private static final Pattern LABEL = Pattern.compile("[0-9]{1,16}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Set<Kind> ANSWERABLE =
            Set.of(Kind.TEXT, Kind.VOICE, Kind.IMAGE, Kind.LOCATION, Kind.FOLLOW, Kind.SCAN, Kind.MENU_CLICK);
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_KEY = 128;

    /** Empty for something that nothing can be done with: no sender, no time. */
    static Optional<Push> of(WechatApp app, Fields fields) {
        var event = fields.get("MsgType").equals("event")
                ? fields.get("Event").strip().toLowerCase(Locale.ROOT)
                : "";
        // The three events about authorisation name the person in OpenID; FromUserName is WeChat itself.
        var named = fields.get("OpenID").strip();
        var openid = isAuthorisation(event) && !named.isEmpty()
                ? named
                : fields.get("FromUserName").strip();
        var time = fields.get("CreateTime").strip();
        if (!OPENID.matcher(openid).matches()
                || !TIME.matcher(time).matches()
                || fields.get("MsgType").isBlank()) {
            return Optional.empty();
        }
        var message = new IncomingMessage(
                app,
                openid,
                kind(fields, event),
                cut(text(fields), LONGEST_TEXT),
                cut(key(fields), LONGEST_KEY),
                Instant.ofEpochSecond(Long.parseLong(time)));
        return Optional.of(new Push(
                message,
                event,
                cut(fields.get("RevokeInfo").strip(), 64),
                checked(fields, event),
                dedupe(fields, message, event)));
    }

    private static Optional<MediaChecked> checked(Fields fields, String event) {
        var trace = fields.get("trace_id").strip();
        if (!event.equals("wxa_media_check") || !TRACE.matcher(trace).matches()) {
            return Optional.empty();
        }
        var error = fields.get("errcode").strip();
        var label = fields.get("result.label").strip();
        return Optional.of(new MediaChecked(
                trace,
                error.isEmpty() || error.equals("0")
                        ? suggestion(fields.get("result.suggest").strip())
                        : Suggestion.FAILED,
                LABEL.matcher(label).matches() ? label : ""));
    }

    private static Suggestion suggestion(String word) {
        return switch (word) {
            case "pass" -> Suggestion.PASS;
            case "risky" -> Suggestion.RISKY;
            case "review" -> Suggestion.REVIEW;
            default -> Suggestion.FAILED;
        };
    }

    boolean wantsAnswer() {
        return ANSWERABLE.contains(message.kind());
    }

    private static boolean isAuthorisation(String event) {
        return event.startsWith("user_authorization_") || event.equals("user_info_modified");
    }

    /** What was written or spoken; of a place its latitude and longitude, and its label behind. */
    private static String text(Fields fields) {
        if (fields.get("MsgType").strip().equalsIgnoreCase("location")) {
            return (fields.get("Location_X").strip() + ","
                            + fields.get("Location_Y").strip() + " " + fields.get("Label"))
                    .strip();
        }
        return fields.get("Content") + fields.get("Recognition");
    }

    private static Kind kind(Fields fields, String event) {
        return switch (fields.get("MsgType").strip().toLowerCase(Locale.ROOT)) {
            case "text" -> NOT_PASSED_ON.matcher(fields.get("Content").strip()).matches() ? Kind.IMAGE : Kind.TEXT;
            case "voice" -> Kind.VOICE;
            case "image", "video", "shortvideo", "link", "file", "emoji", "emotion", "miniprogrampage" -> Kind.IMAGE;
            case "location" -> Kind.LOCATION;
            case "event" -> ofEvent(event);
            default -> Kind.OTHER;
        };
    }

    private static Kind ofEvent(String event) {
        return switch (event) {
            case "subscribe" -> Kind.FOLLOW;
            case "unsubscribe" -> Kind.UNFOLLOW;
            case "scan" -> Kind.SCAN;
            case "click" -> Kind.MENU_CLICK;
            default -> Kind.OTHER;
        };
    }

    private static String key(Fields fields) {
        var key = fields.get("EventKey").strip();
        var scene = key.startsWith("qrscene_") ? key.substring("qrscene_".length()) : key;
        return scene.isEmpty() ? fields.get("bizmsgmenuid").strip() : scene;
    }

    private static String dedupe(Fields fields, IncomingMessage message, String event) {
        var msgId = fields.get("MsgId").strip();
        if (NUMBER.matcher(msgId).matches() && event.isEmpty()) {
            return digest("message", msgId);
        }
        return digest(
                "event",
                message.openid(),
                fields.get("CreateTime").strip(),
                event,
                fields.get("EventKey"),
                fields.get("MsgID"),
                fields.get("trace_id"),
                fields.get("RevokeInfo"),
                event.isEmpty() ? message.text() : "");
    }

    private static String digest(String... parts) {
        return Sha256.hex(String.join("\u0000", parts));
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    @Override
    public String toString() {
        return message + (event.isEmpty() ? "" : " " + event.replaceAll("[^a-z0-9_]", "?"));
    }
}
