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
import cn.estation.media.Purpose;
import cn.estation.media.Serving;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
    private final ClaimMapper claims;
    private final Serving serving;
    private final Verification verification;
    private final Contests contests;
    private final Worth worth;
    private final CheckIn checkIn;
    private final CheckInCode codes;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    ClaimPages(
            TaskMapper tasks,
            ClaimMapper claims,
            Serving serving,
            Verification verification,
            Contests contests,
            Worth worth,
            CheckIn checkIn,
            CheckInCode codes,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.serving = serving;
        this.verification = verification;
        this.contests = contests;
        this.worth = worth;
        this.checkIn = checkIn;
        this.codes = codes;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The code of this moment, drawn; the page asks again by itself. */
    @GetMapping("/console/task/{id}/code")
    String code(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "false") boolean out,
            Model model) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        var now = clock.instant();
        if (!TaskPages.checkInOpen(task, now)) {
            return "task/code :: over";
        }
        // After the end one can only leave.
        boolean leaving = out && task.startedAt(now) || task.endedAt(now);
        var code = codes.current(leaving ? CheckInCode.Use.OUT : CheckInCode.Use.IN, task.id());
        model.addAttribute("task", task);
        model.addAttribute("code", code);
        model.addAttribute("out", leaving);
        model.addAttribute("either", task.startedAt(now) && !task.endedAt(now));
        model.addAttribute("image", QrImage.address(code));
        return "task/code :: code";
    }

    /** Staff scan, or type, the code on a member's phone. */
    @PostMapping("/console/task/{id}/scan")
    String scan(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        var status = idempotency.once(
                staff,
                "task.scan:" + id,
                requestKey,
                code,
                ClaimStatus.class,
                () -> checkIn.scan(staff, id.value(), code).status());
        flash.addFlashAttribute("toast", status == ClaimStatus.CHECKED_IN ? "已签到。" : "已签退。");
        return "redirect:/console/task/" + id;
    }

    /** The picture a member chose to add, once it has passed. */
    @GetMapping("/console/task/claims/{id}/photo")
    ResponseEntity<byte[]> photo(@AuthenticationPrincipal Staff staff, @PathVariable Id id) {
        var claim = verification.theirs(staff, id.value());
        var photo = claims.photo(claim.id());
        if (photo == null) {
            throw new NotFound();
        }
        return serving.file(Purpose.TASK_WORK, photo, "志愿服务-" + id, null, null);
    }

    @PostMapping("/console/task/claims/{id}/verification")
    String verify(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer minutes,
            @RequestParam(defaultValue = "PASS") Verdict verdict,
            @RequestParam @Nullable Integer stars,
            @RequestParam(defaultValue = "false") boolean there,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        verification.theirs(staff, id.value());
        if (minutes == null || verdict == Verdict.UNANSWERED || verdict == Verdict.FAIL) {
            throw new BadInput("请填写服务分钟数。");
        }
        var evaluation = new Verification.Evaluation(verdict, minutes, stars, "", there);
        var task = idempotency.once(
                staff,
                "task.verify:" + id,
                requestKey,
                evaluation,
                Id.class,
                () -> Id.of(verification.evaluate(staff, id.value(), evaluation).taskId()));
        flash.addFlashAttribute("toast", "已核实，" + afterwards(id));
        return "redirect:/console/task/" + task;
    }

    private String afterwards(Id claimId) {
        var claim = claims.find(claimId.value()).orElseThrow();
        var points = claim.points();
        return worth.afterwards(tasks.find(claim.taskId()).orElseThrow(), points == null ? 0 : points);
    }

    /** Passes the work of all that are ticked, each for the minutes that are shown. */
    @PostMapping("/console/task/{id}/verifications")
    String verifyMany(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(name = "claims", defaultValue = "") List<Id> ticked,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        if (ticked.isEmpty()) {
            throw new BadInput("请先勾选要核实的人。");
        }
        int passed = idempotency.once(
                staff,
                "task.verify-many:" + id,
                requestKey,
                ticked,
                Integer.class,
                () -> verification.passAll(
                        staff, id.value(), ticked.stream().map(Id::value).toList()));
        flash.addFlashAttribute("toast", "已核实 %d 人，%s".formatted(passed, worth.afterwards(task)));
        return "redirect:/console/task/" + id;
    }

    @PostMapping("/console/task/claims/{id}/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "task.reject",
                id,
                reason,
                requestKey,
                "已退回，原因会告诉党员。",
                flash,
                words -> verification.reject(staff, id.value(), words));
    }

    @PostMapping("/console/task/claims/{id}/revocation")
    String revoke(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "task.revoke",
                id,
                reason,
                requestKey,
                "已撤销，得分随即收回，记录保留。",
                flash,
                words -> verification.revoke(staff, id.value(), words));
    }

    @PostMapping("/console/task/claims/{id}/contest")
    String decide(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "EXCUSED") Contests.Outcome ruling,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "task.contest-" + ruling,
                id,
                reason,
                requestKey,
                "已裁定，结果会告诉本人。",
                flash,
                words -> contests.decide(staff, id.value(), ruling, words));
    }

    private String once(
            Staff staff,
            String operation,
            Id id,
            String reason,
            String requestKey,
            String toast,
            RedirectAttributes flash,
            Function<String, Claim> act) {
        verification.theirs(staff, id.value());
        var words = reason(reason);
        var task = idempotency.once(
                staff,
                operation + ":" + id,
                requestKey,
                words,
                Id.class,
                () -> Id.of(act.apply(words).taskId()));
        flash.addFlashAttribute("toast", toast);
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
