package cn.estation.chat.emergency;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** The console's duty roster: who is on duty now, the pattern of the week, and single spans that stand in for it. */
@Controller
class DutyPages {

    private static final String GONE = "（已撤销）";
    private static final String LEFT = "（已离岗）";
    private static final int MOST_CELLS = 2_000;

    /** Which days a turn begins on, as the form offers them. */
    private static final Map<String, String> DAYS = days();

    private final Duties duties;
    private final DutyMapper spans;
    private final WeekMapper weeks;
    private final Roster roster;
    private final AlertScope scope;
    private final Authority authority;
    private final Crews crews;
    private final Grid grid;
    private final Forms forms;
    private final Idempotency idempotency;
    private final Clock clock;

    DutyPages(
            Duties duties,
            DutyMapper spans,
            WeekMapper weeks,
            Roster roster,
            AlertScope scope,
            Authority authority,
            Crews crews,
            Grid grid,
            Forms forms,
            Idempotency idempotency,
            Clock clock) {
        this.duties = duties;
        this.spans = spans;
        this.weeks = weeks;
        this.roster = roster;
        this.scope = scope;
        this.authority = authority;
        this.crews = crews;
        this.grid = grid;
        this.forms = forms;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    private static Map<String, String> days() {
        var days = new LinkedHashMap<String, String>();
        days.put("127", "每天");
        days.put("31", "周一至周五");
        days.put("96", "周六、周日");
        for (int i = 0; i < 7; i++) {
            days.put(Integer.toString(1 << i), "周" + "一二三四五六日".charAt(i));
        }
        return days;
    }

    @GetMapping("/console/duty")
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.TAKE_ALERTS);
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
        if (!forms.done(staff, "chat.duty-add", requestKey, form, errors, null, response, () -> add(staff, form))) {
            return page(staff, model);
        }
        flash.addFlashAttribute("toast", "已排班。");
        return "redirect:/console/duty";
    }

    @PostMapping("/console/duty/week")
    String addWeekly(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("week") Weekly week,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.TAKE_ALERTS);
        if (!forms.done(
                staff, "chat.duty-week-add", requestKey, week, errors, null, response, () -> add(staff, week))) {
            return page(staff, model);
        }
        flash.addFlashAttribute("toast", "已排好，每周照此值班。");
        return "redirect:/console/duty";
    }

    @PostMapping("/console/duty/{id}/remove")
    String remove(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "chat.duty-remove:" + id, requestKey, () -> duties.remove(staff, id.value()));
        flash.addFlashAttribute("toast", "已取消这一班。");
        return "redirect:/console/duty";
    }

    @PostMapping("/console/duty/week/{id}/remove")
    String removeWeekly(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "chat.duty-week-remove:" + id, requestKey, () -> duties.removeWeekly(staff, id.value()));
        flash.addFlashAttribute("toast", "已取消，以后每周不再值这一班。");
        return "redirect:/console/duty";
    }

    private void once(Staff staff, String operation, String requestKey, Runnable act) {
        idempotency.<@Nullable Void>once(staff, operation, requestKey, null, Void.class, () -> {
            act.run();
            return null;
        });
    }

    private void add(Staff staff, Turn form) {
        duties.add(
                staff,
                number(form.cell(), "请选择哪一片。"),
                number(form.person(), "请选择值班的人。"),
                moment(form.from()),
                moment(form.to()));
    }

    private void add(Staff staff, Weekly week) {
        duties.addWeekly(
                staff,
                number(week.place(), "请选择哪一片。"),
                number(week.keeper(), "请选择值班的人。"),
                (int) number(DAYS.containsKey(week.days()) ? week.days() : "", "请选择星期几。"),
                time(week.fromTime()),
                time(week.toTime()));
    }

    private String page(Staff staff, Model model) {
        var own = grid.cells(scope.communities(staff)).values().stream().toList();
        var communities = own.stream().map(GridCell::id).toList();
        var single = spans.ahead(communities, clock.instant());
        var weekly = weeks.all(communities);
        var names = crews.names(Stream.concat(
                        single.stream().map(DutyMapper.Duty::staffId),
                        weekly.stream().map(WeekMapper.Week::staffId))
                .distinct()
                .toList());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new Turn("", "", "", ""));
        }
        if (!model.containsAttribute("week")) {
            model.addAttribute("week", new Weekly("", "", "", "", ""));
        }
        model.addAttribute(
                "now", own.stream().map(community -> watch(community, names)).toList());
        model.addAttribute(
                "single",
                single.stream()
                        .map(duty -> new Line(
                                duty.id(),
                                cell(duty.cellId()),
                                names.getOrDefault(duty.staffId(), LEFT),
                                duty.startsAt(),
                                duty.endsAt()))
                        .toList());
        model.addAttribute(
                "weekly",
                weekly.stream()
                        .map(one -> new Pattern(
                                one.id(), cell(one.cellId()), names.getOrDefault(one.staffId(), LEFT), one.text()))
                        .toList());
        model.addAttribute("cells", cells(own));
        model.addAttribute("people", people(own));
        model.addAttribute("days", DAYS);
        return "chat/duty";
    }

    private Watch watch(GridCell community, Map<Long, String> names) {
        return new Watch(
                community.name(),
                roster.now(community).stream()
                        .map(duty -> new Keeper(
                                cell(duty.cellId()),
                                names.getOrDefault(duty.staffId(), LEFT),
                                duty.until(),
                                duty.single()))
                        .toList());
    }

    private String cell(long id) {
        return grid.find(id).map(GridCell::name).orElse(GONE);
    }

    private Map<String, String> cells(List<GridCell> communities) {
        var options = new LinkedHashMap<String, String>();
        communities.stream()
                .flatMap(community -> Stream.of(
                                List.of(community),
                                grid.below(community, CellKind.GRID),
                                grid.below(community, CellKind.MICRO_GRID))
                        .flatMap(List::stream))
                .limit(MOST_CELLS)
                .forEach(cell -> options.put(Long.toString(cell.id()), cell.name()));
        return options;
    }

    private Map<String, String> people(List<GridCell> communities) {
        var options = new LinkedHashMap<String, String>();
        communities.stream()
                .flatMap(community -> roster.crew(community).values().stream())
                .forEach(post -> options.putIfAbsent(
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

    private static LocalTime time(String typed) {
        try {
            return LocalTime.parse(typed);
        } catch (DateTimeParseException wrong) {
            throw new BadInput("请填写几点到几点。");
        }
    }

    /** Who watches over a community now; nobody if the list is empty. */
    record Watch(String community, List<Keeper> keepers) {}

    record Keeper(String cell, String who, Instant until, boolean single) {}

    record Line(long id, String cell, String who, Instant from, Instant to) {}

    record Pattern(long id, String cell, String who, String when) {}

    record Turn(String cell, String person, String from, String to) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Turn {
            cell = cell == null ? "" : cell;
            person = person == null ? "" : person;
            from = from == null ? "" : from;
            to = to == null ? "" : to;
        }
    }

    record Weekly(String place, String keeper, String days, String fromTime, String toTime) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Weekly {
            place = place == null ? "" : place;
            keeper = keeper == null ? "" : keeper;
            days = days == null ? "" : days;
            fromTime = fromTime == null ? "" : fromTime;
            toTime = toTime == null ? "" : toTime;
        }
    }
}
