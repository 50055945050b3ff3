package cn.estation.identity.staff;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accounts of staff, as their administrator sees and changes them. */
@Controller
@RequestMapping("/console/staff")
class StaffPages {

    private final StaffDirectory directory;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;

    StaffPages(StaffDirectory directory, Authority authority, Grid grid, Idempotency idempotency) {
        this.directory = directory;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    record NewStaff(
            @NotBlank @Size(max = 32) @Nullable String login,
            @NotBlank @Size(max = 40) @Nullable String name,
            @NotNull @Nullable StaffRole role,
            @NotBlank @Nullable String cellId) {}

    record Post(@NotNull StaffRole role, @NotNull Id cellId) {}

    @GetMapping
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        var page = directory.page(staff, query);
        model.addAttribute("people", page.items());
        model.addAttribute("next", page.next());
        return "identity/staff";
    }

    @GetMapping("/new")
    String blank(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_STAFF);
        model.addAttribute("form", new NewStaff(null, null, null, null));
        return form(staff, model);
    }

    /** Shows the first password, once: the page that answers is the only place where it ever stands. */
    @PostMapping
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") NewStaff form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response) {
        authority.require(staff, Permission.MANAGE_STAFF);
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("account", add(staff, form, requestKey));
                model.addAttribute("login", form.login());
                return "identity/staff-password";
            } catch (Refusal refusal) {
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(staff, model);
    }

    @SuppressWarnings("NullAway") // validated
    private StaffDirectory.Account add(Staff staff, NewStaff form, String requestKey) {
        return idempotency.once(
                staff,
                "staff.add",
                requestKey,
                form,
                StaffDirectory.Account.class,
                () -> directory.add(
                        staff,
                        form.login(),
                        form.name(),
                        form.role(),
                        Id.valueOf(form.cellId()).value()));
    }

    @GetMapping("/{id}")
    String card(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("person", directory.find(staff, id.value()));
        choices(staff, model);
        return "identity/staff-card";
    }

    @PostMapping("/{id}/grant")
    String grant(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid Post post,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(
                staff,
                "staff.grant",
                id,
                requestKey,
                post,
                () -> directory.grant(
                        staff, id.value(), post.role(), post.cellId().value()));
        return done(id, "已授予岗位：" + post.role().title() + "。", flash);
    }

    @PostMapping("/{id}/revoke")
    String revoke(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid Post post,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(
                staff,
                "staff.revoke",
                id,
                requestKey,
                post,
                () -> directory.revoke(
                        staff, id.value(), post.role(), post.cellId().value()));
        return done(id, "已收回岗位：" + post.role().title() + "。", flash);
    }

    @PostMapping("/{id}/reset-totp")
    String resetTotp(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "staff.reset-totp", id, requestKey, "", () -> directory.resetTotp(staff, id.value()));
        return done(id, "已重置动态口令，对方下次登录时重新绑定。", flash);
    }

    @PostMapping("/{id}/reset-password")
    String resetPassword(
            @AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String requestKey, Model model) {
        var account = idempotency.once(
                staff,
                "staff.reset-password",
                requestKey,
                id,
                StaffDirectory.Account.class,
                () -> directory.resetPassword(staff, id.value()));
        model.addAttribute("account", account);
        model.addAttribute("login", directory.find(staff, id.value()).login());
        return "identity/staff-password";
    }

    @PostMapping("/{id}/end")
    String end(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "staff.end", id, requestKey, "", () -> directory.end(staff, id.value()));
        return done(id, "已办理离岗，账号不能再登录。", flash);
    }

    private void once(Staff staff, String operation, Id id, String key, Object content, Runnable command) {
        idempotency.once(staff, operation + ":" + id, key, content, Void.class, () -> {
            command.run();
            return null;
        });
    }

    private static String done(Id id, String sentence, RedirectAttributes flash) {
        flash.addFlashAttribute("toast", sentence);
        return "redirect:/console/staff/" + id;
    }

    private String form(Staff staff, Model model) {
        choices(staff, model);
        return "identity/staff-new";
    }

    private void choices(Staff staff, Model model) {
        var roles = new LinkedHashMap<String, String>();
        Arrays.stream(StaffRole.values()).forEach(role -> roles.put(role.name(), role.title()));
        model.addAttribute("roles", roles);
        model.addAttribute("cells", cells(staff));
    }

    /** Offices of the administrator's part of the tree, deeper ones set in. */
    private Map<String, String> cells(Staff staff) {
        var cells = new LinkedHashMap<String, String>();
        authority.roots(staff, Permission.MANAGE_STAFF).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach(cell -> cells.put(Long.toString(cell.id()), setIn(cell)));
        return cells;
    }

    private static String setIn(GridCell cell) {
        return "　".repeat(cell.depth() - 1) + cell.name();
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {

        @Bean
        ConsolePage staffPage() {
            return new ConsolePage("工作人员", "/console/staff", Permission.MANAGE_STAFF, 800);
        }
    }
}
