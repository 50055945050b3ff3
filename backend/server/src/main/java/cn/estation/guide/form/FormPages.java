package cn.estation.guide.form;

import cn.estation.guide.content.Document;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.media.Purpose;
import cn.estation.media.Ready;
import cn.estation.media.Serving;
import cn.estation.media.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a draft in the console: uploaded, looked at, taken out. */
@Controller
class FormPages {

    private static final String HOME = "/console/guides/{id}/forms";

    private final Forms forms;
    private final Versions versions;
    private final Uploads uploads;
    private final Serving serving;
    private final Authority authority;
    private final Idempotency idempotency;

    FormPages(
            Forms forms,
            Versions versions,
            Uploads uploads,
            Serving serving,
            Authority authority,
            Idempotency idempotency) {
        this.forms = forms;
        this.versions = versions;
        this.uploads = uploads;
        this.serving = serving;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    /**
     * A place for a file.
     *
     * @param said what stands there now; empty for nothing
     * @param code of the uploaded form; empty if it is none
     */
    record Place(Document document, GuideForm.Kind kind, String said, String code) {
        static Place of(Document document, GuideForm.Kind kind) {
            var said = kind.of(document);
            var link = GuideForm.LINK.matcher(said);
            return new Place(document, kind, said, link.matches() ? link.group(1) : "");
        }
    }

    @GetMapping(HOME)
    String forms(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        return page(item(staff, id), null, model);
    }

    private String page(GuideItem item, @Nullable String wrong, Model model) {
        var draft = versions.coming(item.id())
                .filter(version -> version.status() == GuideStatus.DRAFT)
                .orElseThrow(NotFound::new);
        model.addAttribute("item", item);
        model.addAttribute("edits", draft.edits());
        model.addAttribute("wrong", wrong);
        model.addAttribute(
                "places",
                versions.content(draft).documents().stream()
                        .flatMap(document ->
                                java.util.Arrays.stream(GuideForm.Kind.values()).map(kind -> Place.of(document, kind)))
                        .toList());
        return "guide/forms";
    }

    @PostMapping(HOME)
    String attach(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String document,
            @RequestParam GuideForm.@Nullable Kind kind,
            @RequestParam(defaultValue = "0") int edits,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash)
            throws IOException {
        var item = item(staff, id);
        var what = kind == null ? GuideForm.Kind.BLANK : kind;
        try {
            Ready ready = uploads.readFile(staff, file == null ? new byte[0] : file.getBytes());
            idempotency.once(
                    staff,
                    "guide.form:" + id,
                    requestKey,
                    List.of(document, what, edits, ready.fingerprint()),
                    String.class,
                    () -> forms.attach(staff, item.id(), edits, document, what, ready));
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(item, refused.sentence(), model);
        }
        flash.addFlashAttribute("toast", "已上传。发布这一版以后，居民就能下载。");
        return "redirect:/console/guides/" + id + "/forms";
    }

    @PostMapping(HOME + "/remove")
    String remove(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String document,
            @RequestParam GuideForm.@Nullable Kind kind,
            @RequestParam(defaultValue = "0") int edits,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var item = item(staff, id);
        var what = kind == null ? GuideForm.Kind.BLANK : kind;
        idempotency.<@Nullable Void>once(
                staff, "guide.form-remove:" + id, requestKey, List.of(document, what, edits), Void.class, () -> {
                    forms.remove(staff, item.id(), edits, document, what);
                    return null;
                });
        flash.addFlashAttribute("toast", "已去掉。");
        return "redirect:/console/guides/" + id + "/forms";
    }

    /** The file itself, for whoever writes or reviews the guide, published or not. */
    @GetMapping("/console/guides/{id}/form")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam(defaultValue = "") String code) {
        var item = item(staff, id);
        if (code.isEmpty()) {
            throw new BadInput("请从指南的页面打开表格。");
        }
        var form = forms.find(code).filter(one -> one.itemId() == item.id()).orElseThrow(NotFound::new);
        return serving.file(Purpose.GUIDE_FORM, form.mediaId(), forms.name(form), null, null);
    }

    private GuideItem item(Staff staff, Id id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = versions.item(id.value());
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        return item;
    }
}
