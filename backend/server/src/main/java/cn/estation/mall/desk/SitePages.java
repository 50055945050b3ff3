package cn.estation.mall.desk;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
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

/** The counters of the mall in the console. */
@Controller
class SitePages {

    private static final String HOME = ShelfPages.HOME + "/sites";

    private final Sites sites;
    private final Authority authority;
    private final Forms forms;

    SitePages(Sites sites, Authority authority, Forms forms) {
        this.sites = sites;
        this.authority = authority;
        this.forms = forms;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        model.addAttribute("sites", sites.counters(authority.communityIds(staff, Permission.MANAGE_MALL)));
        return "mall/sites";
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = communities(staff);
        model.addAttribute(
                "form",
                SiteForm.empty(
                        communities.size() == 1
                                ? communities.keySet().iterator().next()
                                : null));
        return form(staff, null, model);
    }

    @GetMapping(HOME + "/{id}")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", SiteForm.of(theirs(staff, id)));
        return form(staff, id, model);
    }

    private Site theirs(Staff staff, Id id) {
        return sites.theirs(staff, Permission.MANAGE_MALL, id.value());
    }

    private String form(Staff staff, @Nullable Id id, Model model) {
        model.addAttribute("communities", communities(staff));
        model.addAttribute("isNew", id == null);
        model.addAttribute("action", id == null ? HOME : HOME + "/" + id);
        return "mall/site";
    }

    private Map<String, String> communities(Staff staff) {
        return GridCell.names(authority.communities(staff, Permission.MANAGE_MALL));
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") SiteForm form,
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
                "mall.site",
                requestKey,
                form,
                errors,
                "name",
                response,
                () -> sites.add(staff, community, form.sign()));
        if (!done) {
            return form(staff, null, model);
        }
        flash.addFlashAttribute("toast", "领取点已添加。");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") SiteForm form,
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
                "mall.site:" + id,
                requestKey,
                form,
                errors,
                "name",
                response,
                () -> sites.change(staff, id.value(), form.sign(), Boolean.TRUE.equals(form.inUse())));
        if (!done) {
            return form(staff, id, model);
        }
        flash.addFlashAttribute("toast", "已保存。");
        return "redirect:" + HOME;
    }
}
