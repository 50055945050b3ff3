package cn.estation.sandbox.chaos;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** What the phone of a member of staff shows: RFC 6238 with six digits and thirty seconds. */
final class OneTimeCode {

    private OneTimeCode() {}

    static String now(String base32Secret) {
        try {
            var key = new SecretKeySpec(new Base32().decode(base32Secret.toUpperCase(Locale.ROOT)), "HmacSHA1");
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(key, Clock.systemUTC().instant());
        } catch (InvalidKeyException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
