package cn.estation.guide.place;

import cn.estation.grid.Counter;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.OpeningHours.Span;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.guide.ClosureEffects;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Closures and exceptional openings in the console: first what they would change and whom they would touch, then done. */
@Controller
class ClosurePages {

    private static final int SHOWN = 14;

    private final PointDesk desk;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final ObjectProvider<ClosureEffects> effects;
    private final Idempotency idempotency;
    private final Clock clock;

    ClosurePages(
            PointDesk desk,
            ServicePoints points,
            OpeningHours hours,
            ObjectProvider<ClosureEffects> effects,
            Idempotency idempotency,
            Clock clock) {
        this.desk = desk;
        this.points = points;
        this.hours = hours;
        this.effects = effects;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Changes nothing: shows what would change. */
    @PostMapping(PointPages.HOME + "/{id}/closures/preview")
    String preview(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable ClosureForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        var point = desk.point(staff, id.value());
        if (form == null || !form.makesSense(today(), errors)) {
            return again(point, model, response);
        }
        model.addAttribute("point", point);
        var counter = counter(point, form);
        var changes = changes(counter == null ? point.id() : counter.id(), form);
        model.addAttribute("counter", counter);
        model.addAttribute("changes", changes.stream().limit(SHOWN).toList());
        model.addAttribute("more", Math.max(0, changes.size() - SHOWN));
        model.addAttribute("touched", touched(point, counter, form));
        model.addAttribute("asked", effects.stream().findAny().isPresent());
        return "guide/places/closure-preview";
    }

    @PostMapping(PointPages.HOME + "/{id}/closures")
    String announce(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable ClosureForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var point = desk.point(staff, id.value());
        if (form == null || !form.makesSense(today(), errors)) {
            return again(point, model, response);
        }
        var counter = counter(point, form);
        idempotency.once(
                staff,
                "point.except:" + id,
                requestKey,
                form,
                Id.class,
                () -> Id.of(desk.except(
                        staff,
                        point.id(),
                        counter == null ? null : counter.id(),
                        form.opens(),
                        Objects.requireNonNull(form.fromDay()),
                        Objects.requireNonNull(form.lastDay()),
                        form.part(),
                        PointForm.clean(form.reason()))));
        flash.addFlashAttribute("toast", form.opens() ? "临时开放已登记，居民马上能看到。" : "临时关闭已登记，居民马上能看到。");
        return "redirect:" + PointPages.HOME + "/" + id;
    }

    private String again(ServicePoint point, Model model, HttpServletResponse response) {
        model.addAttribute("point", point);
        model.addAttribute("counters", points.counters(point.id()));
        model.addAttribute("kinds", ClosureForm.Kind.values());
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "guide/places/closure-form";
    }

    private LocalDate today() {
        return Wording.day(clock.instant());
    }

    @PostMapping(PointPages.HOME + "/{id}/closures/withdraw")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable String closure,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        desk.point(staff, id.value());
        if (closure == null) {
            throw new BadInput("请选择要撤回哪一条。");
        }
        var closureId = Id.valueOf(closure);
        idempotency.once(staff, "point.withdraw:" + id, requestKey, closureId, Id.class, () -> {
            desk.withdraw(staff, id.value(), closureId.value());
            return closureId;
        });
        flash.addFlashAttribute("toast", "已撤回，恢复平常的开放时间。");
        return "redirect:" + PointPages.HOME + "/" + id;
    }

    /** @param after empty for closed */
    record Change(String date, String before, String after) {}

    private List<Change> changes(long placeId, ClosureForm form) {
        var from = Objects.requireNonNull(form.fromDay());
        var to = Objects.requireNonNull(form.lastDay());
        var usual = hours.between(placeId, from, to);
        return from.datesUntil(to.plusDays(1))
                .map(day -> change(day, usual.getOrDefault(day, List.of()), form))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static Change change(LocalDate day, List<Span> before, ClosureForm form) {
        var part = form.part() == null ? new Range(0, 24 * 60) : Objects.requireNonNull(form.part());
        var meant = new Span(
                day.atStartOfDay().plusMinutes(part.from()), day.atStartOfDay().plusMinutes(part.to()));
        var after = form.opens() ? OpeningHours.joined(before, meant) : OpeningHours.without(before, meant);
        // Closed for the whole day means that nothing begins on it, however long it would have lasted.
        return new Change(Wording.date(day), text(before), form.opens() || form.part() != null ? text(after) : "");
    }

    private static String text(List<Span> spans) {
        return spans.stream().map(Words::span).collect(Collectors.joining("、"));
    }

    private List<String> touched(ServicePoint point, @Nullable Counter counter, ClosureForm form) {
        if (form.opens()) {
            return List.of();
        }
        var counters = counter != null
                ? List.of(counter.id())
                : points.counters(point.id()).stream().map(Counter::id).toList();
        var part = form.part();
        var from = Objects.requireNonNull(form.fromDay()).atStartOfDay();
        var to = Objects.requireNonNull(form.lastDay()).atStartOfDay();
        var start = part == null ? from : from.plusMinutes(part.from());
        var end = part == null ? to.plusDays(1) : to.plusMinutes(part.to());
        return effects.stream()
                .flatMap(effect -> Stream.concat(
                        effect.of(counters, instant(start), instant(end)).stream(),
                        counter != null
                                ? Stream.empty()
                                : effect.atPoint(point.id(), from.toLocalDate(), to.toLocalDate(), part).stream()))
                .toList();
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(Time.CHINA).toInstant();
    }

    private @Nullable Counter counter(ServicePoint point, ClosureForm form) {
        if (form.counterId() == null || form.counterId().isBlank()) {
            return null;
        }
        long id = Id.valueOf(form.counterId()).value();
        return points.counter(id)
                .filter(counter -> counter.pointId() == point.id())
                .orElseThrow(NotFound::new);
    }
}
