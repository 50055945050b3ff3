package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.calendar.Templates;
import cn.estation.appointment.plan.Hours;
import cn.estation.appointment.plan.StalePreview;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Hours of something that can be booked: typed, previewed with everybody they touch, then done for exactly those. */
@Controller
class HoursPages {

    private static final String PATH = BookablePages.HOME + "/{id}/hours";

    private final Bookables bookables;
    private final Templates templates;
    private final Hours hours;
    private final Touched touched;
    private final Idempotency idempotency;
    private final Clock clock;

    HoursPages(
            Bookables bookables,
            Templates templates,
            Hours hours,
            Touched touched,
            Idempotency idempotency,
            Clock clock) {
        this.bookables = bookables;
        this.templates = templates;
        this.hours = hours;
        this.touched = touched;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String write(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var bookable = theirs(staff, id);
        var now = today();
        var inUse = templates.inUse(bookable.id()).stream()
                .filter(one -> one.validTo() == null || !one.validTo().isBefore(now))
                .toList();
        model.addAttribute("form", HoursForm.of(inUse.isEmpty() ? now : now.plusDays(1), inUse));
        return form(bookable, null, model);
    }

    private Bookable theirs(Staff staff, Id id) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        if (!bookable.kind().keepsHours()) {
            throw new BadInput("活动和课程的时间请到“活动课程”里改。");
        }
        return bookable;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private String form(Bookable bookable, @Nullable HttpServletResponse response, Model model) {
        if (response != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var form = (HoursForm) Objects.requireNonNull(model.getAttribute("form"));
        model.addAttribute("bookable", bookable);
        model.addAttribute("groups", form.groups());
        model.addAttribute("weekdays", Arrays.asList(DayOfWeek.values()));
        model.addAttribute(
                "names",
                Arrays.stream(DayOfWeek.values()).map(SessionText::name).toList());
        return "appointment/hours-form";
    }

    /** Changes nothing: shows whom the hours would touch. Also the way back from there, with what was typed. */
    @PostMapping(PATH + "/preview")
    String preview(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") @Nullable HoursForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String back,
            Model model,
            HttpServletResponse response) {
        var bookable = theirs(staff, id);
        var drafts = form == null ? null : form.drafts(today(), errors);
        if (drafts == null || !back.isEmpty()) {
            return again(bookable, form, drafts == null ? response : null, model);
        }
        return preview(staff, bookable, Objects.requireNonNull(form), drafts, null, model);
    }

    private String again(
            Bookable bookable, @Nullable HoursForm form, @Nullable HttpServletResponse response, Model model) {
        if (form == null) {
            model.addAttribute("form", HoursForm.of(today(), List.of()));
        }
        return form(bookable, response, model);
    }

    private String preview(
            Staff staff,
            Bookable bookable,
            HoursForm form,
            List<TemplateDraft> drafts,
            @Nullable String stale,
            Model model) {
        var from = Objects.requireNonNull(form.from());
        var preview = hours.preview(staff, bookable.id(), from, drafts);
        var lines = touched.flagged(bookable, preview.affected(), preview.offers());
        model.addAttribute("bookable", bookable);
        model.addAttribute("form", form);
        model.addAttribute("groups", form.filled());
        model.addAttribute("preview", preview);
        model.addAttribute("stale", stale);
        model.addAttribute("lines", lines);
        model.addAttribute("calls", lines.stream().filter(Touched.Line::toCall).count());
        model.addAttribute(
                "hours",
                drafts.stream().map(draft -> SessionText.line(draft, from)).toList());
        return "appointment/hours-preview";
    }

    @PostMapping(PATH)
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") @Nullable HoursForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var bookable = theirs(staff, id);
        var drafts = form == null ? null : form.drafts(today(), errors);
        if (drafts == null) {
            return again(bookable, form, response, model);
        }
        var from = Objects.requireNonNull(Objects.requireNonNull(form).from());
        try {
            idempotency.once(staff, "appointment.hours:" + id, requestKey, List.of(form, seen), Id.class, () -> {
                hours.change(staff, id.value(), from, drafts, seen);
                return id;
            });
        } catch (StalePreview stale) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return preview(staff, bookable, form, drafts, stale.sentence(), model);
        }
        flash.addFlashAttribute("toast", "新的时段已生效，受影响的预约已标出，请到预约日历里处理。");
        return "redirect:" + BookablePages.HOME + "/" + id;
    }
}
