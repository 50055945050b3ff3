package cn.estation.mall.desk;

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
import cn.estation.mall.Money;
import cn.estation.mall.shelf.InCommunity;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import cn.estation.mall.shelf.Stock;
import cn.estation.mall.shelf.Suppliers;
import cn.estation.mall.shelf.Vouchers;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** The shelf in the console: what is on it, for how many points, where it lies and how many are left. */
@Controller
class ShelfPages {

    static final String HOME = "/console/mall";
    private static final int UPLOADS = 50;

    private final Shelving shelving;
    private final Sites sites;
    private final Stock stock;
    private final Suppliers suppliers;
    private final Vouchers vouchers;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    ShelfPages(
            Shelving shelving,
            Sites sites,
            Stock stock,
            Suppliers suppliers,
            Vouchers vouchers,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.shelving = shelving;
        this.sites = sites;
        this.stock = stock;
        this.suppliers = suppliers;
        this.vouchers = vouchers;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** What the list is narrowed to; texts that are no choice narrow nothing. */
    record Filter(
            @Nullable String kind,
            @Nullable String state,
            @Nullable String siteId,
            @Nullable String supplierId) {

        Shelving.Search search() {
            return new Shelving.Search(
                    Arrays.stream(ItemKind.values())
                            .filter(one -> one.name().equals(kind))
                            .findFirst()
                            .orElse(null),
                    "listed".equals(state) ? Boolean.TRUE : "unlisted".equals(state) ? Boolean.FALSE : lowListed(),
                    id(siteId),
                    id(supplierId),
                    "low".equals(state));
        }

        private @Nullable Boolean lowListed() {
            return "low".equals(state) ? Boolean.TRUE : null;
        }

        private static @Nullable Long id(@Nullable String text) {
            return text == null || text.isBlank() ? null : Id.valueOf(text).value();
        }
    }

    @GetMapping(HOME)
    String shelf(@AuthenticationPrincipal Staff staff, Filter filter, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = authority.communities(staff, Permission.MANAGE_MALL);
        var ids = communities.stream().map(GridCell::id).toList();
        var page = Page.of(shelving.of(ids, filter.search(), query), query, Item::id);
        var photos = new HashMap<Long, Long>();
        page.items()
                .forEach(item -> shelving.shownPhotos(item).stream()
                        .findFirst()
                        .ifPresent(photo -> photos.put(item.id(), photo)));
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("held", stock.of(page.items().stream().map(Item::id).toList()));
        model.addAttribute("photos", photos);
        model.addAttribute("filter", filter);
        model.addAttribute("kinds", ItemKind.values());
        model.addAttribute("sites", sites.counters(ids));
        model.addAttribute("now", clock.instant());
        model.addAttribute("communityNames", GridCell.names(communities));
        return "mall/shelf";
    }

    @GetMapping(HOME + "/items/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = GridCell.names(authority.communities(staff, Permission.MANAGE_MALL));
        var only = communities.size() == 1 ? communities.keySet().iterator().next() : null;
        model.addAttribute("form", ItemForm.empty(only));
        return form(staff, null, model);
    }

    /** @param item the one that is changed, absent for a new one; it stays in its community, with its counters */
    private String form(Staff staff, @Nullable Item item, Model model) {
        var communities = authority.communities(staff, Permission.MANAGE_MALL).stream()
                .filter(one -> item == null || one.id() == item.communityId())
                .toList();
        var ids = communities.stream().map(GridCell::id).toList();
        var names = GridCell.names(communities);
        model.addAttribute("communities", names);
        model.addAttribute("isNew", item == null);
        model.addAttribute("action", item == null ? HOME + "/items" : HOME + "/items/" + item.id());
        model.addAttribute("kinds", titles(ItemKind.values()));
        model.addAttribute("periods", periods());
        var places = new LinkedHashMap<String, String>();
        sites.counters(ids).stream()
                .filter(Site::inUse)
                .forEach(site -> places.put(Long.toString(site.id()), site.nameAmong(names)));
        model.addAttribute("sites", places);
        // The item's own is kept whether they still work together or not.
        var own = item == null ? null : item.supplierId();
        var merchants = new LinkedHashMap<String, String>();
        suppliers.of(ids).stream()
                .filter(one -> one.inUse() || own != null && one.id() == own)
                .forEach(one -> merchants.put(Long.toString(one.id()), one.nameAmong(names)));
        model.addAttribute("suppliers", merchants);
        return "mall/form";
    }

    private static Map<String, String> titles(ItemKind[] kinds) {
        var titles = new LinkedHashMap<String, String>();
        Arrays.stream(kinds).forEach(kind -> titles.put(kind.name(), kind.title()));
        return titles;
    }

    private static Map<String, String> periods() {
        var titles = new LinkedHashMap<String, String>();
        Arrays.stream(Period.values()).forEach(period -> titles.put(period.name(), period.title()));
        return titles;
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
        if (form.namesNoPlace()) {
            errors.rejectValue("siteId", "missing", "请选择领取点，或在下面写一个新领取点的名称和时间。");
        }
        if (wrong(form, form.communityId(), errors, response)) {
            return form(staff, null, model);
        }
        var id = idempotency.once(staff, "mall.add", requestKey, form, Id.class, () -> {
            long community =
                    Id.valueOf(Objects.requireNonNull(form.communityId())).value();
            int units = form.stock() == null || !form.needsCounter() ? 0 : form.stock();
            var label = form.label(form.whichKind());
            return Id.of((form.site() != null || !form.needsCounter()
                            ? shelving.add(staff, community, label, form.site(), units)
                            : shelving.add(staff, community, label, form.sign(), units))
                    .id());
        });
        flash.addFlashAttribute("toast", "已添加，上架后党员就能兑换。");
        return "redirect:" + HOME + "/items/" + id;
    }

    private boolean wrong(
            ItemForm form, @Nullable String communityId, BindingResult errors, HttpServletResponse response) {
        if (form.closesBeforeItOpens()) {
            errors.rejectValue("lastDay", "early", "最后一天早于开始兑换的时间。");
        }
        if (!errors.hasFieldErrors("communityId") && communityId != null) {
            long community = Id.valueOf(communityId).value();
            if (form.site() != null && isElsewhere(sites.find(form.site()), community)) {
                errors.rejectValue("siteId", "elsewhere", "这个领取点不在所选社区，请选本社区的。");
            }
            if (form.supplier() != null && isElsewhere(suppliers.find(form.supplier()), community)) {
                errors.rejectValue("supplierId", "elsewhere", "这个商户不在所选社区，请选本社区的。");
            }
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return errors.hasErrors();
    }

    private static boolean isElsewhere(Optional<? extends InCommunity> chosen, long community) {
        return chosen.filter(one -> one.communityId() == community).isEmpty();
    }

    /** @param earlier where older uploads of codes go on, absent for the newest */
    @GetMapping(HOME + "/items/{id}")
    String show(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            PageQuery query,
            @RequestParam @Nullable Id earlier,
            Model model) {
        var item = shelving.theirs(staff, id.value());
        var held = stock.of(item.id());
        var here = held.stream().map(Stock.Held::siteId).toList();
        var movements = Page.of(stock.movements(item.id(), query), query, Stock.Movement::id);
        model.addAttribute("item", item);
        model.addAttribute("held", held);
        model.addAttribute("total", held.stream().mapToInt(Stock.Held::quantity).sum());
        model.addAttribute(
                "elsewhere",
                sites.counters(List.of(item.communityId())).stream()
                        .filter(site -> site.inUse() && !here.contains(site.id()))
                        .toList());
        model.addAttribute("siteNames", sites.all(here));
        model.addAttribute("supplier", suppliers.find(item.supplierId()).orElse(null));
        var uploads = new PageQuery(earlier, UPLOADS);
        var batches = Page.of(vouchers.batches(item.id(), uploads), uploads, Vouchers.Batch::batchId);
        model.addAttribute("batches", batches.items());
        model.addAttribute("earlier", batches.next());
        model.addAttribute("photos", item.photos());
        model.addAttribute("shown", shelving.shownPhotos(item));
        model.addAttribute("mostPhotos", Shelving.MOST_PHOTOS);
        model.addAttribute("cost", Money.yuan(item.costCents()));
        model.addAttribute("now", clock.instant());
        model.addAttribute("movements", movements.items());
        model.addAttribute("next", movements.next());
        return "mall/item";
    }

    @GetMapping(HOME + "/items/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var item = shelving.theirs(staff, id.value());
        model.addAttribute("form", ItemForm.of(item));
        return form(staff, item, model);
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
        var item = shelving.theirs(staff, id.value());
        if (wrong(form, Long.toString(item.communityId()), errors, response)) {
            return form(staff, item, model);
        }
        idempotency.once(staff, "mall.describe:" + id, requestKey, form, Id.class, () -> {
            shelving.describe(staff, id.value(), form.label(item.kind()));
            return id;
        });
        flash.addFlashAttribute("toast", "已保存。");
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
            return new ConsolePage("兑换记录", HOME + "/redemptions", Permission.MANAGE_MALL, 510);
        }

        @Bean
        ConsolePage deskPage() {
            return new ConsolePage("兑换领取", HOME + "/collect", Permission.COLLECT_REDEMPTIONS, 520);
        }
    }
}
