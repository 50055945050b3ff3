package cn.estation.media;

import cn.estation.kernel.NotFound;
import cn.estation.media.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Gives a file to somebody who may have it, so that a browser can do nothing with it but show or save it. */
@Component
public class Serving {

    private static final Logger log = LoggerFactory.getLogger(Serving.class);
    private static final Duration PUBLIC_FOR = Duration.ofDays(7);

    private final UploadMapper uploads;
    private final Store store;

    Serving(UploadMapper uploads, Store store) {
        this.uploads = uploads;
        this.store = store;
    }

    /**
     * The answer with a file of another module in it. That module has decided that whoever asks may have it.
     *
     * @param name for the file, without ending; whatever is in it stays a name
     * @param publicFor how long anybody may keep it without asking again; nobody may if absent
     * @param known the {@code If-None-Match} of the request, if there is one
     * @throws NotFound if there is none of this purpose, it has not passed, or its file is gone
     */
    public ResponseEntity<byte[]> file(
            Purpose purpose, long id, String name, @Nullable Duration publicFor, @Nullable String known) {
        var upload = Optional.ofNullable(uploads.find(id))
                .filter(one -> one.purpose() == purpose && one.verdict() == Verdict.PASSED)
                .orElseThrow(NotFound::new);
        var headers = headers(upload, publicFor);
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(name + "." + upload.format().ending(), StandardCharsets.UTF_8)
                .build());
        return answer(upload, headers, known);
    }

    /**
     * The answer with the picture in it.
     *
     * @param known the {@code If-None-Match} of the request, if there is one
     * @throws NotFound if its file is gone
     */
    ResponseEntity<byte[]> answer(Upload upload, boolean forEverybody, @Nullable String known) {
        return answer(upload, headers(upload, forEverybody ? PUBLIC_FOR : null), known);
    }

    private ResponseEntity<byte[]> answer(Upload upload, HttpHeaders headers, @Nullable String known) {
        if (known != null && known.contains(tag(upload))) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        var content = store.read(upload.location()).orElseThrow(() -> {
            log.error("the file of picture {} is gone; restore it from the backup", upload.id());
            return new NotFound();
        });
        return new ResponseEntity<>(content, headers, HttpStatus.OK);
    }

    private static HttpHeaders headers(Upload upload, @Nullable Duration publicFor) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(upload.format().type()));
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(upload.id() + "." + upload.format().ending())
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", publicFor != null ? "cross-origin" : "same-origin");
        headers.setETag(tag(upload));
        headers.setCacheControl(
                publicFor != null
                        ? CacheControl.maxAge(publicFor).cachePublic()
                        : CacheControl.noStore().cachePrivate());
        return headers;
    }

    private static String tag(Upload upload) {
        return "\"" + upload.digest().substring(0, 32) + "\"";
    }
}
