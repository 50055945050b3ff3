package cn.estation.mall.order;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.QrImage;
import cn.estation.kernel.Refusal;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The counter in the console: codes are scanned or typed, and the page says what to hand over. */
@Controller
class CounterPages {

    static final String DESK = "/console/mall/collect";
    private static final int LONGEST_CODE = 100;

    /** How wide and high a camera's picture comes; {@code counter.js} makes it so. */
    static final int SEEN = 400;

    private final Orders orders;
    private final Collecting collecting;
    private final Sites sites;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;

    CounterPages(
            Orders orders,
            Collecting collecting,
            Sites sites,
            Authority authority,
            Residents residents,
            Idempotency idempotency) {
        this.orders = orders;
        this.collecting = collecting;
        this.sites = sites;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    @GetMapping(DESK)
    String desk(@AuthenticationPrincipal Staff staff, @RequestParam(defaultValue = "") String siteId, Model model) {
        return page(staff, siteId, model);
    }

    /** Honours a code, and says on the same page what to hand over, or why not. */
    @PostMapping(DESK)
    String collect(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String siteId,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        try {
            if (code.isBlank() || code.length() > LONGEST_CODE) {
                throw new BadInput("领取码是 13 位字母和数字。");
            }
            long id = collecting.find(staff, code);
            var site = siteId.isBlank() ? null : Id.valueOf(siteId).value();
            var collected = idempotency.once(staff, "mall.collect:" + id, requestKey, siteId, Id.class, () -> {
                collecting.collect(staff, id, site);
                return Id.of(id);
            });
            var redemption = orders.find(collected.value()).orElseThrow();
            model.addAttribute("redemption", redemption);
            model.addAttribute("name", residents.maskedName(redemption.residentId()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.getStatusCode().value());
            model.addAttribute("refusal", refusal.sentence());
        }
        return page(staff, siteId, model);
    }

    /**
     * What the QR code says that a camera sees, for browsers that cannot read one themselves; no text if there is none.
     * Nothing is collected yet, and nothing of the picture is kept.
     */
    @PostMapping(DESK + "/picture")
    ResponseEntity<String> read(
            @AuthenticationPrincipal Staff staff, @RequestBody(required = false) byte @Nullable [] greys) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        if (greys == null || greys.length != SEEN * SEEN) {
            throw new BadInput("相机画面的大小不对，请刷新页面后再扫。");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(QrImage.read(greys, SEEN).orElse(""));
    }

    private String page(Staff staff, String siteId, Model model) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        var counters = counters(staff, model);
        model.addAttribute("here", here(counters, siteId).orElse(null));
        return "mall/collect";
    }

    /** The counters to choose from; where they are of several communities the page says of which each is. */
    private List<Site> counters(Staff staff, Model model) {
        var communities = authority.communities(staff, Permission.COLLECT_REDEMPTIONS);
        var counters = sites.counters(communities.stream().map(GridCell::id).toList());
        model.addAttribute("communities", GridCell.names(communities));
        model.addAttribute("sites", counters);
        return counters;
    }

    /** Where the staff member says they stand; where there is one counter only, there. */
    private static Optional<Site> here(List<Site> counters, String siteId) {
        return counters.size() == 1
                ? Optional.of(counters.getFirst())
                : counters.stream()
                        .filter(site -> Long.toString(site.id()).equals(siteId))
                        .findFirst();
    }

    /** What waits at a counter, to be laid out and printed: as much at once as a page may hold. */
    @GetMapping(DESK + "/orders")
    String waiting(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String siteId,
            @RequestParam @Nullable Id after,
            @RequestParam(defaultValue = "100") int size,
            Model model) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        var counters = counters(staff, model);
        var here = here(counters, siteId).orElse(null);
        var query = new PageQuery(after, size);
        var waiting = here == null
                ? new Page<Redemption>(List.of(), null)
                : Page.of(orders.waitingAt(here, query), query, Redemption::id);
        model.addAttribute("here", here);
        model.addAttribute("count", here == null ? 0 : orders.waitingAt(here));
        model.addAttribute("redemptions", waiting.items());
        model.addAttribute("next", waiting.next());
        model.addAttribute("names", names(waiting.items()));
        return "mall/orders";
    }

    private Map<Long, String> names(List<Redemption> waiting) {
        return residents.maskedNames(
                waiting.stream().map(Redemption::residentId).distinct().toList());
    }
}
