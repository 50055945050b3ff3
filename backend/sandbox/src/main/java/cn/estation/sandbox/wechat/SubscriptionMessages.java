package cn.estation.sandbox.wechat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Subscription messages (订阅消息) of the mini-program: to a known person (40003), by a template it has (40037), to a page it has (41030),
 * each field of the template filled within its limits (47003), nothing offensive (45168), and one consent used up (43101). The same
 * message sent twice arrives twice, if there are two consents. Afterwards the platform tells the server what became of it.
 */
final class SubscriptionMessages {

    private static final Set<String> STATES = Set.of("", "formal", "trial", "developer");

    private final Persons persons;
    private final Templates templates;
    private final Pages pages;
    private final Consents consents;
    private final Words words;
    private final Chats chats;
    private final BiConsumer<Person, Map<String, String>> sent;

    /** @param sent is told about each message that arrived */
    SubscriptionMessages(
            Persons persons,
            Templates templates,
            Pages pages,
            Consents consents,
            Words words,
            Chats chats,
            BiConsumer<Person, Map<String, String>> sent) {
        this.persons = persons;
        this.templates = templates;
        this.pages = pages;
        this.consents = consents;
        this.words = words;
        this.chats = chats;
        this.sent = sent;
    }

    void register(Api api) {
        api.post(
                "/cgi-bin/message/subscribe/send",
                Api.Token.MINI_PROGRAM,
                Quotas.NO_LIMIT,
                10_000_000,
                (call, caller) -> send(call.json()));
    }

    private Answer send(JsonNode body) {
        var person = persons.byOpenId(Account.MINI_PROGRAM, Json.field(body, "touser"))
                .orElseThrow(() -> new PlatformError(40003, "invalid openid"));
        var template = templates
                .find(Json.field(body, "template_id"))
                .orElseThrow(() -> new PlatformError(40037, "invalid template_id"));
        var page = Json.field(body, "page");
        if (!page.isEmpty() && !pages.has(page)) {
            throw new PlatformError(41030, "invalid page");
        }
        if (!STATES.contains(Json.field(body, "miniprogram_state"))) {
            throw new PlatformError(40097, "invalid args");
        }
        var shown = shown(template, body.path("data"));
        consents.use(person, template.id());
        chats.add(person, Message.Kind.SUBSCRIPTION, "subscription", template.title(), shown, page);
        var msgId = Codes.digits(18);
        sent.accept(person, event(template, msgId));
        return Answer.json(Map.of("errcode", 0, "errmsg", "ok", "msgid", Long.parseLong(msgId)));
    }

    private Map<String, String> shown(Template template, JsonNode data) {
        var shown = new LinkedHashMap<String, String>();
        template.fields().forEach((key, label) -> {
            var value = Json.field(data.path(key), "value");
            if (value.isEmpty() || !FieldRules.allows(key, value)) {
                throw new PlatformError(47003, "argument invalid! data." + key + ".value invalid");
            }
            if (words.risk(value).risky()) {
                throw new PlatformError(45168, "sensitive content");
            }
            shown.put(label, value);
        });
        return shown;
    }

    private static Map<String, String> event(Template template, String msgId) {
        var entry = new LinkedHashMap<String, String>();
        entry.put("TemplateId", template.id());
        entry.put("MsgID", msgId);
        entry.put("ErrorCode", "0");
        entry.put("ErrorStatus", "success");
        return entry;
    }

    /** What the popup in the mini-program reports, one entry for each template asked for. */
    static List<Map<String, String>> answered(List<String> templateIds, String status) {
        return templateIds.stream()
                .<Map<String, String>>map(id -> {
                    var entry = new LinkedHashMap<String, String>();
                    entry.put("TemplateId", id);
                    entry.put("SubscribeStatusString", status);
                    entry.put("PopupScene", "0");
                    return entry;
                })
                .toList();
    }
}
