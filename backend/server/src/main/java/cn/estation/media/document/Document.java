package cn.estation.media.document;

import cn.estation.kernel.Fingerprinted;
import cn.estation.kernel.Sha256;

/**
 * A PDF file made anew from what was sent: its pages as they look, nothing that acts.
 *
 * @param width of the first page, in points
 * @param height of the first page, in points
 * @param content the whole file; not to be changed
 * @param sent SHA-256 of the file it was made from
 */
public record Document(int pages, int width, int height, byte[] content, String sent) implements Fingerprinted {

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
        return "Document[" + pages + " pages]";
    }
}
