package cn.estation.sandbox.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The way into the service: plain HTTP, without any retry of its own. */
public final class Door {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final JsonMapper json = new JsonMapper();
    private final String server;

    Door(String server) {
        this.server = server;
    }

    /** Sends a command once and says what is known afterwards. */
    public Reply send(Call call) {
        return call.console() instanceof Console console ? send(call, console) : sendToApi(call);
    }

    /** A form leads on, or shows a page; a refusal is known by its status alone. */
    private Reply send(Call call, Console console) {
        var fields = new HashMap<String, List<String>>();
        ((Map<?, ?>) Objects.requireNonNull(call.body()))
                .forEach((name, value) -> fields.put(name.toString(), List.of(value.toString())));
        fields.put("requestKey", List.of(call.key()));
        try {
            var sent = console.post(call.path(), fields);
            if (sent.unknown() || sent.location().contains("sign-in")) {
                return new Reply.Unknown("HTTP " + sent.status());
            }
            return sent.status() < 400
                    ? new Reply.Done(sent.status(), json.createObjectNode())
                    : new Reply.Refused(sent.status(), "HTTP " + sent.status());
        } catch (Console.Away cut) {
            return new Reply.Unknown("Away");
        }
    }

    private Reply sendToApi(Call call) {
        var body = call.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(json.writeValueAsString(call.body()));
        var request = HttpRequest.newBuilder(URI.create(server + call.path()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(call.method(), body);
        if (!call.token().isEmpty()) {
            request.header("Authorization", "Bearer " + call.token());
        }
        if (!call.key().isEmpty()) {
            request.header("Idempotency-Key", call.key());
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return read(answer.statusCode(), answer.body());
        } catch (IOException cut) {
            return new Reply.Unknown(cut.getClass().getSimpleName());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Reply.Unknown("interrupted");
        }
    }

    private Reply read(int status, String body) {
        if (status >= 500) {
            return new Reply.Unknown("HTTP " + status);
        }
        try {
            var content = body.isBlank() ? json.createObjectNode() : json.readTree(body);
            return status < 400
                    ? new Reply.Done(status, content)
                    : new Reply.Refused(status, content.path("code").asString());
        } catch (JacksonException cutShort) {
            return new Reply.Unknown("half an answer");
        }
    }

    /** Reads something, trying until the service is there again. */
    public Reply.Done read(String path, String token) {
        for (int attempt = 0; attempt < 1_200; attempt++) {
            switch (send(new Call("GET", path, token, "", null))) {
                case Reply.Done done -> {
                    return done;
                }
                case Reply.Refused refused -> throw new IllegalStateException("GET " + path + ": " + refused);
                case Reply.Unknown unknown -> Pause.of(Duration.ofMillis(200));
            }
        }
        throw new IllegalStateException("the service did not come back: GET " + path);
    }
}
