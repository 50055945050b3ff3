package cn.estation.media;

import cn.estation.kernel.Fingerprinted;
import cn.estation.media.picture.Picture;

/** A picture that was read and made anew, and is not kept yet. */
public final class Ready implements Fingerprinted {

    private final Picture picture;

    Ready(Picture picture) {
        this.picture = picture;
    }

    Picture picture() {
        return picture;
    }

    @Override
    public String fingerprint() {
        return picture.fingerprint();
    }
}
