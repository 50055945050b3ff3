package cn.estation.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.estation.EstationTest;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever pretends to be WeChat gets no secret. */
@EstationTest
class TlsTests {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SharedTokens tokens;
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path folder;

    @Autowired
    TlsTests(SharedTokens tokens) {
        this.tokens = tokens;
    }

    @Test
    void refusesASelfSignedHostWhoseNameFits() throws Exception {
        var keys = selfSigned("dns:localhost,ip:127.0.0.1");
        try (var host = new Host(keys)) {
            var fault = fetch(host, SSLContext.getDefault());

            assertThat(fault).isNotNull();
            assertThat(fault.reach()).isEqualTo(PlatformFault.Reach.NOT_HANDED_OVER);
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void refusesATrustedHostWithAnotherName() throws Exception {
        var keys = selfSigned("dns:api.weixin.example");
        try (var host = new Host(keys)) {
            var fault = fetch(host, trusting(keys));

            assertThat(fault).isNotNull();
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void speaksToAHostThatIsTrustedAndNamedRight() throws Exception {
        var keys = selfSigned("dns:localhost,ip:127.0.0.1");
        try (var host = new Host(keys)) {
            assertThat(fetch(host, trusting(keys))).isNull();
            assertThat(asked).hasValue(1);
        }
    }

    private PlatformFault fetch(Host host, SSLContext trust) throws Exception {
        var account = new WechatSettings.Account("wxtls" + System.nanoTime(), "the-secret", "t", "k", "");
        var settings = new WechatSettings(
                host.url(),
                account,
                account,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                Duration.ofSeconds(1),
                Duration.ofDays(1));
        try (var http = Connection.client(settings, trust)) {
            var client = new OfficialClient(settings, http, tokens);
            return catchThrowableOfType(PlatformFault.class, () -> client.getAccessToken(false));
        }
    }

    private KeyStore selfSigned(String names) throws Exception {
        var file = folder.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "host",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
        return keys;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("host", keys.getCertificate("host"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private final class Host implements AutoCloseable {
        private final HttpsServer server;

        Host(KeyStore keys) throws Exception {
            var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            manager.init(keys, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(manager.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/", exchange -> {
                asked.incrementAndGet();
                var answer = "{\"access_token\":\"token-of-the-host\",\"expires_in\":7200}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "https://localhost:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
