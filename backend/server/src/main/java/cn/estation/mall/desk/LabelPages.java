package cn.estation.mall.desk;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.QrImage;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import cn.estation.mall.shelf.Stock;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Labels to print and stand before things, each with a code that opens the thing's public page. */
@Controller
class LabelPages {

    private static final int BITE = 100;
    private static final String OPEN = "/open/mall/";

    private final Shelving shelving;
    private final Sites sites;
    private final Stock stock;
    private final Authority authority;
    private final Clock clock;
    private final String baseUrl;

    LabelPages(
            Shelving shelving,
            Sites sites,
            Stock stock,
            Authority authority,
            Clock clock,
            @Value("${estation.base-url}") String baseUrl) {
        this.shelving = shelving;
        this.sites = sites;
        this.stock = stock;
        this.authority = authority;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /** One label. */
    record Label(Item item, String qr) {}

    /** The labels of all that is listed at a counter. */
    @GetMapping(ShelfPages.HOME + "/labels")
    String labels(@AuthenticationPrincipal Staff staff, @RequestParam(defaultValue = "") String siteId, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = authority.communities(staff, Permission.MANAGE_MALL);
        var counters = sites.counters(communities.stream().map(GridCell::id).toList());
        var here = counters.stream()
                .filter(site -> counters.size() == 1 || Long.toString(site.id()).equals(siteId))
                .findFirst()
                .orElse(null);
        model.addAttribute("communities", GridCell.names(communities));
        model.addAttribute("sites", counters);
        model.addAttribute("here", here);
        model.addAttribute("labels", here == null ? List.of() : labels(here));
        return "mall/labels";
    }

    private List<Label> labels(Site here) {
        var listed = new Shelving.Search(null, true, here.id(), null, false);
        var labels = new ArrayList<Label>();
        Id after = null;
        do {
            var query = new PageQuery(after, BITE);
            var bite = Page.of(shelving.of(List.of(here.communityId()), listed, query), query, Item::id);
            bite.items().forEach(item -> labels.add(new Label(item, QrImage.address(baseUrl + OPEN + item.id()))));
            after = bite.next();
        } while (after != null);
        return labels;
    }

    /** What anybody sees who scans a label with the camera of any phone. */
    @GetMapping(OPEN + "{id}")
    String item(@PathVariable Id id, Model model, HttpServletResponse response) {
        var found = shelving.find(id.value()).filter(item -> item.listed() && !item.over(clock.instant()));
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        model.addAttribute("item", found.orElse(null));
        model.addAttribute("held", found.isEmpty() ? List.of() : stock.of(id.value()));
        model.addAttribute("photos", found.map(shelving::shownPhotos).orElse(List.of()));
        model.addAttribute("now", clock.instant());
        return "mall/open";
    }
}
