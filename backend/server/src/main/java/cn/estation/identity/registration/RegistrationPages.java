package cn.estation.identity.registration;

import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Registrations, as the community sees and decides them. */
@Controller
@RequestMapping("/console/members")
class RegistrationPages {

    private static final int LONGEST_REASON = 200;

    private final Registrations registrations;
    private final Residents residents;
    private final ObjectProvider<NamedOnLists> lists;
    private final Idempotency idempotency;

    RegistrationPages(
            Registrations registrations,
            Residents residents,
            ObjectProvider<NamedOnLists> lists,
            Idempotency idempotency) {
        this.registrations = registrations;
        this.residents = residents;
        this.lists = lists;
        this.idempotency = idempotency;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable RegistrationStatus status,
            PageQuery query,
            Model model) {
        var page = registrations.page(staff, status, query);
        model.addAttribute("registrations", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", RegistrationStatus.values());
        return "identity/members";
    }

    @GetMapping("/{id}")
    String card(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var registration = registrations.find(staff, id.value());
        model.addAttribute("registration", registration);
        model.addAttribute("moves", registrations.moves(staff, id.value()));
        model.addAttribute(
                "phone", residents.maskedPhone(registration.residentId()).orElse("未填写"));
        model.addAttribute("home", residents.maskedHome(registration.residentId()));
        model.addAttribute(
                "listed",
                lists.orderedStream()
                        .flatMap(list -> list.namedBy(staff, id.value()).stream())
                        .toList());
        model.addAttribute("maySeeTasks", staff.may(Permission.VERIFY_TASKS));
        model.addAttribute("maySeePoints", staff.may(Permission.KEEP_POINTS));
        model.addAttribute("mayReveal", staff.may(Permission.REVEAL_PERSONAL));
        return "identity/member";
    }

    @PostMapping("/{id}/confirm")
    String confirm(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "registration.confirm", id, requestKey, "", () -> registrations.confirm(staff, id.value()));
        return done(id, "已确认报到，对方可以认领任务了。", flash);
    }

    @PostMapping("/{id}/reject")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason);
        once(staff, "registration.reject", id, requestKey, why, () -> registrations.reject(staff, id.value(), why));
        return done(id, "已退回报到，原因会告诉本人。", flash);
    }

    @PostMapping("/{id}/end")
    String end(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason);
        once(staff, "registration.end", id, requestKey, why, () -> registrations.end(staff, id.value(), why));
        return done(id, "已结束这份报到。", flash);
    }

    @PostMapping("/{id}/suspension")
    String suspend(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason);
        once(staff, "registration.suspend", id, requestKey, why, () -> registrations.suspend(staff, id.value(), why));
        return done(id, "已暂停，恢复以前不能认领新任务。", flash);
    }

    @PostMapping("/{id}/resumption")
    String resume(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "registration.resume", id, requestKey, "", () -> registrations.resume(staff, id.value()));
        return done(id, "已恢复。", flash);
    }

    /** Who asks to come from another community. */
    @GetMapping("/arriving")
    String arriving(@AuthenticationPrincipal Staff staff, Model model) {
        model.addAttribute("registrations", registrations.arriving(staff));
        return "identity/arriving";
    }

    @PostMapping("/arriving/{id}/acceptance")
    String takeIn(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var next = idempotency.once(
                staff,
                "registration.take-in:" + id,
                requestKey,
                "",
                Id.class,
                () -> Id.of(registrations.takeIn(staff, id.value())));
        return done(next, "已接收，对方可以认领本社区的任务了。", flash);
    }

    @PostMapping("/arriving/{id}/refusal")
    String turnDown(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason);
        once(
                staff,
                "registration.turn-down",
                id,
                requestKey,
                why,
                () -> registrations.turnDown(staff, id.value(), why));
        flash.addFlashAttribute("toast", "未接收，对方仍在原社区。");
        return "redirect:/console/members/arriving";
    }

    private static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || !CleanText.isClean(reason)) {
            throw new BadInput("请写明原因，200 个字以内。");
        }
        return reason;
    }

    private void once(Staff staff, String operation, Id id, String key, Object content, Runnable command) {
        idempotency.once(staff, operation + ":" + id, key, content, Void.class, () -> {
            command.run();
            return null;
        });
    }

    private static String done(Id id, String sentence, RedirectAttributes flash) {
        flash.addFlashAttribute("toast", sentence);
        return "redirect:/console/members/" + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {

        @Bean
        ConsolePage membersPage() {
            return new ConsolePage("党员报到", "/console/members", Permission.CONFIRM_MEMBERS, 450);
        }
    }
}
