package cn.estation.chat.mending;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

/** What was proposed for questions that were missed: what it would change, approval, and who was told. */
@Controller
class MendingPages {

    private static final int SHOWN = 50;

    private final MendingMapper mendings;
    private final TellingMapper telling;
    private final Mendings desk;
    private final MissScope scope;
    private final Authority authority;
    private final Guides guides;
    private final Grid grid;
    private final Jobs jobs;
    private final Vault vault;
    private final Idempotency idempotency;
    private final Clock clock;

    MendingPages(
            MendingMapper mendings,
            TellingMapper telling,
            Mendings desk,
            MissScope scope,
            Authority authority,
            Guides guides,
            Grid grid,
            Jobs jobs,
            Vault vault,
            Idempotency idempotency,
            Clock clock) {
        this.mendings = mendings;
        this.telling = telling;
        this.desk = desk;
        this.scope = scope;
        this.authority = authority;
        this.guides = guides;
        this.grid = grid;
        this.jobs = jobs;
        this.vault = vault;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** A question whose answer would change. */
    record Changed(String question, int times, String before, String after) {}

    record Effects(String title, List<Changed> rows) {}

    @GetMapping("/console/mendings")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable MendingKind kind,
            @RequestParam @Nullable MendingStatus status,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.ANSWER_MISSES);
        var rows = mendings.page(scope.officeIds(staff), kind, status, query.before(), query.limit());
        model.addAttribute("page", Page.of(rows, query, Mending::id));
        model.addAttribute("kinds", MendingKind.values());
        model.addAttribute("statuses", MendingStatus.values());
        model.addAttribute("kind", kind);
        model.addAttribute("status", status);
        return "chat/mendings";
    }

    @GetMapping("/console/mendings/{id}")
    String detail(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var mending = theirs(staff, id);
        model.addAttribute("mending", mending);
        model.addAttribute(
                "office", grid.find(mending.cellId()).map(GridCell::name).orElse("（已撤销的组织）"));
        model.addAttribute("guide", title(mending));
        model.addAttribute("moves", mendings.moves(mending.id()));
        model.addAttribute("told", telling.told(mending.id()));
        model.addAttribute("replayed", mending.isReplayed(clock.instant()));
        model.addAttribute("own", mending.author().equals(staff.actorKey()));
        model.addAttribute(
                "effects",
                Arrays.stream(Replayed.Effect.values())
                        .map(effect -> new Effects(effect.title(), changed(staff, mending, effect)))
                        .filter(effects -> !effects.rows().isEmpty())
                        .toList());
        model.addAttribute(
                "job",
                mending.replayJobId() == null
                        ? null
                        : jobs.find(mending.replayJobId()).orElse(null));
        return "chat/mending";
    }

    @GetMapping("/console/mendings/{id}/replay")
    String progress(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var mending = theirs(staff, id);
        var job = mending.replayJobId() == null
                ? null
                : jobs.find(mending.replayJobId()).orElse(null);
        if (job == null) {
            throw new NotFound();
        }
        model.addAttribute("job", job);
        model.addAttribute("url", "/console/mendings/" + id + "/replay");
        return "chat/mending-progress";
    }

    private Mending theirs(Staff staff, Id id) {
        authority.require(staff, Permission.ANSWER_MISSES);
        var mending = mendings.selectById(id.value());
        if (mending == null) {
            throw new NotFound();
        }
        scope.require(staff, mending);
        return mending;
    }

    private String title(Mending mending) {
        return mending.guideId() == null
                ? ""
                : guides.published(mending.guideId()).map(PublishedGuide::title).orElse("（未发布的指南）");
    }

    /** Questions of other communities are counted, not shown. */
    private List<Changed> changed(Staff staff, Mending mending, Replayed.Effect effect) {
        var theirs = scope.communities(staff, Permission.ANSWER_MISSES);
        return mendings.replay(mending.id(), effect, SHOWN).stream()
                .map(line -> new Changed(
                        theirs.contains(line.communityId())
                                ? vault.open(line.question(), Replayed.QUESTION, line.id())
                                : "（其他社区居民的问题）",
                        line.times(),
                        line.beforeTitle(),
                        line.afterTitle()))
                .toList();
    }

    @PostMapping("/console/mendings/{id}/replay")
    String replay(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        return once(
                staff, "miss.replay", id, requestKey, "", flash, "已开始重放。", key -> desk.replayAgain(staff, id.value()));
    }

    @PostMapping("/console/mendings/{id}/approve")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        boolean inGuide = theirs(staff, id).kind().inGuide();
        return once(
                staff,
                "miss.approve",
                id,
                requestKey,
                seen + " " + reason,
                flash,
                inGuide ? "已审核。指南发布后生效，问过的人会逐个收到告知。" : "已生效，问过的人会逐个收到告知。",
                both -> desk.approve(staff, id.value(), seen, reason));
    }

    @PostMapping("/console/mendings/{id}/return")
    String returned(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "miss.return",
                id,
                requestKey,
                reason,
                flash,
                "已退回，问题回到待处理。",
                why -> desk.returned(staff, id.value(), why));
    }

    @PostMapping("/console/mendings/{id}/withdraw")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        return once(
                staff,
                "miss.withdraw",
                id,
                requestKey,
                reason,
                flash,
                "已撤下，机器人不再这样回答。",
                why -> desk.withdraw(staff, id.value(), why));
    }

    private String once(
            Staff staff,
            String operation,
            Id id,
            String requestKey,
            String content,
            RedirectAttributes flash,
            String toast,
            Consumer<String> act) {
        idempotency.<@Nullable Void>once(staff, operation + ":" + id, requestKey, content, Void.class, () -> {
            act.accept(content);
            return null;
        });
        flash.addFlashAttribute("toast", toast);
        return "redirect:/console/mendings/" + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage mendingsEntry() {
            return new ConsolePage("答复审核", "/console/mendings", Permission.ANSWER_MISSES, 21);
        }
    }
}
