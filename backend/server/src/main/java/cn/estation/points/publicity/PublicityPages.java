package cn.estation.points.publicity;

import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.Scores;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is shown to the communities, and the objections to it, in the console. */
@Controller
class PublicityPages {

    static final String HOME = "/console/points/publicity";
    private static final int MOST_OBJECTIONS = 100;

    private final Scores scores;
    private final ObjectionMapper objections;
    private final Objecting objecting;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;

    PublicityPages(
            Scores scores,
            ObjectionMapper objections,
            Objecting objecting,
            Authority authority,
            Residents residents,
            Idempotency idempotency) {
        this.scores = scores;
        this.objections = objections;
        this.objecting = objecting;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var communities = authority.communityIds(staff, Permission.KEEP_POINTS);
        var page = scores.shown(communities, query);
        var raised = communities.isEmpty()
                ? List.<Objection>of()
                : objections.page(communities, Long.MAX_VALUE, MOST_OBJECTIONS);
        var about = new HashMap<Long, KeptScore>();
        raised.forEach(one -> scores.find(one.scoreId()).ifPresent(score -> about.put(one.id(), score)));
        model.addAttribute("scores", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("objections", raised);
        model.addAttribute("about", about);
        model.addAttribute(
                "names",
                residents.maskedNames(Stream.of(
                                page.items().stream().map(KeptScore::residentId),
                                about.values().stream().map(KeptScore::residentId),
                                raised.stream().map(Objection::residentId))
                        .flatMap(ids -> ids)
                        .distinct()
                        .toList()));
        return "points/publicity";
    }

    @PostMapping("/console/points/objections/{id}/answer")
    String answer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Boolean upheld,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        objecting.theirs(staff, id.value());
        var words = answer.strip();
        if (words.length() < 2 || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("请写明答复，2 到 200 字。");
        }
        boolean right = Boolean.TRUE.equals(upheld);
        idempotency.once(staff, "points.answer-objection:" + id, requestKey, List.of(right, words), Id.class, () -> {
            objecting.answer(staff, id.value(), right, words);
            return id;
        });
        flash.addFlashAttribute("toast", right ? "已答复，得分已撤销。" : "已答复。");
        return "redirect:" + HOME;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage publicityPage() {
            return new ConsolePage("积分公示与异议", HOME, Permission.KEEP_POINTS, 550);
        }

        @Bean
        WaitingWork waitingObjections(ObjectionMapper objections, Authority authority) {
            return staff -> {
                if (!staff.may(Permission.KEEP_POINTS)) {
                    return Optional.empty();
                }
                var communities = authority.communityIds(staff, Permission.KEEP_POINTS);
                long count = communities.isEmpty() ? 0 : objections.open(communities);
                return Optional.of(new WaitingWork.Waiting("积分异议待答复", count, HOME, 35));
            };
        }
    }
}
