package cn.estation.identity.staff;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everybody's own account: where one is signed in, and how to end that elsewhere. */
@Controller
class AccountPages {

    private final StaffSessions sessions;
    private final Idempotency idempotency;
    private final AuditTrail audit;

    AccountPages(StaffSessions sessions, Idempotency idempotency, AuditTrail audit) {
        this.sessions = sessions;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @GetMapping("/console/account")
    String account(@AuthenticationPrincipal Staff staff, Model model) {
        model.addAttribute("sessions", sessions.of(staff.id()));
        model.addAttribute("here", staff.sessionId());
        return "identity/account";
    }

    @PostMapping("/console/account/sessions/{id}/end")
    String end(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        idempotency.once(staff, "staff.end-session", requestKey, id, Void.class, () -> {
            if (!sessions.endOwn(staff.id(), id.value())) {
                throw new NotFound();
            }
            audit.record(staff, 0, "staff.end-session", "staff:" + staff.id(), "结束自己在别处的登录");
            return null;
        });
        flash.addFlashAttribute("toast", "已结束那里的登录。");
        return "redirect:/console/account";
    }
}
