package cn.estation.sandbox.services;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Generated passwords, in an alphabet that needs no quoting in SQL, shell or configuration files. */
public final class Passwords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static String generate() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static void check(String password) {
        if (!PLAIN.matcher(password).matches()) {
            throw new IllegalArgumentException("密码须为 8 至 64 位字母、数字、下划线或减号。");
        }
    }
}
