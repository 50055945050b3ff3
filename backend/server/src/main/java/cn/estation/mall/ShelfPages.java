package cn.estation.mall;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The shelf in the console: what is on it, for how many points, how many are left. */
@Controller
class ShelfPages {

    private static final String HOME = "/console/mall";

    private final ItemMapper items;
    private final Shelving shelving;
    private final Authority authority;
    private final Idempotency idempotency;

    ShelfPages(ItemMapper items, Shelving shelving, Authority authority, Idempotency idempotency) {
        this.items = items;
        this.shelving = shelving;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String shelf(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = authority.communities(staff, Permission.MANAGE_MALL);
        var page = page(communities, query);
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("communityNames", names(communities));
        return "mall/shelf";
    }

    private Page<Item> page(List<GridCell> communities, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var ids = communities.stream().map(GridCell::id).toList();
        return Page.of(items.inCommunities(ids, query.before(), query.limit()), query, Item::id);
    }

    private static Map<String, String> names(List<GridCell> communities) {
        var names = new LinkedHashMap<String, String>();
        communities.forEach(community -> names.put(Long.toString(community.id()), community.name()));
        return names;
    }

    @GetMapping(HOME + "/items/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = names(authority.communities(staff, Permission.MANAGE_MALL));
        var only = communities.size() == 1 ? communities.keySet().iterator().next() : null;
        model.addAttribute("form", ItemForm.empty(only));
        return form(staff, null, model);
    }

    private String form(Staff staff, @Nullable Id id, Model model) {
        model.addAttribute("communities", names(authority.communities(staff, Permission.MANAGE_MALL)));
        model.addAttribute("isNew", id == null);
        model.addAttribute("action", id == null ? HOME + "/items" : HOME + "/items/" + id);
        return "mall/form";
    }

    @PostMapping(HOME + "/items")
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") ItemForm form,
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
        var id = idempotency.once(staff, "mall.add", requestKey, form, Id.class, () -> {
            long community =
                    Id.valueOf(Objects.requireNonNull(form.communityId())).value();
            int stock = form.stock() == null ? 0 : form.stock();
            return Id.of(shelving.add(staff, community, form.label(), stock).id());
        });
        flash.addFlashAttribute("toast", "已添加，上架后党员就能兑换。");
        return "redirect:" + HOME + "/items/" + id;
    }

    @GetMapping(HOME + "/items/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var item = shelving.theirs(staff, id.value());
        model.addAttribute("item", item);
        model.addAttribute("movements", items.movements(item.id()));
        return "mall/item";
    }

    @GetMapping(HOME + "/items/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", ItemForm.of(shelving.theirs(staff, id.value())));
        return form(staff, id, model);
    }

    @PostMapping(HOME + "/items/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, id, model);
        }
        idempotency.once(staff, "mall.describe:" + id, requestKey, form, Id.class, () -> {
            shelving.describe(staff, id.value(), form.label());
            return id;
        });
        flash.addFlashAttribute("toast", "已保存。");
        return "redirect:" + HOME + "/items/" + id;
    }

    @PostMapping(HOME + "/items/{id}/stock")
    String stock(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer quantity,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        if (quantity == null || quantity == 0 || quantity < -10_000 || quantity > 10_000) {
            throw new BadInput("件数应为 1 到 10000；盘亏填负数。");
        }
        var words = RedemptionPages.reason(reason);
        idempotency.once(staff, "mall.stock:" + id, requestKey, List.of(quantity, words), Id.class, () -> {
            shelving.stock(staff, id.value(), quantity, words);
            return id;
        });
        flash.addFlashAttribute("toast", "库存已更新。");
        return "redirect:" + HOME + "/items/" + id;
    }

    @PostMapping(HOME + "/items/{id}/listing")
    String list(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Boolean listed,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        if (listed == null) {
            throw new BadInput("请选择上架还是下架。");
        }
        idempotency.once(staff, "mall.list:" + id, requestKey, listed, Id.class, () -> {
            shelving.list(staff, id.value(), listed);
            return id;
        });
        flash.addFlashAttribute("toast", listed ? "已上架。" : "已下架，已兑换的仍可领取。");
        return "redirect:" + HOME + "/items/" + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage shelfPage() {
            return new ConsolePage("积分超市", HOME, Permission.MANAGE_MALL, 500);
        }

        @Bean
        ConsolePage redemptionsPage() {
            return new ConsolePage("兑换记录", RedemptionPages.LIST, Permission.MANAGE_MALL, 510);
        }

        @Bean
        ConsolePage deskPage() {
            return new ConsolePage("兑换领取", RedemptionPages.DESK, Permission.COLLECT_REDEMPTIONS, 520);
        }
    }
}
