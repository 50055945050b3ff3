package cn.estation.privacy;

/** How personal values look to those who need not know them. One rule for every page, list, export and log. */
public final class Mask {

    private Mask() {}

    /** {@code 13812345678} becomes {@code 138****5678}; anything else shows its last two digits at most. */
    public static String phone(String phone) {
        if (phone.length() == 11) {
            return phone.substring(0, 3) + "****" + phone.substring(7);
        }
        return "****" + phone.substring(Math.max(0, phone.length() - 2));
    }

    /** Two characters: {@code 张*}. More: first and last, stars between. Counted in characters, not in chars. */
    public static String name(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length <= 1) {
            return "*";
        }
        var masked = new StringBuilder().appendCodePoint(points[0]);
        if (points.length == 2) {
            return masked.append('*').toString();
        }
        masked.repeat('*', points.length - 2);
        return masked.appendCodePoint(points[points.length - 1]).toString();
    }

    /** An identity number shows its first and its last character. */
    public static String identityNumber(String number) {
        if (number.length() < 2) {
            return "*";
        }
        return number.charAt(0) + "*".repeat(number.length() - 2) + number.charAt(number.length() - 1);
    }

    /** An openid or other account name of a platform: its last four characters. */
    public static String account(String account) {
        return "…" + account.substring(Math.max(0, account.length() - 4));
    }
}
