package cn.estation.points.publicity;

import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
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

/** Objections to scores in the console: those that wait, the longest first, and apart from them those that were answered. */
@Controller
class ObjectionPages {

    static final String HOME = "/console/points/objections";

    private final Scores scores;
    private final ObjectionMapper objections;
    private final Objecting objecting;
    private final Authority authority;
    private final Members members;
    private final Residents residents;
    private final Idempotency idempotency;

    ObjectionPages(
            Scores scores,
            ObjectionMapper objections,
            Objecting objecting,
            Authority authority,
            Members members,
            Residents residents,
            Idempotency idempotency) {
        this.scores = scores;
        this.objections = objections;
        this.objecting = objecting;
        this.authority = authority;
        this.members = members;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "false") boolean answered,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var page = page(authority.communityIds(staff, Permission.KEEP_POINTS), answered, query);
        var about = new HashMap<Long, KeptScore>();
        page.items().forEach(one -> scores.find(one.scoreId()).ifPresent(score -> about.put(one.id(), score)));
        model.addAttribute("objections", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("answered", answered);
        model.addAttribute("about", about);
        model.addAttribute(
                "names",
                residents.maskedNames(Stream.concat(
                                about.values().stream().map(KeptScore::residentId),
                                page.items().stream().map(Objection::residentId))
                        .distinct()
                        .toList()));
        return "points/objections";
    }

    private Page<Objection> page(List<Long> communities, boolean answered, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        long after = query.after() == null ? 0 : query.after().value();
        var rows = answered
                ? objections.answered(communities, query.before(), query.limit())
                : objections.waiting(communities, after, query.limit());
        return Page.of(rows, query, Objection::id);
    }

    @PostMapping(HOME + "/{id}/answer")
    String answer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Boolean upheld,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var objection = objecting.theirs(staff, id.value());
        var words = answer.strip();
        if (words.length() < 2 || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("请写明答复，2 到 200 字。");
        }
        boolean right = Boolean.TRUE.equals(upheld);
        idempotency.once(staff, "points.answer-objection:" + id, requestKey, List.of(right, words), Id.class, () -> {
            objecting.answer(staff, id.value(), right, words);
            return id;
        });
        return answered(staff, objection, right, flash);
    }

    /** Whose own score is too low gets the rest by an adjustment: on to where it is proposed. */
    private String answered(Staff staff, Objection objection, boolean right, RedirectAttributes flash) {
        boolean own = objection.toOwn(scores.find(objection.scoreId()).orElseThrow());
        if (!right || !own) {
            flash.addFlashAttribute("toast", right ? "已答复，得分已撤销。" : "已答复。");
            return "redirect:" + HOME;
        }
        if (!theirs(staff, objection.residentId())) {
            flash.addFlashAttribute("toast", "已答复，得分保留。这名党员已不在您的社区，请现在所在的社区补分。");
            return "redirect:" + HOME;
        }
        flash.addFlashAttribute("toast", "已答复，得分保留。请在下面提出补分，兑换分和考评分各提一笔。");
        return "redirect:/console/points/members/" + objection.residentId() + "#adjust";
    }

    private boolean theirs(Staff staff, long residentId) {
        var communities = authority.communityIds(staff, Permission.KEEP_POINTS);
        return members.latestOf(residentId)
                .filter(membership -> communities.contains(membership.communityId()))
                .isPresent();
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage objectionsPage() {
            return new ConsolePage("积分异议", HOME, Permission.KEEP_POINTS, 552);
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
