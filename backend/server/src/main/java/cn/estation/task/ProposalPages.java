package cn.estation.task;

import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import java.util.function.LongSupplier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A second person decides on changes of tasks that are published. */
@Controller
@RequestMapping("/console/task/changes")
class ProposalPages {

    private final Proposing proposing;
    private final Idempotency idempotency;

    ProposalPages(Proposing proposing, Idempotency idempotency) {
        this.proposing = proposing;
        this.idempotency = idempotency;
    }

    @PostMapping("/{id}/approval")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "approve",
                id,
                "",
                requestKey,
                "已生效，认领的人会收到通知并重新确认。",
                flash,
                () -> proposing.approve(staff, id.value()));
    }

    @PostMapping("/{id}/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        proposing.theirs(staff, id.value());
        var words = ClaimPages.reason(reason);
        return once(
                staff,
                "reject",
                id,
                words,
                requestKey,
                "已退回，任务保持原样。",
                flash,
                () -> proposing.reject(staff, id.value(), words));
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "withdraw",
                id,
                "",
                requestKey,
                "已撤回，任务保持原样。",
                flash,
                () -> proposing.withdraw(staff, id.value()));
    }

    private String once(
            Staff staff,
            String act,
            Id id,
            String content,
            String requestKey,
            String toast,
            RedirectAttributes flash,
            LongSupplier command) {
        proposing.theirs(staff, id.value());
        var task = idempotency.once(
                staff,
                "task.change-" + act + ":" + id,
                requestKey,
                content,
                Id.class,
                () -> Id.of(command.getAsLong()));
        flash.addFlashAttribute("toast", toast);
        return "redirect:/console/task/" + task;
    }
}
