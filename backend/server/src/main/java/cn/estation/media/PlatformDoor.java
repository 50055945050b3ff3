package cn.estation.media;

import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the platform fetches a picture that it was asked to look at. */
@RestController
class PlatformDoor {

    private final Uploads uploads;
    private final CheckLink links;
    private final Serving serving;

    PlatformDoor(Uploads uploads, CheckLink links, Serving serving) {
        this.uploads = uploads;
        this.links = links;
        this.serving = serving;
    }

    @GetMapping("/wechat/media/{id}")
    ResponseEntity<byte[]> fetch(
            @PathVariable Id id,
            @RequestParam(defaultValue = "0") long until,
            @RequestParam(defaultValue = "") String signature) {
        if (!links.isGood(id.value(), until, signature)) {
            throw new NotFound();
        }
        var upload = uploads.find(id.value())
                .filter(picture -> picture.verdict() == Verdict.PENDING)
                .orElseThrow(NotFound::new);
        return serving.answer(upload, false, null);
    }
}
