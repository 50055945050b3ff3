package cn.estation.media.picture;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a file is by its first bytes. Its name and the type it was sent with tell nothing. */
enum Kind {
    JPEG,
    PNG,
    GIF,
    WEBP,
    HEIC,
    OTHER;

    private static final Set<String> APPLE =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");

    static Kind of(byte[] file) {
        if (begins(file, 0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (begins(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        }
        if (text(file, 0).equals("GIF8")) {
            return GIF;
        }
        if (text(file, 0).equals("RIFF") && text(file, 8).equals("WEBP")) {
            return WEBP;
        }
        return text(file, 4).equals("ftyp") && APPLE.contains(text(file, 8)) ? HEIC : OTHER;
    }

    private static boolean begins(byte[] file, int at, int... bytes) {
        if (file.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] file, int at) {
        return file.length < at + 4 ? "" : new String(file, at, 4, StandardCharsets.ISO_8859_1);
    }
}
