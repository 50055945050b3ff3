package cn.estation.identity;

import cn.estation.privacy.BlindIndex;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Opaque tokens of 256 random bits. The database holds their keyed digests, so that reading it lets nobody in. */
@Component
public class Tokens {

    /** What a token is for. One kind never passes for another. */
    public enum Kind {
        ACCESS("esa_"),
        REFRESH("esr_"),
        CONSOLE("esc_"),
        SIGN_IN("esp_");

        private final String prefix;
        private final Pattern form;

        Kind(String prefix) {
            this.prefix = prefix;
            this.form = Pattern.compile(prefix + "[A-Za-z0-9_-]{43}");
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final BlindIndex index;

    Tokens(BlindIndex index) {
        this.index = index;
    }

    public String fresh(Kind kind) {
        var bits = new byte[32];
        random.nextBytes(bits);
        return kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What the database keeps of a token; for what is no token of this kind, a digest that no row has. */
    public String digest(Kind kind, String token) {
        var known = kind.form.matcher(token).matches() ? token : "";
        return index.of("identity.token." + kind, known);
    }
}
