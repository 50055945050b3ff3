package cn.estation.task;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.QrImage;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** At the place of a task: the code to scan, and whose work counts. */
@Controller
class ClaimPages {

    private static final int LONGEST_REASON = 200;

    private final TaskMapper tasks;
    private final Verification verification;
    private final CheckInCode codes;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    ClaimPages(
            TaskMapper tasks,
            Verification verification,
            CheckInCode codes,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.tasks = tasks;
        this.verification = verification;
        this.codes = codes;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The code of this moment, drawn; the page asks again by itself. */
    @GetMapping("/console/task/{id}/code")
    String code(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        if (task.status() != TaskStatus.PUBLISHED || task.endedAt(clock.instant())) {
            return "task/code :: over";
        }
        var code = codes.current(task.id());
        model.addAttribute("task", task);
        model.addAttribute("code", code);
        model.addAttribute("image", QrImage.address(code));
        return "task/code :: code";
    }

    @PostMapping("/console/task/claims/{id}/verification")
    String verify(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer minutes,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        verification.theirs(staff, id.value());
        if (minutes == null) {
            throw new BadInput("请填写服务分钟数。");
        }
        var task = idempotency.once(
                staff,
                "task.verify:" + id,
                requestKey,
                minutes,
                Id.class,
                () -> Id.of(verification.verify(staff, id.value(), minutes).taskId()));
        flash.addFlashAttribute("toast", "已核实，积分随即入账。");
        return "redirect:/console/task/" + task;
    }

    @PostMapping("/console/task/claims/{id}/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        verification.theirs(staff, id.value());
        var words = reason(reason);
        var task = idempotency.once(
                staff,
                "task.reject:" + id,
                requestKey,
                words,
                Id.class,
                () -> Id.of(verification.reject(staff, id.value(), words).taskId()));
        flash.addFlashAttribute("toast", "已退回，原因会告诉党员。");
        return "redirect:/console/task/" + task;
    }

    /** @throws BadInput if there is no reason, or it is too long or no text */
    static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || !CleanText.isClean(reason)) {
            throw new BadInput("请写明原因，不超过 200 字。");
        }
        return reason;
    }
}
