package cn.estation.media.picture;

import cn.estation.kernel.Fingerprinted;
import cn.estation.kernel.Sha256;

/**
 * A picture made anew from what was sent: upright, without anything a camera or a program wrote beside it.
 *
 * @param content the whole file; not to be changed
 * @param sent SHA-256 of the file it was made from
 */
public record Picture(Format format, int width, int height, byte[] content, String sent) implements Fingerprinted {

    /** What a picture is kept as. */
    public enum Format {
        JPEG,
        PNG
    }

    /** 64 hex digits of what is kept. */
    public String digest() {
        return Sha256.hex(content);
    }

    @Override
    public String fingerprint() {
        return sent;
    }

    @Override
    public String toString() {
        return "Picture[" + format + " " + width + "x" + height + "]";
    }
}
