package cn.estation.media;

import cn.estation.kernel.Fingerprinted;
import cn.estation.media.document.Document;
import cn.estation.media.picture.Picture;
import org.jspecify.annotations.Nullable;

/** A picture or document that was read and made anew, and is not kept yet. */
public final class Ready implements Fingerprinted {

    private final Upload.Format format;
    private final int width;
    private final int height;
    private final @Nullable Integer pages;
    private final byte[] content;
    private final String digest;
    private final String fingerprint;

    Ready(Picture picture) {
        this.format = switch (picture.format()) {
            case JPEG -> Upload.Format.JPEG;
            case PNG -> Upload.Format.PNG;
        };
        this.width = picture.width();
        this.height = picture.height();
        this.pages = null;
        this.content = picture.content();
        this.digest = picture.digest();
        this.fingerprint = picture.fingerprint();
    }

    Ready(Document document) {
        this.format = Upload.Format.PDF;
        this.width = document.width();
        this.height = document.height();
        this.pages = document.pages();
        this.content = document.content();
        this.digest = document.digest();
        this.fingerprint = document.fingerprint();
    }

    Upload.Format format() {
        return format;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    @Nullable Integer pages() {
        return pages;
    }

    byte[] content() {
        return content;
    }

    String digest() {
        return digest;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
