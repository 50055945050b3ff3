package cn.estation.points.ranking;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The switch of the ranking, for an organisation's administrator. */
@Controller
class RankingPages {

    private static final String HOME = "/console/points/ranking";

    private final RankingSwitch ranking;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;

    RankingPages(RankingSwitch ranking, Authority authority, Grid grid, Idempotency idempotency) {
        this.ranking = ranking;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.SWITCH_RANKING);
        var cells = cells(staff);
        model.addAttribute("cells", cells);
        model.addAttribute("turns", ranking.history(cells.keySet()));
        return "points/ranking";
    }

    @PostMapping(HOME)
    String turn(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable Id cellId,
            @RequestParam @Nullable Boolean on,
            @RequestParam(defaultValue = "false") boolean noticed,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.SWITCH_RANKING);
        if (cellId == null || on == null) {
            throw new BadInput("请选择组织，以及开启还是关闭。");
        }
        if (on && !noticed) {
            throw new BadInput("开启前请勾选：已阅知国办函〔2026〕12号不得强制排名的要求。");
        }
        var words = reason.strip();
        if (words.length() < 2 || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("请写明原因，2 到 200 字。");
        }
        idempotency.once(staff, "points.ranking:" + cellId, requestKey, List.of(on, words), Id.class, () -> {
            ranking.turn(staff, cellId.value(), on, words);
            return cellId;
        });
        flash.addFlashAttribute("toast", on ? "排名已开启，只列出自愿显示姓名的党员。" : "排名已关闭。");
        return "redirect:" + HOME;
    }

    private Map<Long, String> cells(Staff staff) {
        var cells = new LinkedHashMap<Long, String>();
        authority.roots(staff, Permission.SWITCH_RANKING).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach((GridCell cell) -> cells.put(cell.id(), cell.name()));
        return cells;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage rankingPage() {
            return new ConsolePage("积分排名开关", HOME, Permission.SWITCH_RANKING, 560);
        }
    }
}
