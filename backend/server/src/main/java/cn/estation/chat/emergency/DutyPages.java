package cn.estation.chat.emergency;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
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

/** The console's duty roster: who is told first of a call for help, for which part of the community, from when to when. */
@Controller
class DutyPages {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final DutyMapper duties;
    private final AlertScope scope;
    private final Authority authority;
    private final Crews crews;
    private final Grid grid;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    DutyPages(
            DutyMapper duties,
            AlertScope scope,
            Authority authority,
            Crews crews,
            Grid grid,
            AuditTrail audit,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.duties = duties;
        this.scope = scope;
        this.authority = authority;
        this.crews = crews;
        this.grid = grid;
        this.audit = audit;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/console/duty")
    String roster(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.TAKE_ALERTS);
        model.addAttribute("form", new Turn("", "", "", ""));
        return page(staff, model);
    }

    @PostMapping("/console/duty")
    String add(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") Turn form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.TAKE_ALERTS);
        try {
            idempotency.<@Nullable Void>once(staff, "chat.duty-add", requestKey, form, Void.class, () -> {
                add(staff, form);
                return null;
            });
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            errors.reject("refused", refusal.sentence());
            response.setStatus(422);
            return page(staff, model);
        }
        flash.addFlashAttribute("toast", "已排班。");
        return "redirect:/console/duty";
    }

    @PostMapping("/console/duty/{id}/remove")
    String remove(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.TAKE_ALERTS);
        idempotency.<@Nullable Void>once(staff, "chat.duty-remove:" + id, requestKey, null, Void.class, () -> {
            var duty = duties.selectById(id.value());
            if (duty == null || !scope.communities(staff).contains(duty.communityId())) {
                throw new NotFound();
            }
            duties.deleteById(id.value());
            audit.record(staff, duty.communityId(), "chat.duty-remove", "duty:" + id, "取消值班");
            return null;
        });
        flash.addFlashAttribute("toast", "已取消这一班。");
        return "redirect:/console/duty";
    }

    private void add(Staff staff, Turn form) {
        var cell = grid.find(number(form.cell(), "请选择哪一片。")).orElseThrow(NotFound::new);
        var community = grid.communityOf(cell).orElseThrow(NotFound::new);
        if (!scope.communities(staff).contains(community.id())) {
            throw new NotFound();
        }
        long who = number(form.person(), "请选择值班的人。");
        if (!people(List.of(community)).containsKey(Long.toString(who))) {
            throw new BadInput("这个人在本社区没有能接求助的岗位。");
        }
        var from = moment(form.from());
        var to = moment(form.to());
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0 || !to.isAfter(clock.instant())) {
            throw new BadInput("结束时间要在开始时间和现在之后，一班不超过 31 天。");
        }
        long id = ids.next();
        try {
            duties.insert(new DutyMapper.Duty(id, community.id(), cell.id(), who, from, to));
        } catch (DuplicateKeyException twice) {
            throw new OnDutyBefore();
        }
        audit.record(staff, community.id(), "chat.duty-add", "duty:" + id, "排班");
    }

    private String page(Staff staff, Model model) {
        var communities = scope.communities(staff);
        var rows = duties.ahead(communities, clock.instant());
        var names = crews.names(rows.stream().map(DutyMapper.Duty::staffId).toList());
        var cells = grid.cells(rows.stream().map(DutyMapper.Duty::cellId).toList());
        model.addAttribute(
                "rows",
                rows.stream()
                        .map(duty -> new Line(
                                duty.id(),
                                cells.containsKey(duty.cellId())
                                        ? cells.get(duty.cellId()).name()
                                        : "（已撤销）",
                                names.getOrDefault(duty.staffId(), "（已离岗）"),
                                duty.startsAt(),
                                duty.endsAt(),
                                !duty.startsAt().isAfter(clock.instant())))
                        .toList());
        var own = grid.cells(communities).values().stream().toList();
        model.addAttribute("cells", cells(own));
        model.addAttribute("people", people(own));
        return "chat/duty";
    }

    private Map<String, String> cells(List<GridCell> communities) {
        var options = new LinkedHashMap<String, String>();
        communities.stream()
                .flatMap(community -> Stream.of(
                                List.of(community),
                                grid.below(community, CellKind.GRID),
                                grid.below(community, CellKind.MICRO_GRID))
                        .flatMap(List::stream))
                .limit(2000)
                .forEach(cell -> options.put(Long.toString(cell.id()), cell.name()));
        return options;
    }

    private Map<String, String> people(List<GridCell> communities) {
        var cells = communities.stream()
                .flatMap(community -> Stream.concat(
                        grid.upwards(community).stream(),
                        Stream.of(grid.below(community, CellKind.GRID), grid.below(community, CellKind.MICRO_GRID))
                                .flatMap(List::stream)))
                .map(GridCell::id)
                .distinct()
                .toList();
        var options = new LinkedHashMap<String, String>();
        crews.at(cells, Permission.TAKE_ALERTS)
                .forEach(post -> options.put(
                        Long.toString(post.staffId()),
                        post.name() + "（" + post.role().title() + "）"));
        return options;
    }

    private static long number(String typed, String otherwise) {
        if (!typed.matches("[0-9]{1,18}")) {
            throw new BadInput(otherwise);
        }
        return Long.parseLong(typed);
    }

    private static Instant moment(String typed) {
        try {
            return LocalDateTime.parse(typed).atZone(Time.CHINA).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new BadInput("请填写开始和结束的日期、时间。");
        }
    }

    record Line(long id, String cell, String who, Instant from, Instant to, boolean now) {}

    record Turn(String cell, String person, String from, String to) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Turn {
            cell = cell == null ? "" : cell;
            person = person == null ? "" : person;
            from = from == null ? "" : from;
            to = to == null ? "" : to;
        }
    }

    static final class OnDutyBefore extends Refusal {
        OnDutyBefore() {
            super(HttpStatus.CONFLICT, "on-duty-before", "这个人这时已经排在这一片了。");
        }
    }
}
