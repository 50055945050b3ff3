package cn.estation.guide.place;

import cn.estation.grid.Counter;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
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

/** The counters of a service point in the console, and what each handles. */
@Controller
class CounterPages {

    private static final int LONGEST = 40;

    private final PointDesk desk;
    private final ServicePoints points;
    private final Idempotency idempotency;

    CounterPages(PointDesk desk, ServicePoints points, Idempotency idempotency) {
        this.desk = desk;
        this.points = points;
        this.idempotency = idempotency;
    }

    /** @param counter absent for a new one */
    @GetMapping(PointPages.HOME + "/{id}/counter")
    String write(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id counter,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        var point = desk.point(staff, id.value());
        if (counter == null) {
            model.addAttribute("form", CounterForm.empty(point.edits()));
        } else {
            var existing = counter(point, counter.value());
            var items = desk.handled(List.of(existing.id())).getOrDefault(existing.id(), List.of()).stream()
                    .map(HandlingMapper.Handled::itemId)
                    .toList();
            model.addAttribute("form", CounterForm.of(existing, point.edits(), items));
            model.addAttribute("chosen", desk.named(items).values());
        }
        return form(point, q, model);
    }

    @PostMapping(PointPages.HOME + "/{id}/counter")
    String save(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable CounterForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var point = desk.point(staff, id.value());
        var text = form == null ? null : form.read(errors);
        if (form != null && text != null) {
            try {
                idempotency.once(
                        staff,
                        "point.counter:" + id,
                        requestKey,
                        form,
                        Id.class,
                        () -> Id.of(desk.saveCounter(
                                staff, id.value(), form.edits() == null ? 0 : form.edits(), text, form.itemIds())));
                flash.addFlashAttribute("toast", "窗口已保存。");
                return "redirect:" + PointPages.HOME + "/" + id;
            } catch (BadInput refused) {
                errors.reject("refused", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute(
                "chosen", form == null ? List.of() : desk.named(form.itemIds()).values());
        return form(point, "", model);
    }

    private String form(ServicePoint point, String q, Model model) {
        model.addAttribute("point", point);
        model.addAttribute("q", q);
        model.addAttribute("found", found(point, q));
        if (!model.containsAttribute("chosen")) {
            model.addAttribute("chosen", List.of());
        }
        return "guide/places/counter";
    }

    /** Items to add, while their name is typed. */
    @GetMapping(PointPages.HOME + "/{id}/items")
    String items(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        var point = desk.point(staff, id.value());
        model.addAttribute("q", q);
        model.addAttribute("found", found(point, q));
        return "guide/places/parts :: items";
    }

    private List<HandlingMapper.Named> found(ServicePoint point, String q) {
        var words = CleanText.normalize(q);
        if (words.isEmpty()) {
            return List.of();
        }
        if (words.length() > LONGEST || !CleanText.isClean(words)) {
            throw new BadInput("事项名称请控制在 40 个字以内。");
        }
        return desk.items(point, words);
    }

    private Counter counter(ServicePoint point, long counterId) {
        return points.counter(counterId)
                .filter(counter -> counter.pointId() == point.id())
                .orElseThrow(NotFound::new);
    }
}
