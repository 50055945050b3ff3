package cn.estation.sandbox.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** What the phone of a member of staff shows: RFC 6238 with six digits and thirty seconds. */
public final class OneTimeCode {

    private OneTimeCode() {}

    /** Prints the code of the demo account that is the only argument. */
    public static void main(String[] arguments) {
        var staff = DemoStaff.find(arguments.length == 1 ? arguments[0] : "");
        if (staff.isEmpty()) {
            System.err.println("没有这个演示账号。可用的账号："
                    + String.join(
                            "、", DemoStaff.all().stream().map(DemoStaff::login).toList()));
            System.exit(1);
        }
        System.out.println(now(staff.get().totpSecret()));
    }

    /** The code at this moment. */
    public static String now(String base32Secret) {
        return at(base32Secret, Clock.systemUTC().instant());
    }

    /** The code at another moment. */
    public static String at(String base32Secret, Instant moment) {
        try {
            var key = new SecretKeySpec(new Base32().decode(base32Secret.toUpperCase(Locale.ROOT)), "HmacSHA1");
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, moment);
        } catch (InvalidKeyException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
