package cn.estation.sandbox.chaos;

import cn.estation.sandbox.demo.OneTimeCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A member of staff at the console, without a browser: opens pages, fills in their forms, sends them, several at the same
 * time if need be.
 */
public final class Console {

    private static final int BUSY = 503;
    private static final long CODE_MILLIS = 30_000;

    private final String server;
    private final HttpClient http;
    private final LooseCookies cookies = new LooseCookies();
    private volatile String token = "";

    private Console(String server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Signs in with password and one-time code. A code counts once: the second within its half minute waits for the next. */
    public static Console signIn(String server, String login, String password, String totpSecret) {
        try {
            return signIn(server, login, password, totpSecret, Clock.systemUTC().instant());
        } catch (IllegalStateException usedBefore) {
            awaitTheNextCode();
            return signIn(server, login, password, totpSecret, Clock.systemUTC().instant());
        }
    }

    private static void awaitTheNextCode() {
        try {
            Thread.sleep(CODE_MILLIS - Clock.systemUTC().millis() % CODE_MILLIS + 200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The same where the server's time is another. */
    public static Console signIn(String server, String login, String password, String totpSecret, Instant now) {
        var console = new Console(server);
        console.submit("/console/sign-in", "/console/sign-in", Map.of("login", login, "password", password));
        console.submit(
                "/console/sign-in/step", "/console/sign-in/code", Map.of("code", OneTimeCode.at(totpSecret, now)));
        if (!console.signedIn()) {
            throw new IllegalStateException("the console did not let " + login + " in");
        }
        return console;
    }

    /** Whether the console still knows this browser. */
    public boolean signedIn() {
        return open("/console").selectFirst("form[action=/console/sign-out]") != null;
    }

    /** Reads a page. */
    public Document open(String path) {
        var answer = refuseBusy(send(request(path).GET()));
        return Jsoup.parse(answer.body(), server + path);
    }

    /** Opens a page, fills in the form with this action, sends it. Returns where the answer leads to. */
    public String submit(String page, String action, Map<String, String> fields) {
        var document = open(page);
        var form = document.select("form").stream()
                .filter(candidate -> candidate.attr("action").equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no form for " + action + " on " + page));
        var answer = refuseBusy(submit(form, page, fields));
        return answer.headers()
                .firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElseThrow(() -> new IllegalStateException("%s was answered with %d: %s"
                        .formatted(action, answer.statusCode(), sentences(answer.body()))));
    }

    /**
     * Sends a form without looking at its page first, with the token of this browser. What came of it is known by where
     * the answer leads, or by the page it shows instead.
     */
    public Sent post(String action, Map<String, List<String>> fields) {
        if (token.isEmpty()) {
            token = open("/console").select("input[name=_csrf]").val();
        }
        var body = Stream.concat(
                        Stream.of("_csrf=" + encode(token)),
                        fields.entrySet().stream()
                                .flatMap(field -> field.getValue().stream()
                                        .map(value -> encode(field.getKey()) + "=" + encode(value))))
                .collect(Collectors.joining("&"));
        var answer = send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
        return new Sent(
                answer.statusCode(),
                answer.headers()
                        .firstValue("Location")
                        .map(location -> URI.create(location).getPath())
                        .orElse(""),
                Jsoup.parse(answer.body(), server + action));
    }

    /** @param location where a form that was taken leads to; empty if it was not */
    public record Sent(int status, String location, Document page) {

        public boolean taken() {
            return status == 302;
        }

        public boolean unknown() {
            return status >= 500;
        }
    }

    /**
     * A form, filled in and ready to be sent as often as need be: the key in it makes it count once. A refusal is told by
     * its sentence.
     *
     * @throws Away if nothing can be read now
     */
    public Command command(String action, Map<String, String> fields) {
        if (token.isEmpty()) {
            token = open("/console").select("input[name=_csrf]").val();
        }
        return new Form(
                action,
                fields.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue()))));
    }

    private final class Form implements Command {
        private final String action;
        private final Map<String, List<String>> fields;

        Form(String action, Map<String, List<String>> fields) {
            this.action = action;
            this.fields = fields;
        }

        @Override
        public String path() {
            return action;
        }

        @Override
        public Reply send(Door door) {
            try {
                return reply(post(action, fields));
            } catch (Away cut) {
                return new Reply.Unknown("cut");
            }
        }

        private Reply reply(Sent sent) {
            if (sent.unknown()) {
                return new Reply.Unknown("HTTP " + sent.status());
            }
            if (!sent.taken()) {
                return new Reply.Refused(
                        sent.status(), sent.page().select("#refusal .lead").text());
            }
            return sent.location().startsWith("/console/sign-in")
                    ? new Reply.Unknown("not signed in")
                    : new Reply.Done(
                            sent.status(), JsonNodeFactory.instance.objectNode().put("location", sent.location()));
        }
    }

    private HttpResponse<String> submit(Element form, String page, Map<String, String> fields) {
        var all = new LinkedHashMap<String, String>();
        // A box that is not ticked is not sent.
        form.select("input[name]:not([type=checkbox]:not([checked])), select[name], textarea[name]")
                .forEach(input -> all.put(input.attr("name"), input.val()));
        all.putAll(fields);
        var body = all.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var action = form.attr("action").isEmpty() ? page : form.attr("action");
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> refuseBusy(HttpResponse<String> answer) {
        if (answer.statusCode() == BUSY) {
            throw new Busy(sentences(answer.body()));
        }
        return answer;
    }

    private static String sentences(String page) {
        return Jsoup.parse(page).select("[role=alert], .wrong").text();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(10));
        var header = cookies.header();
        return header.isEmpty() ? request : request.header("Cookie", header);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(cookies::keep);
            return answer;
        } catch (IOException away) {
            throw new Away(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The server did not answer: what was sent may have happened or not. */
    public static class Away extends IllegalStateException {
        Away(Throwable cause) {
            super(cause);
        }
    }

    /** The server answered that it cannot now: whoever signs in has used up one of a few attempts. */
    public static final class Busy extends Away {
        Busy(String sentence) {
            super(new IOException(sentence));
        }
    }

    /** Secure cookies go over plain HTTP here, because the address is this machine; browsers do the same. */
    private static final class LooseCookies {
        private final Map<String, String> values = new ConcurrentSkipListMap<>();

        void keep(String header) {
            var pair = header.split(";", 2)[0].split("=", 2);
            if (pair.length < 2 || pair[1].isEmpty()) {
                values.remove(pair[0]);
            } else {
                values.put(pair[0], pair[1]);
            }
        }

        String header() {
            return values.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }
    }
}
