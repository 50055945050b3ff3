package cn.estation.appointment.absence;

import cn.estation.appointment.calendar.Bookables;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
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

/** What follows of no-shows, in the console: the rule of each office by effective date, and who may not book for now. */
@Controller
class NoShowPages {

    static final String RULES = "/console/no-show-rules";
    static final String RESTRICTIONS = "/console/restrictions";

    private final Absences absences;
    private final Bookables bookables;
    private final Grid grid;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    NoShowPages(
            Absences absences,
            Bookables bookables,
            Grid grid,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.absences = absences;
        this.bookables = bookables;
        this.grid = grid;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param times 0 for no restriction at all */
    record RuleForm(
            @NotNull(message = "请选择从哪天起。") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate effectiveFrom,

            @NotNull(message = "请写几次。") @Nullable Integer times,
            @NotNull(message = "请写多少天内。") @Nullable Integer withinDays,
            @NotNull(message = "请写暂停多少天。") @Nullable Integer restrictDays,
            @NotNull(message = "请写申辩期。") @Nullable Integer contestHours) {

        static RuleForm of(NoShowRule rule, LocalDate from) {
            return new RuleForm(from, rule.times(), rule.withinDays(), rule.restrictDays(), rule.contestHours());
        }

        NoShowRule rule(long cellId) {
            return new NoShowRule(
                    cellId,
                    Objects.requireNonNull(effectiveFrom),
                    Objects.requireNonNull(times),
                    Objects.requireNonNull(withinDays),
                    Objects.requireNonNull(restrictDays),
                    Objects.requireNonNull(contestHours));
        }
    }

    /** An office with the rule that holds today. */
    record Office(long id, String name, String sentence) {}

    @GetMapping(RULES)
    String offices(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var today = today();
        model.addAttribute(
                "offices",
                grid.cells(bookables.cells(staff, Permission.MANAGE_CALENDARS)).values().stream()
                        .sorted(Comparator.comparing(GridCell::path))
                        .map(cell -> new Office(
                                cell.id(),
                                cell.name(),
                                absences.rule(cell.id(), today).sentence()))
                        .toList());
        return "appointment/no-show-rules";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    @GetMapping(RULES + "/{id}")
    String rule(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS, id.value());
        var today = today();
        model.addAttribute("form", RuleForm.of(absences.rule(id.value(), today), today.plusDays(1)));
        return show(id, null, model);
    }

    private String show(Id id, @Nullable HttpServletResponse response, Model model) {
        if (response != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("id", id);
        model.addAttribute("office", grid.cell(id.value()).name());
        model.addAttribute("now", absences.rule(id.value(), today()));
        model.addAttribute("versions", absences.rules(id.value()));
        model.addAttribute("today", today());
        return "appointment/no-show-rule";
    }

    @PostMapping(RULES + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable RuleForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_CALENDARS, id.value());
        if (form == null || errors.hasErrors()) {
            if (form == null) {
                model.addAttribute("form", RuleForm.of(absences.rule(id.value(), today()), today()));
            }
            return show(id, response, model);
        }
        try {
            idempotency.once(staff, "appointment.no-show-rule:" + id, requestKey, form, Id.class, () -> {
                absences.setRule(staff, form.rule(id.value()));
                return id;
            });
        } catch (BadInput wrong) {
            errors.reject("refused", wrong.sentence());
            return show(id, response, model);
        }
        flash.addFlashAttribute("toast", "爽约规则已保存，自 " + form.effectiveFrom() + " 的预约起适用。");
        return "redirect:" + RULES + "/" + id;
    }

    /** A restriction as the list shows it. */
    record Line(Restriction restriction, String office) {}

    @GetMapping(RESTRICTIONS)
    String restrictions(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var page = absences.inForce(bookables.cells(staff, Permission.SERVE_APPOINTMENTS), query);
        var offices = grid.cells(
                page.items().stream().map(Restriction::cellId).distinct().toList());
        model.addAttribute(
                "page",
                page.map(one -> new Line(
                        one,
                        Optional.ofNullable(offices.get(one.cellId()))
                                .map(GridCell::name)
                                .orElse(""))));
        return "appointment/restrictions";
    }
}
