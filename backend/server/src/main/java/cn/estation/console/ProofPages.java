package cn.estation.console;

import cn.estation.audit.AuditTrail;
import cn.estation.audit.ProofHistory;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Checks every invariant over all rows, now or as it was done at night. */
@Controller
class ProofPages {

    private static final String KIND = "prove";
    private static final int SHOWN = 10;

    private final Jobs jobs;
    private final ProofHistory history;
    private final Authority authority;
    private final Idempotency idempotency;
    private final AuditTrail audit;

    ProofPages(Jobs jobs, ProofHistory history, Authority authority, Idempotency idempotency, AuditTrail audit) {
        this.jobs = jobs;
        this.history = history;
        this.authority = authority;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @GetMapping("/console/proof")
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.RUN_PROOF);
        model.addAttribute("jobs", jobs.latest(KIND, 1));
        model.addAttribute("runs", history.latest(SHOWN));
        return "audit/proof";
    }

    @PostMapping("/console/proof")
    String start(@AuthenticationPrincipal Staff staff, @RequestParam String requestKey) {
        authority.require(staff, Permission.RUN_PROOF);
        idempotency.once(staff, "console.prove", requestKey, "", Id.class, () -> {
            long job = jobs.start(KIND, staff);
            audit.record(staff, 0, "proof.start", "job:" + job, "发起数据核对");
            return Id.of(job);
        });
        return "redirect:/console/proof";
    }

    @GetMapping("/console/proof/jobs/{id}")
    String progress(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        authority.require(staff, Permission.RUN_PROOF);
        var job =
                jobs.find(id.value()).filter(found -> found.kind().equals(KIND)).orElseThrow(NotFound::new);
        model.addAttribute("job", job);
        return "audit/proof-progress";
    }
}
