package cn.estation.sandbox.addon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPortTests {

    private final Clock real = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);
    private final SettableClock clock = new SettableClock(real, Duration.ZERO);
    private final CrashPoint crashPoint = new CrashPoint(() -> {});
    private final HttpClient client = HttpClient.newHttpClient();
    private ControlPort port;

    @BeforeEach
    void open() throws IOException {
        port = new ControlPort(0, clock, crashPoint);
    }

    @AfterEach
    void close() {
        port.close();
        client.close();
    }

    @Test
    void setsTheClockAndLetsItRunOn() {
        assertThat(send("POST", "/sandbox/clock?now=2027-01-01T00:00:00%2B08:00"))
                .startsWith("2026-12-31T16:00:00Z");
        assertThat(send("POST", "/sandbox/clock?advance=PT2H")).startsWith("2026-12-31T18:00:00Z");
        assertThat(clock.withZone(ZoneOffset.ofHours(8)).instant()).isEqualTo("2026-12-31T18:00:00Z");
        assertThat(send("POST", "/sandbox/clock")).startsWith("2026-11-21T03:00:00Z");
    }

    @Test
    void armsAndDisarms() {
        assertThat(send("POST", "/sandbox/crash?at=3&path=/api/v1/mall&strike=cut"))
                .isEqualTo("armed");
        assertThat(crashPoint.armed()).isEqualTo(new CrashPoint.Order(3, "/api/v1/mall", CrashPoint.Strike.CUT));
        assertThat(send("GET", "/sandbox/crash")).isEqualTo("armed");
        assertThat(send("DELETE", "/sandbox/crash")).isEqualTo("disarmed");
    }

    @Test
    void explainsWhatItDidNotUnderstand() {
        assertThat(status("POST", "/sandbox/crash?at=soon")).isEqualTo(400);
        assertThat(status("POST", "/sandbox/clock?now=tomorrow")).isEqualTo(400);
    }

    private String send(String method, String path) {
        return exchange(method, path).body().strip();
    }

    private int status(String method, String path) {
        return exchange(method, path).statusCode();
    }

    private HttpResponse<String> exchange(String method, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
