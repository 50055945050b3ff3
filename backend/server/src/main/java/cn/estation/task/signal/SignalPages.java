package cn.estation.task.signal;

import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The queue of what is worth a look. */
@Controller
class SignalPages {

    private static final String HOME = "/console/task/signals";
    private static final int LONGEST = 200;

    private final Signals signals;
    private final Residents residents;
    private final Idempotency idempotency;

    SignalPages(Signals signals, Residents residents, Idempotency idempotency) {
        this.signals = signals;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable SignalStatus status,
            PageQuery query,
            Model model) {
        var page = signals.page(staff, status, query);
        model.addAttribute("signals", page.items());
        model.addAttribute("about", signals.about(staff, page.items()));
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", SignalStatus.values());
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(SignalMapper.Signal::residentId)
                        .filter(Objects::nonNull)
                        .toList()));
        return "task/signals";
    }

    @PostMapping(HOME + "/{id}/decision")
    String decide(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "HARMLESS") SignalStatus found,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        signals.theirs(staff, id.value());
        var words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST || !CleanText.isClean(words)) {
            throw new BadInput("请写明怎么看的，不超过 200 字。");
        }
        idempotency.once(staff, "task.signal:" + id, requestKey, found + words, Id.class, () -> {
            signals.decide(staff, id.value(), found, words);
            return id;
        });
        flash.addFlashAttribute("toast", "已记下。要撤销积分，请到那条认领的任务页办理。");
        return "redirect:" + HOME;
    }

    /** Signals that nobody has looked at. */
    @Component
    static class WaitingSignals implements WaitingWork {

        private final Signals signals;

        WaitingSignals(Signals signals) {
            this.signals = signals;
        }

        @Override
        public Optional<Waiting> waiting(Staff staff) {
            return staff.may(Permission.VERIFY_TASKS)
                    ? Optional.of(new Waiting("志愿服务值得看一眼", signals.open(staff), HOME + "?status=OPEN", 70))
                    : Optional.empty();
        }
    }
}
