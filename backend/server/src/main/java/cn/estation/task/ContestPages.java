package cn.estation.task;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Clock;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The absences that members contest and nobody has decided yet. */
@Controller
class ContestPages {

    static final String HOME = "/console/task/contests";

    private final ClaimMapper claims;
    private final Authority authority;
    private final Residents residents;
    private final Clock clock;

    ContestPages(ClaimMapper claims, Authority authority, Residents residents, Clock clock) {
        this.claims = claims;
        this.authority = authority;
        this.residents = residents;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "false") boolean overdue,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var communities = authority.communities(staff, Permission.VERIFY_TASKS);
        var page = page(communities, overdue, query);
        model.addAttribute("contests", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("overdue", overdue);
        model.addAttribute("communityNames", GridCell.names(communities));
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(ClaimMapper.Contested::residentId)
                        .distinct()
                        .toList()));
        return "task/contests";
    }

    private Page<ClaimMapper.Contested> page(List<GridCell> communities, boolean overdue, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var ids = communities.stream().map(GridCell::id).toList();
        var now = clock.instant();
        var until = overdue ? now.minus(Contests.OVERDUE) : now;
        return Page.of(
                claims.contested(ids, until, query.before(), query.limit()), query, ClaimMapper.Contested::claimId);
    }
}
