package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes messages and events to the server as the platform does: signed and encrypted anew for each try, 5 s for an answer, three tries in
 * all that start 5 s apart, the same message with the same MsgId each time.
 *
 * <p>No answer and an answer with a wrong HTTP status are tried again; an answer that the platform does not understand is not.
 */
final class Callbacks implements AutoCloseable {

    private static final int REMEMBERED = 500;

    private final StandInSettings settings;
    private final HttpClient client;
    private final Map<Account, String> urls = new EnumMap<>(Account.class);
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile Duration timeout;
    private volatile Duration tryEvery;

    Callbacks(StandInSettings settings) {
        this.settings = settings;
        this.timeout = settings.callbackTimeout();
        this.tryEvery = settings.tryEvery();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        to(settings.mpCallbackUrl(), settings.maCallbackUrl());
    }

    synchronized void to(String mpUrl, String maUrl) {
        urls.put(Account.OFFICIAL_ACCOUNT, mpUrl);
        urls.put(Account.MINI_PROGRAM, maUrl);
    }

    void patience(Duration timeout, Duration tryEvery) {
        this.timeout = timeout;
        this.tryEvery = tryEvery;
    }

    synchronized String url(Account account) {
        return urls.getOrDefault(account, "");
    }

    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized Optional<Delivery> delivery(long number) {
        return deliveries.stream().filter(one -> one.number() == number).findFirst();
    }

    /** Pushes one message and waits for what becomes of it. */
    Delivery push(Account account, String openId, String message, PushOptions options) {
        var credentials = settings.credentials(account);
        var cipher = cipher(credentials);
        var reader = new PassiveReply(credentials, cipher);
        var tries = new ArrayList<Delivery.Try>();
        var problem = "no callback address";
        for (int n = 0; n < options.tries() && !url(account).isEmpty(); n++) {
            long started = System.nanoTime();
            var request = SignedRequest.of(credentials, cipher, openId, message, options, now());
            var attempt = send(account, request);
            tries.add(attempt);
            if (attempt.status() >= 200 && attempt.status() < 300) {
                return remember(judged(account, openId, message, tries, reader));
            }
            problem = attempt.status() == 0 ? attempt.answer() : "HTTP " + attempt.status();
            if (n + 1 < options.tries()) {
                rest(started);
            }
        }
        return remember(delivery(account, openId, message, Delivery.Outcome.FAILED, problem, tries));
    }

    /** Sends the last request of an earlier push again, byte for byte except for what {@code query} replaces. */
    Delivery repeat(Delivery earlier, String query) {
        if (earlier.tries().isEmpty()) {
            throw new Unable("这次推送没有发出过");
        }
        var last = earlier.tries().getLast();
        boolean xml = earlier.account() == Account.OFFICIAL_ACCOUNT;
        var request = new SignedRequest(query, xml ? "text/xml" : "application/json", last.body());
        var attempt = send(earlier.account(), request);
        var credentials = settings.credentials(earlier.account());
        var reader = new PassiveReply(credentials, cipher(credentials));
        return remember(
                attempt.status() >= 200 && attempt.status() < 300
                        ? judged(earlier.account(), earlier.openId(), earlier.message(), List.of(attempt), reader)
                        : delivery(
                                earlier.account(),
                                earlier.openId(),
                                earlier.message(),
                                Delivery.Outcome.FAILED,
                                "HTTP " + attempt.status(),
                                List.of(attempt)));
    }

    /** Asks the address for its echo, as the platform's console does when an address is saved. */
    boolean verify(Account account, PushOptions options) {
        var echo = Codes.digits(19);
        var request = SignedRequest.verification(cipher(settings.credentials(account)), echo, options, now());
        var answer = send(account, request);
        return answer.status() == 200 && answer.answer().equals(echo);
    }

    private Delivery judged(
            Account account, String openId, String message, List<Delivery.Try> tries, PassiveReply reader) {
        try {
            var reply = reader.read(tries.getLast().answer(), openId);
            var outcome = reply.isNothing() ? Delivery.Outcome.ACKNOWLEDGED : Delivery.Outcome.REPLIED;
            return new Delivery(
                    numbers.incrementAndGet(),
                    account,
                    openId,
                    message,
                    outcome,
                    reply.xml(),
                    reply.text(),
                    "",
                    List.copyOf(tries));
        } catch (IllegalArgumentException wrong) {
            var problem = String.valueOf(wrong.getMessage());
            return delivery(account, openId, message, Delivery.Outcome.FAILED, problem, tries);
        }
    }

    private Delivery delivery(
            Account account,
            String openId,
            String message,
            Delivery.Outcome outcome,
            String problem,
            List<Delivery.Try> tries) {
        return new Delivery(
                numbers.incrementAndGet(), account, openId, message, outcome, "", "", problem, List.copyOf(tries));
    }

    private Delivery.Try send(Account account, SignedRequest request) {
        long started = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
        try {
            // The whole answer counts, not only its first byte.
            answer = client.sendAsync(http(account, request), HttpResponse.BodyHandlers.ofString(UTF_8));
            var response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Delivery.Try(
                    request.query(), request.body(), response.statusCode(), response.body(), since(started));
        } catch (ExecutionException | TimeoutException | IllegalArgumentException unanswered) {
            answer.cancel(true);
            var why = unanswered.getCause() == null ? unanswered : unanswered.getCause();
            return failed(request, why.getClass().getSimpleName(), started);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(request, "stopped", started);
        }
    }

    private static Delivery.Try failed(SignedRequest request, String why, long started) {
        return new Delivery.Try(request.query(), request.body(), 0, why, since(started));
    }

    private HttpRequest http(Account account, SignedRequest request) {
        var builder = HttpRequest.newBuilder(URI.create(url(account) + "?" + request.query()))
                .header("User-Agent", "Mozilla/4.0");
        return request.contentType().isEmpty()
                ? builder.GET().build()
                : builder.header("Content-Type", request.contentType())
                        .POST(HttpRequest.BodyPublishers.ofString(request.body(), UTF_8))
                        .build();
    }

    private synchronized Delivery remember(Delivery delivery) {
        deliveries.add(delivery);
        if (deliveries.size() > REMEMBERED) {
            deliveries.removeFirst();
        }
        return delivery;
    }

    private void rest(long started) {
        try {
            Thread.sleep(Math.max(0, tryEvery.toMillis() - since(started)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long since(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private long now() {
        return settings.clock().instant().getEpochSecond();
    }

    private static CallbackCipher cipher(Credentials account) {
        return new CallbackCipher(account.aesKey(), account.token());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
