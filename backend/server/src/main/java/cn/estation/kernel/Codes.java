package cn.estation.kernel;

import java.security.SecureRandom;

/** Codes that people may see and nobody may guess: 64 random bits in 13 letters and digits without look-alikes. */
public final class Codes {

    /** Crockford's base 32: no I, L, O, U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** A new code of 64 random bits. */
    public static String next() {
        return encode(RANDOM.nextLong());
    }

    /** Writes 64 bits as 13 characters. */
    public static String encode(long bits) {
        var code = new StringBuilder(13);
        for (int shift = 60; shift >= 0; shift -= 5) {
            code.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
        }
        return code.toString();
    }

    /** What a person typed, in the form codes are kept: upper case, no spaces or dashes, look-alikes mended. */
    public static String normalize(String typed) {
        return typed.strip()
                .toUpperCase(java.util.Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
