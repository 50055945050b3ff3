package cn.estation.identity.staff;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The console's cookies: never readable by scripts, never sent from another site, never over plain HTTP. */
public enum StaffCookies {
    /** Of staff who are signed in. */
    SESSION("__Host-estation", null),
    /** Of a sign-in that is under way. */
    SIGN_IN("__Host-estation-sign-in", StaffSessions.SIGN_IN),
    /** Tells that somebody has signed in on this device before. */
    DEVICE("__Host-estation-device", Duration.ofDays(180));

    private final String cookie;
    private final Duration kept;

    @SuppressWarnings("NullAway") // a cookie without an age lives as long as the browser
    StaffCookies(String cookie, @org.jspecify.annotations.Nullable Duration kept) {
        this.cookie = cookie;
        this.kept = kept == null ? Duration.ofSeconds(-1) : kept;
    }

    public String cookieName() {
        return cookie;
    }

    public Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        return Arrays.stream(cookies)
                .filter(found -> found.getName().equals(cookie))
                .map(Cookie::getValue)
                .findFirst();
    }

    public void write(HttpServletResponse response, String value) {
        set(response, value, kept);
    }

    public void clear(HttpServletResponse response) {
        set(response, "", Duration.ZERO);
    }

    private void set(HttpServletResponse response, String value, Duration age) {
        var header = ResponseCookie.from(cookie, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, header.toString());
    }
}
