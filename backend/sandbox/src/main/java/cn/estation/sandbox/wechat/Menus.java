package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The official account's menu: 1 to 3 buttons (40016), each with up to 5 of its own (40023); names up to 16 and 60 bytes (40018, 40025),
 * keys up to 128 (40019, 40026), addresses up to 1024 (40020, 40027); types that the platform knows (40017); no Unicode escapes (40033).
 * A mini-program button needs the linked mini-program (45064). Reading a menu that is not there is 46003.
 */
final class Menus {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");
    private static final Set<String> WITH_KEY = Set.of(
            "click",
            "scancode_push",
            "scancode_waitmsg",
            "pic_sysphoto",
            "pic_photo_or_album",
            "pic_weixin",
            "location_select");
    private static final Set<String> WITH_MEDIA =
            Set.of("media_id", "view_limited", "article_id", "article_view_limited");

    private final String maAppId;
    private final Changes changes;
    private volatile @Nullable JsonNode published;

    Menus(String maAppId, Changes changes) {
        this.maAppId = maAppId;
        this.changes = changes;
    }

    void register(Api api) {
        var token = Api.Token.OFFICIAL_ACCOUNT;
        api.post("/cgi-bin/menu/create", token, Quotas.NO_LIMIT, 1_000, (call, caller) -> create(call));
        api.get("/cgi-bin/menu/get", token, Quotas.NO_LIMIT, 10_000, (call, caller) -> get());
        api.get("/cgi-bin/menu/delete", token, Quotas.NO_LIMIT, 1_000, (call, caller) -> {
            publish(null);
            return Answer.ok();
        });
    }

    /** What a tap on a button pushes. */
    record Button(String name, String event, Map<String, String> more) {}

    Button button(String key) {
        return Optional.ofNullable(published).stream()
                .flatMap(menu -> menu.path("button").valueStream())
                .flatMap(button -> button.path("sub_button").isEmpty()
                        ? java.util.stream.Stream.of(button)
                        : button.path("sub_button").valueStream())
                .filter(button -> key.equals(Json.field(button, "key"))
                        || key.equals(Json.field(button, "url"))
                        || key.equals(Json.field(button, "pagepath")))
                .map(Menus::pushed)
                .findFirst()
                .orElseGet(() -> new Button(key, "CLICK", Map.of("EventKey", key)));
    }

    @Nullable JsonNode published() {
        return published;
    }

    void publish(@Nullable JsonNode menu) {
        published = menu;
        changes.announce();
    }

    private static Button pushed(JsonNode button) {
        var name = Json.field(button, "name");
        return switch (Json.field(button, "type")) {
            case "view" -> new Button(name, "VIEW", Map.of("EventKey", Json.field(button, "url")));
            case "miniprogram" ->
                new Button(name, "view_miniprogram", Map.of("EventKey", Json.field(button, "pagepath")));
            default -> new Button(name, "CLICK", Map.of("EventKey", Json.field(button, "key")));
        };
    }

    private Answer get() {
        var menu = published;
        if (menu == null) {
            throw new PlatformError(46003, "menu no exist");
        }
        return Answer.json(Map.of("menu", menu));
    }

    private Answer create(Call call) {
        if (ESCAPE.matcher(call.text()).find()) {
            throw new PlatformError(
                    40033, "invalid charset. please check your request, if include \\uxxxx will create fail!");
        }
        var menu = call.json();
        var buttons = menu.path("button");
        requireCount(buttons, 1, 3, 40016, "invalid button size");
        buttons.valueStream().forEach(this::requireTop);
        publish(menu);
        return Answer.ok();
    }

    private void requireTop(JsonNode button) {
        requireName(button, 16, 40018, "invalid button name size");
        var subs = button.path("sub_button");
        if (subs.isEmpty()) {
            requireAction(button, 40019, 40020);
            return;
        }
        requireCount(subs, 1, 5, 40023, "invalid sub button size");
        subs.valueStream().forEach(sub -> {
            requireName(sub, 60, 40025, "invalid sub button name size");
            requireAction(sub, 40026, 40027);
        });
    }

    private void requireAction(JsonNode button, int keyCode, int urlCode) {
        var type = Json.field(button, "type");
        if (WITH_KEY.contains(type)) {
            requireBytes(Json.field(button, "key"), 128, keyCode, "invalid button key size");
        } else if (type.equals("view")) {
            requireUrl(button, urlCode);
        } else if (type.equals("miniprogram")) {
            requireUrl(button, urlCode);
            requireLinked(button);
        } else if (!WITH_MEDIA.contains(type)) {
            throw new PlatformError(40017, "invalid button type");
        }
    }

    private void requireLinked(JsonNode button) {
        if (!maAppId.equals(Json.field(button, "appid"))) {
            throw new PlatformError(45064, "no permission to use weapp in menu");
        }
        requireBytes(Json.field(button, "pagepath"), 1024, 40119, "invalid use button type");
    }

    private static void requireUrl(JsonNode button, int code) {
        var url = Json.field(button, "url");
        requireBytes(url, 1024, code, "invalid button url size");
        if (!url.matches("https?://\\S+")) {
            throw new PlatformError(40055, "invalid button url domain");
        }
    }

    private static void requireName(JsonNode button, int bytes, int code, String message) {
        requireBytes(Json.field(button, "name"), bytes, code, message);
    }

    private static void requireBytes(String text, int bytes, int code, String message) {
        if (text.isEmpty() || text.getBytes(UTF_8).length > bytes) {
            throw new PlatformError(code, message);
        }
    }

    private static void requireCount(JsonNode array, int least, int most, int code, String message) {
        if (!array.isArray() || array.size() < least || array.size() > most) {
            throw new PlatformError(code, message);
        }
    }
}
