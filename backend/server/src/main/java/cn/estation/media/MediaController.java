package cn.estation.media;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of the mini-program: sent by residents, seen by whoever may. */
@RestController
@RequestMapping("/api/v1/media")
class MediaController {

    /**
     * A picture as its owner knows it.
     *
     * @param path where it is seen; by others only once it has passed
     */
    record Sent(Id mediaId, Purpose purpose, Verdict verdict, int width, int height, String path, Instant createdAt) {
        static Sent of(Upload upload) {
            return new Sent(
                    Id.of(upload.id()),
                    upload.purpose(),
                    upload.verdict(),
                    upload.width(),
                    upload.height(),
                    "/api/v1/media/" + upload.id(),
                    upload.createdAt());
        }
    }

    /** What is sent, for the description of the API. */
    @SuppressWarnings("unused")
    record Sending(
            @Schema(type = "string", format = "binary", description = "JPG 或 PNG，最多 10 MB")
            String file,

            Purpose purpose) {}

    private final UploadMapper uploads;
    private final Uploads pictures;
    private final Serving serving;

    MediaController(UploadMapper uploads, Uploads pictures, Serving serving) {
        this.uploads = uploads;
        this.pictures = pictures;
        this.serving = serving;
    }

    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = Sending.class)))
    Sent add(
            @AuthenticationPrincipal Resident resident,
            @Parameter(hidden = true) Ready picture,
            @Parameter(hidden = true) @RequestParam Purpose purpose) {
        return Sent.of(pictures.add(resident, purpose, picture));
    }

    /** The resident's own pictures and what became of them, newest first. */
    @GetMapping
    Page<Sent> own(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var page = Page.of(uploads.ofOwner(resident.actorKey(), query.before(), query.limit()), query, Upload::id);
        return new Page<>(page.items().stream().map(Sent::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
            })
    ResponseEntity<byte[]> show(
            @AuthenticationPrincipal @Nullable Resident resident,
            @PathVariable Id id,
            @Parameter(hidden = true) @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        var upload = pictures.find(id.value()).orElseThrow(NotFound::new);
        boolean own = resident != null && upload.owner().equals(resident.actorKey());
        if (!upload.isPublic() && !(own && upload.verdict() != Verdict.REFUSED)) {
            throw new NotFound();
        }
        return serving.answer(upload, upload.isPublic(), known);
    }

    @Idempotent
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        pictures.delete(resident, id.value());
    }
}
