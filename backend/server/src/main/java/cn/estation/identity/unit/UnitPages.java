package cn.estation.identity.unit;

import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

/** Units and who looks after their members, as the administrator keeps them. */
@Controller
class UnitPages {

    private static final String HOME = "/console/units";

    private final Units units;
    private final Crews crews;
    private final Authority authority;
    private final Grid grid;
    private final Forms forms;
    private final Idempotency idempotency;

    UnitPages(Units units, Crews crews, Authority authority, Grid grid, Forms forms, Idempotency idempotency) {
        this.units = units;
        this.crews = crews;
        this.authority = authority;
        this.grid = grid;
        this.forms = forms;
        this.idempotency = idempotency;
    }

    record NewUnit(
            @NotBlank @Nullable String name,
            @NotBlank @Nullable String cellId) {}

    record NewStaff(@NotBlank @Nullable String login) {}

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        model.addAttribute("form", new NewUnit(null, null));
        return listed(staff, query, model);
    }

    private String listed(Staff staff, PageQuery query, Model model) {
        var page = units.page(staff, query);
        model.addAttribute("units", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("cells", cells(staff));
        return "identity/units";
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") NewUnit form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_STAFF);
        if (errors.hasErrors()) {
            response.setStatus(422);
            return listed(staff, new PageQuery(null, null), model);
        }
        var name = String.valueOf(form.name());
        long cell = Id.valueOf(String.valueOf(form.cellId())).value();
        if (!forms.done(
                staff, "unit.add", requestKey, form, errors, "name", response, () -> units.add(staff, cell, name))) {
            return listed(staff, new PageQuery(null, null), model);
        }
        flash.addFlashAttribute("toast", "已新增单位。点单位名称指派它的组织人员。");
        return "redirect:" + HOME;
    }

    @GetMapping(HOME + "/{id}")
    String card(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", new NewStaff(null));
        return card(staff, id.value(), model);
    }

    private String card(Staff staff, long id, Model model) {
        var linked = units.staffOf(staff, id);
        model.addAttribute("unit", units.theirs(staff, id));
        model.addAttribute("linked", linked);
        model.addAttribute("names", crews.names(linked));
        return "identity/unit";
    }

    @PostMapping(HOME + "/{id}/staff")
    String link(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") NewStaff form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        units.theirs(staff, id.value());
        if (errors.hasErrors()) {
            response.setStatus(422);
            return card(staff, id.value(), model);
        }
        if (!forms.done(
                staff,
                "unit.link-staff:" + id,
                requestKey,
                form,
                errors,
                "login",
                response,
                () -> units.link(staff, id.value(), String.valueOf(form.login())))) {
            return card(staff, id.value(), model);
        }
        flash.addFlashAttribute("toast", "已指派。对方有“单位组织人员”岗位就能看到“本单位党员”。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/removal")
    String unlink(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id staffId,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        units.theirs(staff, id.value());
        if (staffId == null) {
            throw new cn.estation.kernel.BadInput("请选择要取消谁。");
        }
        once(
                staff,
                "unit.unlink-staff:" + id,
                requestKey,
                staffId,
                () -> units.unlink(staff, id.value(), staffId.value()));
        flash.addFlashAttribute("toast", "已取消，对方下一次点击就看不到了。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/end")
    String end(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        units.theirs(staff, id.value());
        once(staff, "unit.end:" + id, requestKey, "", () -> units.end(staff, id.value()));
        flash.addFlashAttribute("toast", "已停用，党员此前的同意一并失效。");
        return "redirect:" + HOME;
    }

    private void once(Staff staff, String operation, String key, Object content, Runnable command) {
        idempotency.<@Nullable Void>once(staff, operation, key, content, Void.class, () -> {
            command.run();
            return null;
        });
    }

    /** Offices of the administrator's part of the tree, deeper ones set in. */
    private Map<String, String> cells(Staff staff) {
        var cells = new LinkedHashMap<String, String>();
        authority.roots(staff, Permission.MANAGE_STAFF).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach(cell -> cells.put(Long.toString(cell.id()), "　".repeat(cell.depth() - 1) + cell.name()));
        return cells;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {

        @Bean
        ConsolePage unitsPage() {
            return new ConsolePage("单位", HOME, Permission.MANAGE_STAFF, 805);
        }
    }
}
