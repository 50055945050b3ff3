package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Writes messages and events in the platform's shapes: XML for the official account, JSON for the mini-program. */
final class Events {

    private final StandInSettings settings;
    private final Clock clock;
    private final AtomicLong msgIds;

    Events(StandInSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
        // Never used twice, also across restarts.
        this.msgIds = new AtomicLong(clock.millis() * 10_000);
    }

    /** @param menuId the tapped line of a menu in a message, or empty for typed text */
    String text(Person person, String text, String menuId, PushOptions options) {
        var message = head(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), "text", options);
        message.put("Content", text);
        message.put("MsgId", msgId(options));
        if (!menuId.isEmpty()) {
            message.put("bizmsgmenuid", menuId);
        }
        return Xml.write(message);
    }

    /** A message that is no text, such as image or voice. */
    String media(Person person, String type, PushOptions options) {
        var message = head(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), type, options);
        message.put("MediaId", Codes.random(64));
        message.put("MsgId", msgId(options));
        return Xml.write(message);
    }

    /** A place on the map, as the platform writes it: X is the latitude. */
    String location(Person person, double latitude, double longitude, String label, PushOptions options) {
        var message = head(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), "location", options);
        message.put("Location_X", latitude);
        message.put("Location_Y", longitude);
        message.put("Scale", 16);
        message.put("Label", label);
        message.put("MsgId", msgId(options));
        return Xml.write(message);
    }

    /** A voice message; the platform's recognition of it may be missing. */
    String voice(Person person, String recognised, PushOptions options) {
        var message = head(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), "voice", options);
        message.put("MediaId", Codes.random(64));
        message.put("Format", "amr");
        if (!recognised.isEmpty()) {
            message.put("Recognition", recognised);
        }
        message.put("MsgId", msgId(options));
        return Xml.write(message);
    }

    String event(Person person, String event, Map<String, ?> more, PushOptions options) {
        var message = head(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), "event", options);
        message.put("Event", event);
        message.putAll(more);
        return Xml.write(message);
    }

    /**
     * Somebody changed or took back what the account may know of them. The platform puts an id of its own into FromUserName; the person
     * is in OpenID.
     */
    String authorisation(Account account, Person person, String event, String info, PushOptions options) {
        var message = head(account, "oPlatformItself0000000000000", "event", options);
        message.put("Event", event);
        message.put("OpenID", person.openId(account));
        message.put("AppID", settings.credentials(account).appId());
        message.put("RevokeInfo", info);
        return account == Account.OFFICIAL_ACCOUNT ? Xml.write(message) : Json.text(message);
    }

    /** An event of the mini-program whose List is an object for one entry and an array for several. */
    String subscription(Person person, String event, List<Map<String, String>> entries, PushOptions options) {
        var message = head(Account.MINI_PROGRAM, person.maOpenId(), "event", options);
        message.put("Event", event);
        message.put("List", entries.size() == 1 ? entries.getFirst() : entries);
        return Json.text(message);
    }

    /** What the platform thinks of a picture. It has no MsgId, and the label is a text here. */
    String mediaCheck(Person person, String trace, String suggest, int label, int errcode) {
        var message = head(Account.MINI_PROGRAM, person.maOpenId(), "event", PushOptions.genuine());
        message.put("Event", "wxa_media_check");
        message.put("appid", settings.credentials(Account.MINI_PROGRAM).appId());
        message.put("trace_id", trace);
        message.put("version", 2);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("strategy", "content_model");
        detail.put("errcode", errcode);
        detail.put("suggest", suggest);
        detail.put("label", label);
        detail.put("prob", 90);
        message.put("detail", List.of(detail));
        message.put("result", Map.of("suggest", suggest, "label", Integer.toString(label)));
        message.put("errcode", errcode);
        message.put("errmsg", errcode == 0 ? "ok" : "download failed");
        return Json.text(message);
    }

    private Map<String, Object> head(Account account, String from, String type, PushOptions options) {
        var created = Objects.requireNonNullElse(options.createdAt(), now());
        var to = Objects.requireNonNullElse(
                options.toUserName(), settings.credentials(account).originalId());
        var message = new LinkedHashMap<String, Object>();
        message.put("ToUserName", to);
        message.put("FromUserName", from);
        message.put("CreateTime", created.getEpochSecond());
        message.put("MsgType", type);
        return message;
    }

    private long msgId(PushOptions options) {
        return options.msgId() == 0 ? msgIds.incrementAndGet() : options.msgId();
    }

    private Instant now() {
        return clock.instant();
    }
}
