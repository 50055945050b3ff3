package cn.estation.points.adjust;

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
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.points.Ledger;
import cn.estation.points.PointsLedger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** Adjustments in the console: what waits for a second person, and what became of the others. */
@Controller
class AdjustmentPages {

    static final String HOME = "/console/points/adjustments";

    private final AdjustmentMapper adjustments;
    private final Adjusting adjusting;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;
    private final Clock clock;

    AdjustmentPages(
            AdjustmentMapper adjustments,
            Adjusting adjusting,
            Authority authority,
            Residents residents,
            Idempotency idempotency,
            Clock clock) {
        this.adjustments = adjustments;
        this.adjusting = adjusting;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff, @RequestParam @Nullable String status, PageQuery query, Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var communities = authority.communityIds(staff, Permission.KEEP_POINTS);
        var page = communities.isEmpty()
                ? new Page<Adjustment>(List.of(), null)
                : Page.of(
                        adjustments.page(communities, status(status), query.before(), query.limit()),
                        query,
                        Adjustment::id);
        model.addAttribute("adjustments", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", AdjustmentStatus.values());
        model.addAttribute("me", staff.actorKey());
        model.addAttribute("mayApprove", staff.may(Permission.APPROVE_POINTS));
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(Adjustment::residentId)
                        .distinct()
                        .toList()));
        return "points/adjustments";
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var adjustment = adjusting.theirs(staff, id.value());
        model.addAttribute("adjustments", List.of(adjustment));
        model.addAttribute("next", null);
        model.addAttribute("status", null);
        model.addAttribute("statuses", AdjustmentStatus.values());
        model.addAttribute("me", staff.actorKey());
        model.addAttribute("mayApprove", staff.may(Permission.APPROVE_POINTS));
        model.addAttribute("names", residents.maskedNames(List.of(adjustment.residentId())));
        return "points/adjustments";
    }

    private static @Nullable AdjustmentStatus status(@Nullable String name) {
        return Arrays.stream(AdjustmentStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/console/points/members/{id}/adjustments")
    String propose(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Ledger book,
            @RequestParam @Nullable Integer scoreYear,
            @RequestParam @Nullable Long points,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_POINTS);
        if (points == null || points == 0 || Math.abs(points) > PointsLedger.CAP) {
            throw new BadInput("请填写加减多少分：1 到 1000000 的整数，减分填负数。");
        }
        var words = words(reason, 6, "请写明原因，6 到 200 字。");
        var ledger = book == null ? Ledger.POINTS : book;
        int year = scoreYear == null
                ? LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear()
                : scoreYear;
        var proposed = idempotency.once(
                staff,
                "points.adjust:" + id,
                requestKey,
                List.of(ledger, scoreYear == null ? 0 : scoreYear, points, words),
                Id.class,
                () -> Id.of(adjusting
                        .propose(staff, id.value(), ledger, year, points, words)
                        .id()));
        flash.addFlashAttribute("toast", "已提出，请另一位同事审批。");
        return "redirect:" + HOME + "/" + proposed;
    }

    @PostMapping(HOME + "/{id}/approval")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        adjusting.decidable(staff, id.value());
        var words = words(reason, 0, "审批意见不超过 200 字。");
        idempotency.once(staff, "points.adjust-approve:" + id, requestKey, words, Id.class, () -> {
            adjusting.approve(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已通过并入账。");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/{id}/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        adjusting.decidable(staff, id.value());
        var words = words(reason, 1, "请写明原因，不超过 200 字。");
        idempotency.once(staff, "points.adjust-reject:" + id, requestKey, words, Id.class, () -> {
            adjusting.reject(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已退回。");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/{id}/withdrawal")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        adjusting.theirs(staff, id.value());
        idempotency.once(staff, "points.adjust-withdraw:" + id, requestKey, "", Id.class, () -> {
            adjusting.withdraw(staff, id.value());
            return id;
        });
        flash.addFlashAttribute("toast", "已撤回。");
        return "redirect:" + HOME;
    }

    private static String words(String typed, int least, String sentence) {
        var words = typed.strip();
        if (words.length() < least || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput(sentence);
        }
        return words;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage adjustmentsPage() {
            return new ConsolePage("积分调整", HOME, Permission.KEEP_POINTS, 545);
        }

        @Bean
        WaitingWork waitingAdjustments(AdjustmentMapper adjustments, Authority authority) {
            return staff -> {
                if (!staff.may(Permission.APPROVE_POINTS)) {
                    return Optional.empty();
                }
                var communities = authority.communityIds(staff, Permission.APPROVE_POINTS);
                long count = communities.isEmpty() ? 0 : adjustments.proposed(communities, staff.actorKey());
                return Optional.of(new WaitingWork.Waiting("积分调整待审批", count, HOME + "?status=PROPOSED", 45));
            };
        }
    }
}
