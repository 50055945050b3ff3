package cn.estation.sandbox.wechat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The mini-program's unlimited codes: a scene of 1 to 32 allowed characters (40169), a page that is published, without a leading slash or
 * a query (41030), a width of 280 to 1280 (40097), 5000 a minute. The answer is a picture, or JSON when it is refused.
 */
final class MiniProgramCodes {

    private static final Pattern SCENE = Pattern.compile("[0-9a-zA-Z!#$&'()*+,/:;=?@\\-._~]{1,32}");
    private static final Set<String> VERSIONS = Set.of("", "release", "trial", "develop");

    private final Pages pages;
    private final Changes changes;
    private final List<Code> drawn = new ArrayList<>();

    MiniProgramCodes(Pages pages, Changes changes) {
        this.pages = pages;
        this.changes = changes;
    }

    void register(Api api) {
        api.post(
                "/wxa/getwxacodeunlimit",
                Api.Token.MINI_PROGRAM,
                5_000,
                Quotas.NO_LIMIT,
                (call, caller) -> draw(call.json()));
    }

    private Answer draw(JsonNode body) {
        var scene = Json.field(body, "scene");
        if (!SCENE.matcher(scene).matches()) {
            throw new PlatformError(40169, "invalid length for scene, or the data is not json string");
        }
        var page = Json.field(body, "page");
        requirePage(page, body.path("check_path").asBoolean(true));
        int width = body.path("width").asInt(430);
        if (width < 280 || width > 1280 || !VERSIONS.contains(Json.field(body, "env_version"))) {
            throw new PlatformError(40097, "invalid args");
        }
        remember(new Code(scene, page));
        return Answer.png(QrImage.png("wxacode:" + page + "?scene=" + scene, width));
    }

    private void requirePage(String page, boolean checked) {
        if (page.startsWith("/") || page.contains("?") || checked && !page.isEmpty() && !pages.has(page)) {
            throw new PlatformError(41030, "invalid page hint");
        }
    }

    private void remember(Code code) {
        synchronized (this) {
            if (drawn.contains(code)) {
                return;
            }
            drawn.add(code);
        }
        changes.announce();
    }

    synchronized List<Code> drawn() {
        return List.copyOf(drawn);
    }

    synchronized void restore(List<Code> earlier) {
        drawn.addAll(earlier);
    }

    record Code(String scene, String page) {}
}
