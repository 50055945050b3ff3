package cn.estation;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server said. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The {@code code} of a problem, or nothing. */
    public String code() {
        return headers.firstValue("Content-Type").orElse("").contains("problem")
                ? json().path("code").asString()
                : "";
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
