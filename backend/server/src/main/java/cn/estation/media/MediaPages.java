package cn.estation.media;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

/** Pictures in the console: what waits for a person, one of them with its history, and sending one. */
@Controller
class MediaPages {

    private static final String HOME = "/console/media";
    private static final int LONGEST_REASON = 200;

    private final UploadMapper uploads;
    private final Uploads pictures;
    private final Serving serving;
    private final Authority authority;
    private final Residents residents;
    private final Grid grid;
    private final Idempotency idempotency;

    MediaPages(
            UploadMapper uploads,
            Uploads pictures,
            Serving serving,
            Authority authority,
            Residents residents,
            Grid grid,
            Idempotency idempotency) {
        this.uploads = uploads;
        this.pictures = pictures;
        this.serving = serving;
        this.authority = authority;
        this.residents = residents;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String queue(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String verdict,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.JUDGE_MEDIA);
        var shown = verdict.isEmpty() ? Verdict.REVIEW : verdict(verdict);
        var page = page(staff, shown, query);
        model.addAttribute("uploads", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("verdict", shown.name());
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("senders", senders(page.items()));
        return "media/queue";
    }

    private Page<Upload> page(Staff staff, Verdict verdict, PageQuery query) {
        var cells =
                places(staff, Permission.JUDGE_MEDIA).stream().map(GridCell::id).toList();
        return cells.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(uploads.queue(cells, verdict, query.before(), query.limit()), query, Upload::id);
    }

    private List<GridCell> places(Staff staff, Permission permission) {
        return authority.roots(staff, permission).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .distinct()
                .toList();
    }

    private Map<String, String> senders(List<Upload> uploads) {
        var names = new LinkedHashMap<String, String>();
        for (var upload : uploads) {
            names.put(upload.owner(), upload.isSentByResident() ? residents.maskedName(upload.residentId()) : "工作人员");
        }
        return names;
    }

    private static Verdict verdict(String name) {
        for (var verdict : Verdict.values()) {
            if (verdict.name().equals(name)) {
                return verdict;
            }
        }
        throw new BadInput("请选择一种结论。");
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var upload = theirs(staff, id.value());
        model.addAttribute("upload", upload);
        model.addAttribute("sender", senders(List.of(upload)).get(upload.owner()));
        model.addAttribute("moves", uploads.moves(upload.id()));
        return "media/picture";
    }

    @GetMapping(HOME + "/{id}/content")
    ResponseEntity<byte[]> content(@AuthenticationPrincipal Staff staff, @PathVariable Id id) {
        return serving.answer(theirs(staff, id.value()), false, null);
    }

    private Upload theirs(Staff staff, long id) {
        authority.require(staff, Permission.JUDGE_MEDIA);
        var upload = pictures.find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.JUDGE_MEDIA, upload.cellId());
        return upload;
    }

    @PostMapping(HOME + "/{id}/verdict")
    String judge(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        theirs(staff, id.value());
        var before = verdict(seen);
        var after = verdict(verdict);
        var words = reason.strip();
        if (words.length() > LONGEST_REASON || !CleanText.isClean(words)) {
            throw new BadInput("原因不超过 200 个字，不要有特殊符号。");
        }
        if (after == Verdict.REFUSED && words.isEmpty()) {
            throw new BadInput("不通过的，请写明原因。");
        }
        idempotency.once(staff, "media.judge:" + id, requestKey, List.of(before, after, words), Id.class, () -> {
            pictures.judge(staff, id.value(), before, after, words);
            return id;
        });
        flash.addFlashAttribute("toast", after == Verdict.PASSED ? "已通过。" : "已设为不通过，别人看不到了。");
        return "redirect:" + HOME + "/" + id;
    }

    @GetMapping(HOME + "/new")
    String choose(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Purpose.SERVICE_POINT.keeper());
        return form(staff, "", null, model);
    }

    private String form(Staff staff, String cellId, @Nullable String wrong, Model model) {
        var choices = new LinkedHashMap<String, String>();
        places(staff, Purpose.SERVICE_POINT.keeper())
                .forEach(cell -> choices.put(Long.toString(cell.id()), cell.name()));
        model.addAttribute("places", choices);
        model.addAttribute(
                "cellId", choices.size() == 1 ? choices.keySet().iterator().next() : cellId);
        model.addAttribute("wrong", wrong);
        return "media/new";
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String cellId,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash)
            throws IOException {
        authority.require(staff, Purpose.SERVICE_POINT.keeper());
        if (cellId.isEmpty()) {
            response.setStatus(422);
            return form(staff, cellId, "请选择图片属于哪里。", model);
        }
        long cell = Id.valueOf(cellId).value();
        authority.require(staff, Purpose.SERVICE_POINT.keeper(), cell);
        Ready picture;
        try {
            picture = pictures.read(staff, file == null ? new byte[0] : file.getBytes());
        } catch (Refusal refused) {
            response.setStatus(422);
            return form(staff, cellId, refused.sentence(), model);
        }
        var id = idempotency.once(
                staff,
                "media.add",
                requestKey,
                List.of(cellId, picture.fingerprint()),
                Id.class,
                () -> Id.of(pictures.add(staff, Purpose.SERVICE_POINT, cell, picture)));
        flash.addFlashAttribute("toast", "已上传。");
        return "redirect:" + (staff.may(Permission.JUDGE_MEDIA) ? HOME + "/" + id : HOME + "/new");
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage mediaPage() {
            return new ConsolePage("图片审核", HOME, Permission.JUDGE_MEDIA, 740);
        }
    }
}
