package cn.estation.sandbox.wechat;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper. Unknown fields are ignored, as the platform ignores them. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }

    /** A field's text, whether it was sent as a string or as a number; empty when it is missing. */
    static String field(JsonNode node, String name) {
        var value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    static Map<String, Object> ok() {
        return Map.of("errcode", 0, "errmsg", "ok");
    }
}
