package cn.estation.media;

import cn.estation.privacy.BlindIndex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** An address under which the platform may fetch one picture for a short time. Nobody else can make one. */
@Component
class CheckLink {

    private static final String CONTEXT = "media_upload.check";

    private final String baseUrl;
    private final BlindIndex index;
    private final MediaSettings settings;
    private final Clock clock;

    CheckLink(@Value("${estation.base-url}") String baseUrl, BlindIndex index, MediaSettings settings, Clock clock) {
        this.baseUrl = baseUrl;
        this.index = index;
        this.settings = settings;
        this.clock = clock;
    }

    String to(long uploadId) {
        long until = clock.instant().plus(settings.linkLife()).getEpochSecond();
        return baseUrl + "/wechat/media/" + uploadId + "?until=" + until + "&signature=" + sign(uploadId, until);
    }

    boolean isGood(long uploadId, long until, String signature) {
        return clock.instant().isBefore(Instant.ofEpochSecond(until))
                && MessageDigest.isEqual(
                        sign(uploadId, until).getBytes(StandardCharsets.US_ASCII),
                        signature.getBytes(StandardCharsets.US_ASCII));
    }

    private String sign(long uploadId, long until) {
        return index.of(CONTEXT, uploadId + ":" + until);
    }
}
