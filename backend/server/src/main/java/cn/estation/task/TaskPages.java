package cn.estation.task;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.media.Upload;
import cn.estation.media.Uploads;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

/** Tasks in the console: the board, one task with its claims, and what becomes of it. */
@Controller
class TaskPages {

    private static final String HOME = "/console/task";

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Publishing publishing;
    private final Proposing proposing;
    private final Contests contests;
    private final Worth worth;
    private final ClaimScores scores;
    private final Uploads uploads;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;
    private final Clock clock;

    TaskPages(
            TaskMapper tasks,
            ClaimMapper claims,
            Publishing publishing,
            Proposing proposing,
            Contests contests,
            Worth worth,
            ClaimScores scores,
            Uploads uploads,
            Authority authority,
            Residents residents,
            Idempotency idempotency,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.publishing = publishing;
        this.proposing = proposing;
        this.contests = contests;
        this.worth = worth;
        this.scores = scores;
        this.uploads = uploads;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff, @RequestParam @Nullable String status, PageQuery query, Model model) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var communities = authority.communities(staff, Permission.VERIFY_TASKS);
        var page = page(communities, status(status), query);
        model.addAttribute("tasks", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", TaskStatus.values());
        model.addAttribute("communityNames", GridCell.names(communities));
        model.addAttribute("mayPublish", staff.may(Permission.PUBLISH_TASKS));
        model.addAttribute("maySetUp", staff.may(Permission.SET_UP_TASKS));
        return "task/list";
    }

    private Page<VolunteerTask> page(List<GridCell> communities, @Nullable TaskStatus status, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var ids = communities.stream().map(GridCell::id).toList();
        return Page.of(tasks.inCommunities(ids, status, query.before(), query.limit()), query, VolunteerTask::id);
    }

    private static @Nullable TaskStatus status(@Nullable String name) {
        return Stream.of(TaskStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var task = theirs(staff, id);
        var held = claims.ofTask(task.id());
        var now = clock.instant();
        model.addAttribute("task", task);
        model.addAttribute("rule", worth.rule(task));
        model.addAttribute("claims", held);
        model.addAttribute(
                "names",
                residents.maskedNames(
                        held.stream().map(Claim::residentId).distinct().toList()));
        model.addAttribute("counted", scores.of(held.stream().map(Claim::id).toList()));
        model.addAttribute("photos", photos(task.id()));
        model.addAttribute("contests", contests.history(task.id(), held));
        model.addAttribute("outcomes", Contests.Outcome.values());
        model.addAttribute("moves", tasks.moves(task.id()));
        model.addAttribute("changes", tasks.changes(task.id()));
        model.addAttribute("proposal", proposing.waiting(task.id()).orElse(null));
        model.addAttribute("decided", proposing.decided(task.id()));
        model.addAttribute("me", staff.actorKey());
        model.addAttribute("series", task.seriesId() == null ? List.of() : tasks.ofSeries(task.seriesId()));
        model.addAttribute("mayPublish", authority.may(staff, Permission.PUBLISH_TASKS, task.communityId()));
        model.addAttribute("ownDraft", ownDraft(staff, task));
        model.addAttribute("checkInOpen", checkInOpen(task, now));
        model.addAttribute("begun", task.startedAt(now));
        model.addAttribute("now", now);
        model.addAttribute("toEvaluate", toEvaluate(task, held, now));
        return "task/task";
    }

    /** What is left of the pictures that came with claims, by claim. One that was refused is deleted after a while. */
    private Map<Long, Upload> photos(long taskId) {
        var shown = claims.photos(taskId);
        var kept = uploads.find(shown.stream().map(ClaimMapper.Photo::mediaId).toList());
        var photos = new HashMap<Long, Upload>();
        for (var photo : shown) {
            var upload = kept.get(photo.mediaId());
            if (upload != null) {
                photos.put(photo.claimId(), upload);
            }
        }
        return photos;
    }

    /** Those whose work is done: together they are passed for what is shown. */
    private static List<Claim> toEvaluate(VolunteerTask task, List<Claim> held, Instant now) {
        return held.stream()
                .filter(claim -> claim.status().toEvaluate() && !claim.stillServing(task, now))
                .toList();
    }

    private static boolean ownDraft(Staff staff, VolunteerTask task) {
        return staff.actorKey().equals(task.submittedBy()) || staff.actorKey().equals(task.createdBy());
    }

    static boolean checkInOpen(VolunteerTask task, Instant now) {
        return (task.status().on() || task.status() == TaskStatus.DONE)
                && !now.isBefore(task.startsAt().minus(CheckIn.OPENS_BEFORE))
                && now.isBefore(task.endsAt().plus(CheckIn.LEAVING));
    }

    @PostMapping(HOME + "/{id}/publication")
    String publish(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        publishing.theirs(staff, id.value());
        var status = idempotency.once(
                staff,
                "task.publish:" + id,
                requestKey,
                "",
                TaskStatus.class,
                () -> publishing.publish(staff, id.value()));
        flash.addFlashAttribute("toast", status == TaskStatus.REVIEW ? "已提交，请另一位同事审核发布。" : "已发布，党员现在可以认领。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/approval")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "0") int seen,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return once(staff, "task.approve", id, requestKey, seen, "已审核发布，党员现在可以认领。", flash, () -> {
            publishing.approve(staff, id.value(), seen);
            return id;
        });
    }

    @PostMapping(HOME + "/{id}/return")
    String sendBack(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        publishing.theirs(staff, id.value());
        var words = ClaimPages.reason(reason);
        return once(staff, "task.send-back", id, requestKey, words, "已退回修改。", flash, () -> {
            publishing.sendBack(staff, id.value(), words);
            return id;
        });
    }

    @PostMapping(HOME + "/{id}/signup")
    String signup(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "true") boolean closed,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var toast = closed ? "已截止认领。" : "已重新开放认领。";
        return once(staff, "task.signup", id, requestKey, closed, toast, flash, () -> {
            publishing.closeSignup(staff, id.value(), closed);
            return id;
        });
    }

    @PostMapping(HOME + "/{id}/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        publishing.theirs(staff, id.value());
        var words = ClaimPages.reason(reason);
        return once(staff, "task.cancel", id, requestKey, words, "已取消，认领的党员会收到通知。", flash, () -> {
            publishing.cancel(staff, id.value(), words);
            return id;
        });
    }

    private String once(
            Staff staff,
            String operation,
            Id id,
            String requestKey,
            Object content,
            String toast,
            RedirectAttributes flash,
            Supplier<Id> act) {
        publishing.theirs(staff, id.value());
        idempotency.once(staff, operation + ":" + id, requestKey, content, Id.class, act);
        flash.addFlashAttribute("toast", toast);
        return "redirect:" + HOME + "/" + id;
    }

    private VolunteerTask theirs(Staff staff, Id id) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        return task;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage taskPage() {
            return new ConsolePage("志愿任务", HOME, Permission.VERIFY_TASKS, 400);
        }
    }
}
