package cn.estation.sandbox.wechat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The text check (msg_sec_check, version 2, as number or text): the author must be known (40003) and have opened the mini-program within
 * two hours (61010), the scene is 1 to 4 (40129), the text up to 2500 characters (45002).
 *
 * <p>The picture check (media_check_async) answers with a trace id; {@link PictureCheck} fetches the picture and pushes what it thinks.
 *
 * <p>As at the platform, a text sent in {@code \\uXXXX} escapes passes unread: callers must send real UTF-8.
 */
final class ContentCheck {

    private static final int MAX_CHARACTERS = 2500;
    private static final Pattern ESCAPED_HAN = Pattern.compile("\\\\u[4-9][0-9a-fA-F]{3}");

    private final Persons persons;
    private final Words words;
    private final PictureCheck pictures;

    ContentCheck(Persons persons, Words words, PictureCheck pictures) {
        this.persons = persons;
        this.words = words;
        this.pictures = pictures;
    }

    void register(Api api) {
        api.post("/wxa/msg_sec_check", Api.Token.MINI_PROGRAM, 4_000, 2_000_000, (call, caller) -> check(call));
        api.post("/wxa/media_check_async", Api.Token.MINI_PROGRAM, 2_000, 200_000, (call, caller) -> look(call));
    }

    private Answer look(Call call) {
        var body = call.json();
        if (Json.field(body, "media_url").isEmpty()) {
            throw new PlatformError(44002, "empty post data");
        }
        if (body.path("media_type").asInt(0) != 2) {
            throw new PlatformError(40004, "invalid media type");
        }
        var trace = trace();
        pictures.start(author(body), Json.field(body, "media_url"), trace);
        var answer = new LinkedHashMap<String, Object>(Json.ok());
        answer.put("trace_id", trace);
        return Answer.json(answer);
    }

    private Person author(JsonNode body) {
        if (!Json.field(body, "version").equals("2")) {
            throw new PlatformError(40097, "invalid args, version must be 2");
        }
        int scene = body.path("scene").asInt(0);
        if (scene < 1 || scene > 4) {
            throw new PlatformError(40129, "invalid scene");
        }
        var author = persons.byOpenId(Account.MINI_PROGRAM, Json.field(body, "openid"))
                .orElseThrow(() -> new PlatformError(40003, "invalid openid"));
        if (!persons.visitedLately(author)) {
            throw new PlatformError(61010, "code is expired");
        }
        return author;
    }

    private static String trace() {
        return Codes.hex(8) + "-" + Codes.hex(8) + "-" + Codes.hex(8);
    }

    private Answer check(Call call) {
        var body = call.json();
        var content = content(body);
        author(body);
        boolean unread = ESCAPED_HAN.matcher(call.text()).find();
        var text = String.join(
                " ", content, Json.field(body, "title"), Json.field(body, "nickname"), Json.field(body, "signature"));
        return verdict(words.risk(unread ? "" : text));
    }

    private static String content(JsonNode body) {
        var content = Json.field(body, "content");
        if (content.isEmpty()) {
            throw new PlatformError(44002, "empty post data");
        }
        if (content.codePointCount(0, content.length()) > MAX_CHARACTERS) {
            throw new PlatformError(45002, "content size out of limit");
        }
        return content;
    }

    private static Answer verdict(Words.Verdict verdict) {
        var model = new LinkedHashMap<String, Object>();
        model.put("strategy", "content_model");
        model.put("errcode", 0);
        model.put("suggest", verdict.suggest());
        model.put("label", verdict.label());
        model.put("prob", 90);
        var keyword = new LinkedHashMap<String, Object>();
        keyword.put("strategy", "keyword");
        keyword.put("errcode", 0);
        keyword.put("suggest", verdict.suggest());
        keyword.put("label", verdict.label());
        keyword.put("keyword", verdict.keyword());
        keyword.put("level", verdict.risky() ? 90 : 20);
        var answer = new LinkedHashMap<String, Object>(Json.ok());
        answer.put("detail", verdict.keyword().isEmpty() ? List.of(model) : List.of(model, keyword));
        answer.put("trace_id", trace());
        answer.put("result", Map.of("suggest", verdict.suggest(), "label", verdict.label()));
        return Answer.json(answer);
    }
}
