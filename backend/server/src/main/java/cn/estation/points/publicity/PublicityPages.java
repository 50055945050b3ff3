package cn.estation.points.publicity;

import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.PageQuery;
import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.Scores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is shown to the communities, in the console. */
@Controller
class PublicityPages {

    private static final String HOME = "/console/points/publicity";

    private final Scores scores;
    private final Authority authority;
    private final Residents residents;

    PublicityPages(Scores scores, Authority authority, Residents residents) {
        this.scores = scores;
        this.authority = authority;
        this.residents = residents;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var page = scores.shown(authority.communityIds(staff, Permission.KEEP_POINTS), query);
        model.addAttribute("scores", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(KeptScore::residentId)
                        .distinct()
                        .toList()));
        return "points/publicity";
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage publicityPage() {
            return new ConsolePage("积分公示", HOME, Permission.KEEP_POINTS, 550);
        }
    }
}
