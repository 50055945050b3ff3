package cn.estation.guide.desk;

import cn.estation.guide.SynonymReplay;
import cn.estation.guide.Synonyms;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's synonyms: propose a group, see what it would have changed, make it live, withdraw it. */
@Controller
class SynonymPages {

    private final Synonyms synonyms;
    private final GuideScope scope;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Jobs jobs;

    SynonymPages(Synonyms synonyms, GuideScope scope, Authority authority, Idempotency idempotency, Jobs jobs) {
        this.synonyms = synonyms;
        this.scope = scope;
        this.authority = authority;
        this.idempotency = idempotency;
        this.jobs = jobs;
    }

    /** @param words as typed, with spaces or commas or line ends between them */
    record Proposed(
            @NotBlank(message = "请写几个意思相同的说法。") @Size(max = 300, message = "请控制在 300 个字以内。") String words) {
        List<String> list() {
            return Arrays.asList(words.strip().split("[\\s,，、;；/]+"));
        }
    }

    @GetMapping("/console/synonyms")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam Synonyms.@Nullable Status status,
            PageQuery query,
            Model model) {
        model.addAttribute("form", new Proposed(""));
        return show(staff, status, query, model);
    }

    private String show(Staff staff, Synonyms.@Nullable Status status, PageQuery query, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        model.addAttribute("page", synonyms.page(scope.cells(staff), status, query));
        model.addAttribute("statuses", Synonyms.Status.values());
        model.addAttribute("status", status);
        return "guide/synonyms";
    }

    @PostMapping("/console/synonyms")
    String propose(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") Proposed form,
            BindingResult errors,
            @RequestParam String requestKey,
            PageQuery query,
            Model model,
            HttpServletResponse response) {
        authority.require(staff, Permission.EDIT_GUIDES);
        if (!errors.hasErrors()) {
            try {
                var id = idempotency.once(staff, "guide.synonym.try", requestKey, form, Id.class, () -> {
                    long group = synonyms.tryOut(staff, form.list());
                    jobs.start(SynonymReplay.KIND, staff);
                    return Id.of(group);
                });
                return "redirect:/console/synonyms/" + id;
            } catch (BadInput wrong) {
                errors.rejectValue("words", "wrong", wrong.sentence());
            }
        }
        response.setStatus(422);
        return show(staff, null, query, model);
    }

    @GetMapping("/console/synonyms/{id}")
    String detail(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        read(staff, id, model);
        return "guide/synonym";
    }

    /** The part of the page that shows how far the trial is and, at its end, what it would change. */
    @GetMapping("/console/synonyms/{id}/trial")
    String trial(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        read(staff, id, model);
        return "guide/synonym :: trial";
    }

    private void read(Staff staff, Id id, Model model) {
        var group = synonyms.group(staff, id.value());
        model.addAttribute("group", group);
        model.addAttribute("own", group.author().equals(staff.actorKey()));
        model.addAttribute(
                "job", jobs.latest(SynonymReplay.KIND, 1).stream().findFirst().orElse(null));
    }

    @PostMapping("/console/synonyms/{id}/live")
    String goLive(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "guide.synonym.live:" + id, requestKey, () -> synonyms.goLive(staff, id.value()));
        flash.addFlashAttribute("toast", "已生效，两秒内所有居民都能用这些词搜到。");
        return "redirect:/console/synonyms/" + id;
    }

    @PostMapping("/console/synonyms/{id}/withdraw")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "guide.synonym.withdraw:" + id, requestKey, () -> synonyms.withdraw(staff, id.value()));
        flash.addFlashAttribute("toast", "已撤下，两秒内不再使用。");
        return "redirect:/console/synonyms/" + id;
    }

    private void once(Staff staff, String operation, String key, Runnable command) {
        idempotency.<@Nullable Void>once(staff, operation, key, null, Void.class, () -> {
            command.run();
            return null;
        });
    }
}
