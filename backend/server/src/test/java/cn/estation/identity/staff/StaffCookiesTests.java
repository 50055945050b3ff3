package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a browser is told about the console's cookies. */
class StaffCookiesTests {

    @ParameterizedTest
    @EnumSource
    void areLockedToThisHostAndHiddenFromScripts(StaffCookies cookie) {
        var response = new MockHttpServletResponse();
        cookie.write(response, "value");
        var header = response.getHeader("Set-Cookie");
        assertThat(header)
                .startsWith("__Host-")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain");
    }

    @ParameterizedTest
    @EnumSource
    void areReadBackAndCleared(StaffCookies cookie) {
        var request = new MockHttpServletRequest();
        assertThat(cookie.read(request)).isEmpty();
        request.setCookies(new Cookie(cookie.cookieName(), "value"));
        assertThat(cookie.read(request)).contains("value");

        var response = new MockHttpServletResponse();
        cookie.clear(response);
        assertThat(response.getHeader("Set-Cookie")).contains("Max-Age=0");
    }
}
