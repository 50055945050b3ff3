package cn.estation.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.util.WebUtils;

/**
 * Carries the flash attribute {@code toast} over a redirect in a cookie, because no node keeps anything for a browser:
 * the next request may come to another one. Nothing else is carried.
 */
class Toasts implements FlashMapManager {

    static final String ATTRIBUTE = "toast";
    private static final String COOKIE = "__Host-toast";
    private static final int LONGEST = 300;

    @Override
    public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || !isWholePage(request)) {
            return null;
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return read(cookie);
    }

    /** Parts of a page and pictures leave the toast for the page it was meant for. */
    private static boolean isWholePage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && request.getHeader("Accept") instanceof String accepted
                && accepted.contains("text/html");
    }

    private static @Nullable FlashMap read(Cookie cookie) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
            var flash = new FlashMap();
            flash.put(ATTRIBUTE, text.substring(0, Math.min(LONGEST, text.length())));
            return flash;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    @Override
    public void saveOutputFlashMap(FlashMap flash, HttpServletRequest request, HttpServletResponse response) {
        if (flash.get(ATTRIBUTE) instanceof String text) {
            var value = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, Duration.ofMinutes(1)));
        }
    }

    private static String cookie(String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .maxAge(age)
                .build()
                .toString();
    }
}
