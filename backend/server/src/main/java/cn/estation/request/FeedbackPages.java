package cn.estation.request;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.wechat.TextVerdict;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's 投诉建议: list, detail with numbers masked, the answer. */
@Controller
class FeedbackPages {

    private static final int BEGINNING = 60;

    private final Feedback feedback;
    private final FeedbackScope scope;
    private final RequestMapper requests;
    private final Authority authority;
    private final Residents residents;
    private final Grid grid;
    private final Idempotency idempotency;

    FeedbackPages(
            Feedback feedback,
            FeedbackScope scope,
            RequestMapper requests,
            Authority authority,
            Residents residents,
            Grid grid,
            Idempotency idempotency) {
        this.feedback = feedback;
        this.scope = scope;
        this.requests = requests;
        this.authority = authority;
        this.residents = residents;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    @GetMapping("/console/feedback")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable RequestStatus status,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.ANSWER_FEEDBACK);
        var rows = requests.page(
                authority.communityIds(staff, Permission.ANSWER_FEEDBACK),
                scope.seesUnplaced(staff, Permission.ANSWER_FEEDBACK),
                status,
                query.before(),
                query.limit());
        var page = Page.of(rows, query, ResidentRequest::id);
        var names = residents.maskedNames(page.items().stream()
                .map(ResidentRequest::residentId)
                .filter(Objects::nonNull)
                .toList());
        model.addAttribute("page", page.map(row -> line(row, names)));
        model.addAttribute("statuses", RequestStatus.values());
        model.addAttribute("status", status);
        return "request/list";
    }

    @GetMapping("/console/feedback/{id}")
    String detail(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", new Reply(""));
        return page(staff, id, model);
    }

    @PostMapping("/console/feedback/{id}/answer")
    String answer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") Reply form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            idempotency.<@Nullable Void>once(staff, "feedback.answer:" + id, requestKey, form, Void.class, () -> {
                feedback.answer(staff, id.value(), form.text());
                return null;
            });
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (BadInput wrong) {
            errors.rejectValue("text", "wrong", wrong.sentence());
            response.setStatus(422);
            return page(staff, id, model);
        } catch (Refusal refusal) {
            errors.reject("refused", refusal.sentence());
            response.setStatus(refusal.getStatusCode().value());
            return page(staff, id, model);
        }
        flash.addFlashAttribute("toast", "已答复。");
        return "redirect:/console/feedback/" + id;
    }

    @PostMapping("/console/feedback/{id}/reveal")
    String reveal(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            Model model) {
        var why = reason.strip();
        if (why.length() < 4 || why.length() > 100 || !CleanText.isClean(why)) {
            throw new BadInput("请用 4 到 100 个字写明查看原因。");
        }
        var text = idempotency.once(
                staff,
                "feedback.reveal:" + id,
                requestKey,
                why,
                String.class,
                () -> feedback.reveal(staff, id.value(), why));
        model.addAttribute("text", text);
        return "request/detail :: revealed";
    }

    private String page(Staff staff, Id id, Model model) {
        var request = scope.require(staff, Permission.ANSWER_FEEDBACK, id.value());
        var who = request.residentId();
        var names = who == null ? Map.<Long, String>of() : residents.maskedNames(List.of(who));
        model.addAttribute("said", line(request, names));
        var content = feedback.content(request);
        var masked = FeedbackText.masked(content);
        model.addAttribute("text", masked);
        model.addAttribute("hidden", !masked.equals(content) && staff.may(Permission.REVEAL_PERSONAL));
        model.addAttribute("answer", feedback.answer(request));
        model.addAttribute("reachable", who != null || request.openid() != null);
        return "request/detail";
    }

    private Line line(ResidentRequest request, Map<Long, String> names) {
        return new Line(
                request.id(),
                who(request, names),
                request.communityId() instanceof Long community
                        ? grid.find(community).map(GridCell::name).orElse("（已撤销的社区）")
                        : "未说明社区",
                request.source().title(),
                FeedbackText.beginning(FeedbackText.masked(feedback.content(request)), BEGINNING),
                verdict(request.verdict()),
                request.status(),
                request.createdAt(),
                request.answeredAt());
    }

    private static String who(ResidentRequest request, Map<Long, String> names) {
        if (request.residentId() instanceof Long resident) {
            return names.getOrDefault(resident, "居民");
        }
        return request.source() == RequestSource.STAFF ? "工作人员代录" : "公众号关注者";
    }

    private static String verdict(TextVerdict verdict) {
        return switch (verdict) {
            case PASS -> "";
            case UNCHECKED -> "内容未检查";
            case REVIEW -> "内容待人工看";
            case RISKY -> "内容可能违规";
        };
    }

    /** What a page shows of a request; numbers in the text are masked. */
    record Line(
            long id,
            String who,
            String community,
            String source,
            String beginning,
            String verdict,
            RequestStatus status,
            Instant createdAt,
            @Nullable Instant answeredAt) {}

    record Reply(String text) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Reply {
            text = text == null ? "" : text;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage feedbackEntry() {
            return new ConsolePage("投诉建议", "/console/feedback", Permission.ANSWER_FEEDBACK, 30);
        }
    }
}
