package cn.estation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the running server: a resident with a token, staff with a cookie, or a stranger. */
public final class Caller {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CSRF = "__Host-estation-csrf";

    private final Supplier<String> base;
    private final @Nullable String token;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final long id;

    Caller(Supplier<String> base, @Nullable String token, Map<String, String> cookies, long id) {
        this.base = base;
        this.token = token;
        this.cookies.putAll(cookies);
        this.id = id;
    }

    public long residentId() {
        return id;
    }

    public long staffId() {
        return id;
    }

    /** The header that says who it is, for requests made by hand. */
    public String authorization() {
        return "Bearer " + token;
    }

    /** The same caller with another access token. */
    public Caller with(String accessToken) {
        return new Caller(base, accessToken, cookies, id);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON with a fresh Idempotency-Key. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** Posts JSON, a text as it is, with this Idempotency-Key. */
    public Answer post(String path, Object body, String key) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body))));
    }

    /** Puts JSON with a fresh Idempotency-Key. */
    public Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer delete(String path) {
        return send(request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .DELETE());
    }

    /** Sends a file and fields as a form with parts, with this Idempotency-Key. */
    public Answer upload(String path, Map<String, String> fields, byte[] file, String fileName, String key) {
        var boundary = "estation-" + UUID.randomUUID();
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(parts(boundary, fields, file, fileName))));
    }

    /** Sends a console form with a file as a browser would. */
    public Answer formWithFile(String path, Map<String, String> fields, byte[] file, String fileName) {
        var all = new LinkedHashMap<>(fields);
        all.put(
                "_csrf",
                masked(cookies.computeIfAbsent(CSRF, any -> UUID.randomUUID().toString())));
        return upload(path, all, file, fileName, UUID.randomUUID().toString());
    }

    private static byte[] parts(String boundary, Map<String, String> fields, byte[] file, String fileName) {
        var body = new java.io.ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** What lies there, byte for byte; nothing if it does not answer 200. */
    public byte[] bytes(String path) {
        try {
            var answer = HTTP.send(request(path).GET().build(), BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? answer.body() : new byte[0];
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Any method, without a body and without a key. */
    public Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Sends a console form as a browser would, with the token against forged forms. */
    public Answer form(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        // The double-submit check compares the two; whatever the cookie holds will do.
        all.putIfAbsent(
                "_csrf",
                masked(cookies.computeIfAbsent(CSRF, any -> UUID.randomUUID().toString())));
        var form = all.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends bytes to the console as a script of its pages would. */
    public Answer postBytes(String path, byte[] body) {
        var csrf = cookies.computeIfAbsent(CSRF, any -> UUID.randomUUID().toString());
        return send(request(path)
                .header("X-XSRF-TOKEN", masked(csrf))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends a console form with a file as a browser would. */
    public Answer upload(String path, Map<String, String> fields, String fileName, byte[] file) {
        var boundary = "----estation" + UUID.randomUUID();
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent(
                "_csrf",
                masked(cookies.computeIfAbsent(CSRF, any -> UUID.randomUUID().toString())));
        var body = new java.io.ByteArrayOutputStream();
        all.forEach((name, value) -> body.writeBytes(
                ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value))
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, fileName)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** The form of the token that pages carry: random bytes, then the token mixed with them. */
    private static String masked(String token) {
        var bytes = token.getBytes(StandardCharsets.UTF_8);
        var both = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            both[i] = (byte) (i * 31 + 7);
            both[bytes.length + i] = (byte) (both[i] ^ bytes[i]);
        }
        return java.util.Base64.getUrlEncoder().encodeToString(both);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base.get() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void keep(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
