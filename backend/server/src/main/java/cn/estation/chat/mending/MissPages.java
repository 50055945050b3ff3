package cn.estation.chat.mending;

import cn.estation.chat.miss.ShareStatus;
import cn.estation.chat.miss.Wordings;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The console's 未答问题: what was missed, most waiting first, and the four ways to answer it. */
@Controller
class MissPages {

    private static final int PAGE = 20;

    /** Before every group: as large as a number in an address may be. */
    private static final String FIRST = "999999999999999999";

    private static final int MOST_WORDINGS = 30;
    private static final int SUGGESTED = 8;
    private static final int CHOICES = 20;

    private final MissMapper misses;
    private final MendingMapper mendings;
    private final Mendings desk;
    private final MissScope scope;
    private final Wordings wordings;
    private final GuideSearch search;
    private final Grid grid;
    private final Idempotency idempotency;

    MissPages(
            MissMapper misses,
            MendingMapper mendings,
            Mendings desk,
            MissScope scope,
            Wordings wordings,
            GuideSearch search,
            Grid grid,
            Idempotency idempotency) {
        this.misses = misses;
        this.mendings = mendings;
        this.desk = desk;
        this.scope = scope;
        this.wordings = wordings;
        this.search = search;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    /** A group as the list shows it. */
    record Row(long id, String sample, MissMapper.Line line) {}

    /** A group's wording with how often it was asked. */
    record Said(String text, int times, long people, int missed) {}

    /** A community's part of a group. */
    record Part(String community, MissMapper.Share share) {}

    record Form(String cellId, String guideId, String question, String words, String answer) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Form {
            cellId = cellId == null ? "" : cellId;
            guideId = guideId == null ? "" : guideId;
            question = question == null ? "" : question;
            words = words == null ? "" : words;
            answer = answer == null ? "" : answer;
        }

        Proposal proposal(MendingKind kind) {
            return new Proposal(
                    kind,
                    number("cellId", cellId, "请选择对哪里的居民有效。"),
                    kind.inGuide() ? Long.valueOf(number("guideId", guideId, "请选一份已发布的指南。")) : null,
                    question,
                    words,
                    answer);
        }

        private static long number(String field, String text, String sentence) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException missing) {
                throw new Proposal.Wrong(field, sentence);
            }
        }
    }

    @GetMapping("/console/misses")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "OPEN") ShareStatus status,
            @RequestParam(defaultValue = FIRST) long waiting,
            @RequestParam(defaultValue = FIRST) long after,
            Model model) {
        var communities = scope.communities(staff, Permission.ANSWER_MISSES);
        var lines = misses.page(communities, status, waiting, after, PAGE + 1);
        var shown = lines.subList(0, Math.min(PAGE, lines.size()));
        model.addAttribute(
                "rows",
                shown.stream()
                        .map(line -> new Row(line.groupId(), wordings.sample(line.groupId()), line))
                        .toList());
        model.addAttribute("last", lines.size() > PAGE ? shown.getLast() : null);
        model.addAttribute("statuses", ShareStatus.values());
        model.addAttribute("status", status);
        model.addAttribute("open", misses.open(communities));
        return "chat/misses";
    }

    @GetMapping("/console/misses/{id}")
    String group(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        page(staff, id.value(), model);
        return "chat/miss";
    }

    private List<MissMapper.Share> page(Staff staff, long group, Model model) {
        var communities = scope.communities(staff, Permission.ANSWER_MISSES);
        var shares = misses.shares(group, communities);
        if (shares.isEmpty()) {
            throw new NotFound();
        }
        var found = misses.wordings(group, communities, MOST_WORDINGS);
        var texts = wordings.texts(found.stream().map(MissMapper.Wording::id).toList());
        var said = found.stream()
                .map(one -> new Said(texts.getOrDefault(one.id(), ""), one.times(), one.people(), one.missed()))
                .toList();
        model.addAttribute("id", group);
        model.addAttribute("sample", wordings.sample(group));
        model.addAttribute("said", said);
        model.addAttribute(
                "parts",
                shares.stream()
                        .map(share -> new Part(name(share.communityId()), share))
                        .toList());
        model.addAttribute(
                "waiting", shares.stream().mapToInt(MissMapper.Share::waiting).sum());
        model.addAttribute("isOpen", shares.stream().anyMatch(share -> share.status() == ShareStatus.OPEN));
        model.addAttribute("mendings", mendings.ofGroup(group));
        model.addAttribute("kinds", MendingKind.values());
        return shares;
    }

    private String name(long community) {
        return community == MissScope.UNPLACED
                ? "不知道社区"
                : grid.find(community).map(GridCell::name).orElse("（已撤销的社区）");
    }

    @GetMapping("/console/misses/{id}/answer")
    String form(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "STANDING") MendingKind kind,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        var shares = page(staff, id.value(), model);
        var offices = scope.offices(staff);
        var first = shares.stream()
                .map(share -> Long.toString(share.communityId()))
                .filter(offices::containsKey)
                .findFirst()
                .orElse(offices.keySet().stream().findFirst().orElse(""));
        model.addAttribute("form", suggested(kind, first, texts(model)));
        return form(staff, kind, q, model);
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Model model) {
        var said = (List<Said>) model.getAttribute("said");
        return said == null ? List.of() : said.stream().map(Said::text).toList();
    }

    private static Form suggested(MendingKind kind, String office, List<String> texts) {
        var first = texts.isEmpty() ? "" : texts.getFirst();
        var all = String.join("\n", texts.stream().limit(SUGGESTED).toList());
        return switch (kind) {
            case ALIAS -> new Form(office, "", "", all, "");
            case SYNONYM -> new Form(office, "", "", "", "");
            case FAQ -> new Form(office, "", first, "", "");
            case STANDING ->
                new Form(
                        office,
                        "",
                        first,
                        String.join(
                                "\n", texts.stream().skip(1).limit(SUGGESTED).toList()),
                        "");
        };
    }

    private String form(Staff staff, MendingKind kind, String q, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("offices", scope.offices(staff));
        model.addAttribute("q", q);
        if (kind.inGuide()) {
            model.addAttribute("guides", guides(q.isBlank() ? String.valueOf(model.getAttribute("sample")) : q));
        }
        return "chat/miss-answer";
    }

    private Map<String, String> guides(String text) {
        var choices = new LinkedHashMap<String, String>();
        search.search(GuideQuery.of(text, CHOICES))
                .forEach(hit -> choices.put(Long.toString(hit.guideId()), hit.title()));
        return choices;
    }

    @PostMapping("/console/misses/{id}/answer")
    String answer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "STANDING") MendingKind kind,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            long mending = idempotency.once(
                    staff,
                    "miss.propose:" + id + ":" + kind,
                    requestKey,
                    form,
                    Long.class,
                    () -> desk.propose(staff, id.value(), form.proposal(kind)));
            flash.addFlashAttribute("toast", "已提交，正在用最近三十天的问题试。");
            return "redirect:/console/mendings/" + mending;
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Proposal.Wrong wrong) {
            errors.rejectValue(wrong.field(), "wrong", wrong.sentence());
            response.setStatus(422);
        } catch (Refusal refusal) {
            errors.reject("refused", refusal.sentence());
            response.setStatus(refusal.getStatusCode().value());
        }
        page(staff, id.value(), model);
        return form(staff, kind, "", model);
    }

    @PostMapping("/console/misses/{id}/dismiss")
    String dismiss(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        idempotency.<@Nullable Void>once(staff, "miss.dismiss:" + id, requestKey, reason, Void.class, () -> {
            desk.dismiss(staff, id.value(), reason);
            return null;
        });
        flash.addFlashAttribute("toast", "已记下不处理的理由。");
        return "redirect:/console/misses";
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage missesEntry() {
            return new ConsolePage("未答问题", "/console/misses", Permission.ANSWER_MISSES, 20);
        }
    }
}
