package cn.estation.mall.order;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.mall.shelf.Sites;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Redemptions in the console: the list, and what the shop decides about one. */
@Controller
class RedemptionPages {

    static final String LIST = "/console/mall/redemptions";
    private static final int LONGEST_REASON = 200;

    private final Orders orders;
    private final Returning returning;
    private final Returns returns;
    private final Sites sites;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;

    RedemptionPages(
            Orders orders,
            Returning returning,
            Returns returns,
            Sites sites,
            Authority authority,
            Residents residents,
            Idempotency idempotency) {
        this.orders = orders;
        this.returning = returning;
        this.returns = returns;
        this.sites = sites;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    /** What the list is narrowed to, as it stands in the address. */
    record Filter(
            @Nullable String status,
            @Nullable String siteId,
            @Nullable String itemId,
            @Nullable String communityId,
            @Nullable String from,
            @Nullable String to) {

        Orders.Search search() {
            return new Orders.Search(
                    Arrays.stream(RedemptionStatus.values())
                            .filter(one -> one.name().equals(status))
                            .findFirst()
                            .orElse(null),
                    id(siteId),
                    id(itemId),
                    "LIVE".equals(status),
                    day(from),
                    day(to));
        }

        static @Nullable Long id(@Nullable String text) {
            return text == null || text.isBlank() ? null : Id.valueOf(text).value();
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            try {
                return text == null || text.isBlank() ? null : LocalDate.parse(text);
            } catch (DateTimeParseException noDay) {
                throw new BadInput("日期应为 2026-01-31 这样的格式。");
            }
        }
    }

    @GetMapping(LIST)
    String list(@AuthenticationPrincipal Staff staff, Filter filter, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var all = authority.communities(staff, Permission.MANAGE_MALL);
        var communities = all.stream().map(GridCell::id).toList();
        var wanted = Filter.id(filter.communityId());
        var within = wanted == null
                ? communities
                : communities.stream().filter(wanted::equals).toList();
        var page = Page.of(orders.of(within, filter.search(), query), query, Redemption::id);
        model.addAttribute("redemptions", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("filter", filter);
        model.addAttribute("statuses", RedemptionStatus.values());
        model.addAttribute("communities", GridCell.names(all));
        model.addAttribute("sites", sites.counters(communities));
        model.addAttribute(
                "places",
                sites.all(page.items().stream().map(Redemption::siteId).toList()));
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(Redemption::residentId)
                        .distinct()
                        .toList()));
        return "mall/redemptions";
    }

    @GetMapping(LIST + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var redemption = orders.theirs(staff, id.value());
        model.addAttribute("redemption", redemption);
        model.addAttribute("name", residents.maskedName(redemption.residentId()));
        model.addAttribute("site", sites.find(redemption.siteId()).orElseThrow());
        model.addAttribute("moves", orders.moves(redemption.id()));
        model.addAttribute("asked", orders.asked(redemption.id()).orElse(null));
        model.addAttribute("states", Returns.UnitState.values());
        return "mall/redemption";
    }

    @PostMapping(LIST + "/{id}/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        orders.theirs(staff, id.value());
        var words = reason(reason);
        idempotency.once(staff, "mall.cancel:" + id, requestKey, words, Id.class, () -> {
            returning.cancel(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已取消，积分已退回。");
        return "redirect:" + LIST;
    }

    /** @param decision GOOD or DAMAGED for a unit that is taken back, REFUSED for one that is not */
    @PostMapping(LIST + "/{id}/return")
    String decide(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        orders.theirs(staff, id.value());
        var words = answer.isBlank() && !decision.equals("REFUSED") ? "" : reason(answer);
        var state = Arrays.stream(Returns.UnitState.values())
                .filter(one -> one.name().equals(decision))
                .findFirst();
        if (state.isEmpty() && !decision.equals("REFUSED")) {
            throw new BadInput("请选择怎么处理这次退货。");
        }
        idempotency.once(staff, "mall.return:" + id, requestKey, List.of(decision, words), Id.class, () -> {
            if (state.isPresent()) {
                returns.accept(staff, id.value(), state.get(), words);
            } else {
                returns.refuse(staff, id.value(), words);
            }
            return id;
        });
        flash.addFlashAttribute("toast", state.isPresent() ? "已退货，积分已退回。" : "已答复居民：不同意退货。");
        return "redirect:" + LIST + "/" + id;
    }

    /** @throws BadInput if there is no reason, or it is too long or no text */
    static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || !CleanText.isClean(reason)) {
            throw new BadInput("请写明原因，不超过 200 字。");
        }
        return reason;
    }
}
