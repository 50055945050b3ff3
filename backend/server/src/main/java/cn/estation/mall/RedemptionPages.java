package cn.estation.mall;

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
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Redemptions in the console: the list, and the counter where codes are honoured. */
@Controller
class RedemptionPages {

    static final String LIST = "/console/mall/redemptions";
    static final String DESK = "/console/mall/collect";
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_CODE = 40;

    private final RedemptionMapper redemptions;
    private final Returning returning;
    private final Collecting collecting;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;

    RedemptionPages(
            RedemptionMapper redemptions,
            Returning returning,
            Collecting collecting,
            Authority authority,
            Residents residents,
            Idempotency idempotency) {
        this.redemptions = redemptions;
        this.returning = returning;
        this.collecting = collecting;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
    }

    @GetMapping(LIST)
    String list(
            @AuthenticationPrincipal Staff staff, @RequestParam @Nullable String status, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var page = page(authority.communityIds(staff, Permission.MANAGE_MALL), status(status), query);
        model.addAttribute("redemptions", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", RedemptionStatus.values());
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .map(Redemption::residentId)
                        .distinct()
                        .toList()));
        return "mall/redemptions";
    }

    private Page<Redemption> page(List<Long> communities, @Nullable RedemptionStatus status, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(
                redemptions.inCommunities(communities, status, query.before(), query.limit()), query, Redemption::id);
    }

    private static @Nullable RedemptionStatus status(@Nullable String name) {
        return Stream.of(RedemptionStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @PostMapping(LIST + "/{id}/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        returning.theirs(staff, id.value());
        var words = reason(reason);
        idempotency.once(staff, "mall.cancel:" + id, requestKey, words, Id.class, () -> {
            returning.cancel(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已取消，积分已退回。");
        return "redirect:" + LIST;
    }

    @GetMapping(DESK)
    String desk(@AuthenticationPrincipal Staff staff) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        return "mall/collect";
    }

    /** Honours a code, and says on the same page what to hand over, or why not. */
    @PostMapping(DESK)
    String collect(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        try {
            if (code.isBlank() || code.length() > LONGEST_CODE) {
                throw new BadInput("领取码是 13 位字母和数字。");
            }
            long id = collecting.find(staff, code);
            var collected = idempotency.once(staff, "mall.collect:" + id, requestKey, "", Id.class, () -> {
                collecting.collect(staff, id);
                return Id.of(id);
            });
            var redemption = redemptions.find(collected.value()).orElseThrow();
            model.addAttribute("redemption", redemption);
            model.addAttribute("name", residents.maskedName(redemption.residentId()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.getStatusCode().value());
            model.addAttribute("refusal", refusal.sentence());
        }
        return "mall/collect";
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
