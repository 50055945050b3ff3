package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Customer-service messages (客服消息): only to a known person (40003), only within a window ({@link SendWindows}), text up to 2048 bytes
 * (45002). Text, menus, one article and mini-program cards are shown; others need uploaded media, which the stand-in has none of (40007).
 *
 * <p>There is no key against repeats: what is sent twice arrives twice.
 */
final class CustomerMessages {

    static final int MAX_TEXT_BYTES = 2048;

    private final Persons persons;
    private final SendWindows windows;
    private final Chats chats;

    CustomerMessages(Persons persons, SendWindows windows, Chats chats) {
        this.persons = persons;
        this.windows = windows;
        this.chats = chats;
    }

    void register(Api api) {
        api.post("/cgi-bin/message/custom/send", Api.Token.EITHER, Quotas.NO_LIMIT, 500_000, this::send);
        api.post(
                "/cgi-bin/message/custom/typing",
                Api.Token.EITHER,
                Quotas.NO_LIMIT,
                500_000,
                (call, caller) -> Answer.ok());
    }

    private Answer send(Call call, Credentials caller) {
        var body = call.json();
        var person = persons.byOpenId(caller.account(), Json.field(body, "touser"))
                .orElseThrow(() -> new PlatformError(40003, "invalid openid"));
        var type = Json.field(body, "msgtype");
        var content = content(type, body.path(type));
        requireWindow(person, caller);
        chats.add(person, Message.Kind.CUSTOMER_SERVICE, type, content);
        return Answer.ok();
    }

    private void requireWindow(Person person, Credentials caller) {
        if (caller.account() == Account.MINI_PROGRAM) {
            // Nobody opens the mini-program's own customer-service chat here.
            throw new PlatformError(45015, "response out of time limit or subscription is canceled");
        }
        windows.use(person);
    }

    private static String content(String type, JsonNode part) {
        return switch (type) {
            case "text" -> text(part);
            case "msgmenu" -> menu(part);
            case "news" -> article(part.path("articles"));
            case "miniprogrampage" -> Json.field(part, "title") + "\n" + Json.field(part, "pagepath");
            case "image", "voice", "video", "music", "mpnews", "wxcard" ->
                throw new PlatformError(40007, "invalid media_id");
            default -> throw new PlatformError(40008, "invalid message type");
        };
    }

    private static String text(JsonNode part) {
        var text = Json.field(part, "content");
        if (text.isEmpty()) {
            throw new PlatformError(44004, "empty content");
        }
        if (text.getBytes(UTF_8).length > MAX_TEXT_BYTES) {
            throw new PlatformError(45002, "content size out of limit");
        }
        return text;
    }

    /** A menu in a message is a text whose lines are sent when tapped. */
    private static String menu(JsonNode part) {
        var lines = StreamSupport.stream(part.path("list").spliterator(), false)
                .map(line -> "<a href=\"weixin://bizmsgmenu?msgmenucontent=%s&msgmenuid=%s\">%s</a>"
                        .formatted(Json.field(line, "content"), Json.field(line, "id"), Json.field(line, "content")))
                .collect(Collectors.joining("\n"));
        if (lines.isEmpty()) {
            throw new PlatformError(40035, "invalid argument");
        }
        return Json.field(part, "head_content") + "\n" + lines + "\n" + Json.field(part, "tail_content");
    }

    private static String article(JsonNode articles) {
        if (articles.size() != 1) {
            throw new PlatformError(45008, "article size out of limit");
        }
        var article = articles.path(0);
        return "<a href=\"%s\">%s</a>\n%s"
                .formatted(
                        Json.field(article, "url"), Json.field(article, "title"), Json.field(article, "description"));
    }
}
