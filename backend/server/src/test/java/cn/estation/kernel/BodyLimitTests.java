package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@EstationTest
class BodyLimitTests {

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void refusesOneByteTooMuch() throws Exception {
        var answer = post(BodyPublishers.ofByteArray(new byte[BodyLimit.MOST + 1]));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
        assertThat(answer.body()).contains("最多 1 MB");
    }

    @Test
    void readsAsMuchAsIsAllowed() throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(new byte[BodyLimit.MOST])).statusCode())
                .isNotEqualTo(413);
    }

    @Test
    void stopsReadingABodyThatDoesNotSayItsLength() throws Exception {
        var endless = BodyPublishers.ofInputStream(() -> new Endless(BodyLimit.MOST * 2));
        assertThat(post(endless).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAPackedBody() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void givesEveryAnswerAnId() throws Exception {
        var one = post(BodyPublishers.noBody()).headers().firstValue("X-Request-Id");
        var two = post(BodyPublishers.noBody()).headers().firstValue("X-Request-Id");
        assertThat(one).isPresent().isNotEqualTo(two);
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static final class Endless extends InputStream {
        private int left;

        Endless(int left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
