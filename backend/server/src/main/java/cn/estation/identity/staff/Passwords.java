package cn.estation.identity.staff;

import cn.estation.kernel.CleanText;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords of staff: Argon2id over the whole of them, in one Unicode form; long, and none of the well-known ones. */
@Component
class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    /** 19 MiB, two passes, one lane: the first choice of OWASP's cheat sheet. */
    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    /** Each check takes 19 MiB, so only a few at once: a flood of sign-ins waits instead of filling the memory. */
    private final Semaphore room = new Semaphore(6);

    private final Set<String> wellKnown;

    /** What a password is compared with when there is no such account, so that it takes as long. */
    private final String nobodys;

    Passwords() throws IOException {
        try (var file = new ClassPathResource("common-passwords.txt").getInputStream()) {
            this.wellKnown = new HashSet<>(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
        this.nobodys = hash(Codes.next() + Codes.next());
    }

    /** @throws WeakPassword if it is too short, too long, too simple, well known, or holds the login name */
    String accepted(String password, String login) {
        if (!CleanText.isClean(password) || password.chars().anyMatch(Character::isISOControl)) {
            throw new WeakPassword("口令里有不能使用的字符。");
        }
        var normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new WeakPassword("口令应为 12 到 128 个字符。");
        }
        var plain = normal.toLowerCase(Locale.ROOT);
        if (wellKnown.contains(plain) || normal.codePoints().distinct().count() < 5 || isRun(plain)) {
            throw new WeakPassword("这个口令太常见，容易被猜到，请换一个。");
        }
        if (plain.contains(login)) {
            throw new WeakPassword("口令里不能包含登录名。");
        }
        return hash(password);
    }

    String hash(String password) {
        return argon2.encode(normal(password));
    }

    /** Takes the same time whether there is such an account or not, and whatever the password. */
    boolean matches(String password, @Nullable String hash) {
        boolean usable = password.length() <= 2 * LONGEST;
        room.acquireUninterruptibly();
        try {
            boolean same = argon2.matches(usable ? normal(password) : "too long", hash == null ? nobodys : hash);
            return same && usable && hash != null;
        } finally {
            room.release();
        }
    }

    /** A first password that nobody has to invent, to be changed at the first sign-in. */
    static String generated() {
        var code = Codes.next() + Codes.next().substring(0, 7);
        return code.replaceAll("(.{5})(?!$)", "$1-");
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** 123456789012, abcdefghijkl and the like, forwards and backwards. */
    private static boolean isRun(String text) {
        var points = text.codePoints().toArray();
        int steps = 0;
        for (int i = 1; i < points.length; i++) {
            if (Math.abs(points[i] - points[i - 1]) <= 1) {
                steps++;
            }
        }
        return steps >= points.length - 3;
    }

    static final class WeakPassword extends Refusal {
        WeakPassword(String sentence) {
            super(HttpStatus.BAD_REQUEST, "weak-password", sentence);
        }
    }
}
