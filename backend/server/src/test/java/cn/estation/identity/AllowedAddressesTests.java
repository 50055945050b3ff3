package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A console that only some addresses may come near, behind a proxy on the same machine. */
@EstationTest
@TestPropertySource(
        properties = {
            "estation.console.allowed-addresses=203.0.113.0/24, 2001:db8::/32",
            "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For"
        })
@DirtiesContext
class AllowedAddressesTests {

    private static final String NEAR = "203.0.113.7";
    private static final String FAR = "198.51.100.7";

    private final People people;
    private final String base;
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    AllowedAddressesTests(People people, @Value("http://127.0.0.1:${local.server.port}") String base) {
        this.people = people;
        this.base = base;
    }

    @Test
    void showsTheDoorOnlyToWhoMayComeNear() {
        var stranger = people.stranger();
        assertThat(from(NEAR, stranger, "/console/sign-in")).isEqualTo(200);
        assertThat(from("2001:db8::7", stranger, "/console/sign-in")).isEqualTo(200);
        assertThat(from(FAR, stranger, "/console/sign-in")).isEqualTo(403);
        assertThat(from("2001:db9::7", stranger, "/console/sign-in")).isEqualTo(403);
        assertThat(stranger.get("/console/sign-in").status())
                .as("not even from the machine itself")
                .isEqualTo(403);
    }

    @Test
    void keepsOutStaffWhoHaveSignedInAndAreElsewhereNow() {
        var staff = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(from(NEAR, staff, "/console")).isEqualTo(200);
        assertThat(from(FAR, staff, "/console")).isEqualTo(403);
        assertThat(from(NEAR, staff, "/console")).as("nothing was lost").isEqualTo(200);
    }

    @Test
    void doesNotBelieveWhatTheCallerSaysOfThemselves() {
        assertThat(from(NEAR + ", " + FAR, people.stranger(), "/console/sign-in"))
                .isEqualTo(403);
    }

    @Test
    void letsResidentsComeFromAnywhere() {
        assertThat(from(FAR, people.stranger(), "/api/v1/communities")).isEqualTo(200);
    }

    private int from(String address, Caller who, String path) {
        return send(at(address, who, path).GET());
    }

    private HttpRequest.Builder at(String address, Caller who, String path) {
        var cookies = who.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("X-Forwarded-For", address)
                .header("Accept", "text/html, application/json")
                .header("Cookie", cookies);
    }

    private int send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
