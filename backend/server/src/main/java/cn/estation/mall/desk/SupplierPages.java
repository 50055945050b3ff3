package cn.estation.mall.desk;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.mall.shelf.Supplier;
import cn.estation.mall.shelf.Suppliers;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Map;
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

/** The merchants behind the mall in the console. */
@Controller
class SupplierPages {

    private static final String HOME = ShelfPages.HOME + "/suppliers";

    private final Suppliers suppliers;
    private final Authority authority;
    private final Forms forms;

    SupplierPages(Suppliers suppliers, Authority authority, Forms forms) {
        this.suppliers = suppliers;
        this.authority = authority;
        this.forms = forms;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        model.addAttribute("suppliers", suppliers.of(authority.communityIds(staff, Permission.MANAGE_MALL)));
        return "mall/suppliers";
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = communities(staff);
        model.addAttribute(
                "form",
                SupplierForm.empty(
                        communities.size() == 1
                                ? communities.keySet().iterator().next()
                                : null));
        return form(staff, null, model);
    }

    @GetMapping(HOME + "/{id}")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", SupplierForm.of(theirs(staff, id)));
        return form(staff, id, model);
    }

    private Supplier theirs(Staff staff, Id id) {
        return suppliers.theirs(staff, id.value());
    }

    private String form(Staff staff, @Nullable Id id, Model model) {
        model.addAttribute("communities", communities(staff));
        model.addAttribute("isNew", id == null);
        model.addAttribute("action", id == null ? HOME : HOME + "/" + id);
        return "mall/supplier";
    }

    private Map<String, String> communities(Staff staff) {
        return GridCell.names(authority.communities(staff, Permission.MANAGE_MALL));
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") SupplierForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_MALL);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, null, model);
        }
        long community = Id.valueOf(Objects.requireNonNull(form.communityId())).value();
        boolean done = forms.done(
                staff,
                "mall.supplier",
                requestKey,
                form,
                errors,
                "name",
                response,
                () -> suppliers.add(staff, community, form.card()));
        if (!done) {
            return form(staff, null, model);
        }
        flash.addFlashAttribute("toast", "商户已添加。");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") SupplierForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        theirs(staff, id);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, id, model);
        }
        boolean done = forms.done(
                staff,
                "mall.supplier:" + id,
                requestKey,
                form,
                errors,
                "name",
                response,
                () -> suppliers.change(staff, id.value(), form.card(), Boolean.TRUE.equals(form.inUse())));
        if (!done) {
            return form(staff, id, model);
        }
        flash.addFlashAttribute("toast", "已保存。");
        return "redirect:" + HOME;
    }
}
