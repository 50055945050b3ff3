package cn.estation.wechat.menu;

import cn.estation.wechat.MenuButton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A menu as WeChat wants it: up to three buttons, each with up to five of its own. */
public final class MenuFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> WITH_KEY = Set.of("click", "scancode_push", "scancode_waitmsg", "location_select");

    private final JsonNode menu;
    private final List<String> faults = new ArrayList<>();

    private MenuFile(JsonNode menu) {
        this.menu = menu;
    }

    public static MenuFile of(String json) {
        MenuFile file;
        try {
            file = new MenuFile(JSON.readTree(json));
            file.check();
        } catch (JacksonException broken) {
            file = new MenuFile(JSON.createObjectNode());
            file.faults.add("不是有效的 JSON。");
        }
        return file;
    }

    /** What is wrong with it, a sentence each; empty when it may be published. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** On one line, with Chinese as it is: WeChat does not take Unicode escapes. */
    public String json() {
        return JSON.writeValueAsString(menu);
    }

    /** What it will look like, left to right. */
    public List<MenuButton> buttons() {
        return menu.path("button").valueStream().map(MenuFile::button).toList();
    }

    private static MenuButton button(JsonNode button) {
        var below =
                button.path("sub_button").valueStream().map(MenuFile::button).toList();
        return new MenuButton(nameOf(button), below.isEmpty() ? does(button) : "", below);
    }

    private static String does(JsonNode button) {
        var type = button.path("type").asString("");
        return switch (type) {
            case "click" -> "机器人回答（" + button.path("key").asString("") + "）";
            case "view" -> "打开网页 " + button.path("url").asString("");
            case "miniprogram" -> "打开小程序 " + button.path("pagepath").asString("");
            default -> type;
        };
    }

    private void check() {
        var buttons = menu.path("button");
        if (!buttons.isArray() || buttons.isEmpty() || buttons.size() > 3) {
            faults.add("button 应有 1 到 3 个。");
        }
        for (var button : buttons) {
            name(button, 16);
            var below = button.path("sub_button");
            if (below.isEmpty()) {
                action(button);
            } else if (below.size() > 5) {
                faults.add("“" + nameOf(button) + "”下面最多 5 个按钮。");
            }
            for (var each : below) {
                name(each, 60);
                action(each);
            }
        }
    }

    private void name(JsonNode button, int bytes) {
        var name = nameOf(button);
        if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > bytes) {
            faults.add("按钮名称“" + name + "”应为 1 到 " + bytes + " 字节。");
        }
    }

    private void action(JsonNode button) {
        var type = button.path("type").asString("");
        if (WITH_KEY.contains(type)) {
            required(button, "key", 128);
        } else if (type.equals("view")) {
            required(button, "url", 1024);
            if (!button.path("url").asString("").startsWith("https://")) {
                faults.add("“" + nameOf(button) + "”的 url 应以 https:// 开头。");
            }
        } else if (type.equals("miniprogram")) {
            required(button, "appid", 64);
            required(button, "pagepath", 1024);
            required(button, "url", 1024);
        } else {
            faults.add("“" + nameOf(button) + "”的 type 不支持：" + type);
        }
    }

    private void required(JsonNode button, String field, int bytes) {
        var value = button.path(field).asString("");
        if (value.isBlank() || value.getBytes(StandardCharsets.UTF_8).length > bytes) {
            faults.add("“" + nameOf(button) + "”的 " + field + " 应为 1 到 " + bytes + " 字节。");
        }
    }

    private static String nameOf(JsonNode button) {
        return button.path("name").asString("");
    }
}
