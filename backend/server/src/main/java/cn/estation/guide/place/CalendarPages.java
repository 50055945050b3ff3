package cn.estation.guide.place;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.DayKind;
import cn.estation.grid.WorkingCalendar;
import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.grid.WorkingCalendar.Year;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** The working calendar in the console: a year at a glance, and the import of next year's notice. */
@Controller
class CalendarPages {

    static final String HOME = "/console/calendar";

    private final WorkingCalendar calendar;
    private final Authority authority;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final JsonMapper json;
    private final Clock clock;

    CalendarPages(
            WorkingCalendar calendar,
            Authority authority,
            AuditTrail audit,
            Idempotency idempotency,
            JsonMapper json,
            Clock clock) {
        this.calendar = calendar;
        this.authority = authority;
        this.audit = audit;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String year(@AuthenticationPrincipal Staff staff, @RequestParam @Nullable Integer year, Model model) {
        int shown = year == null ? today().getYear() : year;
        if (shown < 2020 || shown > 2100) {
            throw new BadInput("年份应在 2020 到 2100 之间。");
        }
        var special = special(LocalDate.of(shown, 1, 1), LocalDate.of(shown, 12, 31));
        model.addAttribute("year", shown);
        model.addAttribute("known", calendar.year(shown).orElse(null));
        model.addAttribute("years", years(shown));
        model.addAttribute("months", months(shown, special));
        model.addAttribute(
                "lines",
                lines(special.values().stream().sorted(CalendarPages::byDay).toList()));
        model.addAttribute("mayImport", staff.may(Permission.KEEP_CALENDAR));
        return "guide/places/calendar";
    }

    @GetMapping(HOME + "/import")
    String write(@AuthenticationPrincipal Staff staff, @RequestParam @Nullable Integer year, Model model) {
        authority.require(staff, Permission.KEEP_CALENDAR);
        int wanted = year == null ? today().getYear() + 1 : Math.clamp(year, 2020, 2100);
        model.addAttribute(
                "form",
                new CalendarForm(
                        wanted,
                        "",
                        "",
                        false,
                        calendar.year(wanted).map(Year::edits).orElse(0)));
        return "guide/places/calendar-import";
    }

    /** Changes nothing: shows what was read, and what would differ from now. */
    @PostMapping(HOME + "/preview")
    String preview(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") @Nullable CalendarForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        authority.require(staff, Permission.KEEP_CALENDAR);
        var days = read(form, errors);
        if (form == null || days == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "guide/places/calendar-import";
        }
        int year = Objects.requireNonNull(form.year());
        var before = calendar.specialOf(year);
        model.addAttribute("known", calendar.year(year).orElse(null));
        model.addAttribute("lines", lines(days));
        model.addAttribute(
                "off",
                days.stream().filter(day -> day.kind() == DayKind.HOLIDAY).count());
        model.addAttribute(
                "worked",
                days.stream()
                        .filter(day -> day.kind() == DayKind.ADJUSTED_WORKING)
                        .count());
        model.addAttribute("added", texts(days, before));
        model.addAttribute("removed", texts(before, days));
        model.addAttribute("months", months(year, byDay(days)));
        return "guide/places/calendar-preview";
    }

    @PostMapping(HOME)
    String take(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") @Nullable CalendarForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_CALENDAR);
        var days = read(form, errors);
        if (form == null || days == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "guide/places/calendar-import";
        }
        int year = Objects.requireNonNull(form.year());
        idempotency.once(staff, "calendar.import:" + year, requestKey, form, Integer.class, () -> {
            take(staff, year, form, days);
            return year;
        });
        flash.addFlashAttribute("toast", year + " 年的工作日历已导入，开放时间马上按它计算。");
        return "redirect:" + HOME + "?year=" + year;
    }

    private void take(Staff staff, int year, CalendarForm form, List<SpecialDay> days) {
        boolean provisional = Boolean.TRUE.equals(form.provisional());
        calendar.importYear(
                staff,
                year,
                form.edits() == null ? 0 : form.edits(),
                PointForm.clean(form.source()),
                provisional,
                days);
        audit.record(
                staff,
                0,
                "calendar.import",
                "calendar:" + year,
                "导入 %d 年工作日历%s，%d 天，依据：%s"
                        .formatted(year, provisional ? "（暂定）" : "", days.size(), PointForm.clean(form.source())));
    }

    private @Nullable List<SpecialDay> read(@Nullable CalendarForm form, BindingResult errors) {
        if (form == null || errors.hasErrors() || form.year() == null || form.text() == null) {
            return null;
        }
        try {
            return CalendarText.read(form.year(), form.text(), json);
        } catch (Refusal wrong) {
            errors.rejectValue("text", "wrong", wrong.sentence());
            return null;
        }
    }

    private List<Integer> years(int shown) {
        var now = today().getYear();
        return Stream.concat(calendar.years().stream().map(Year::year), Stream.of(now, now + 1, shown))
                .distinct()
                .sorted()
                .toList();
    }

    private LocalDate today() {
        return Wording.day(clock.instant());
    }

    private Map<LocalDate, SpecialDay> special(LocalDate from, LocalDate to) {
        return byDay(calendar.special(from, to));
    }

    private static Map<LocalDate, SpecialDay> byDay(List<SpecialDay> days) {
        return days.stream().collect(Collectors.toMap(SpecialDay::day, Function.identity()));
    }

    private static int byDay(SpecialDay one, SpecialDay other) {
        return one.day().compareTo(other.day());
    }

    private static List<String> texts(List<SpecialDay> days, List<SpecialDay> without) {
        return days.stream()
                .filter(day -> !without.contains(day))
                .map(day -> Wording.date(day.day()) + (day.kind() == DayKind.HOLIDAY ? "放假" : "上班"))
                .toList();
    }

    /** A holiday with its days off and the days worked for it. */
    record Line(String name, String off, String worked) {}

    private static List<Line> lines(List<SpecialDay> days) {
        return days.stream()
                .sorted(Comparator.comparing((SpecialDay day) -> day.kind() != DayKind.HOLIDAY)
                        .thenComparing(SpecialDay::day))
                .map(SpecialDay::name)
                .distinct()
                .map(name -> line(name, days))
                .toList();
    }

    private static Line line(String name, List<SpecialDay> days) {
        var runs = new ArrayList<List<LocalDate>>();
        for (var day : days) {
            if (!day.name().equals(name) || day.kind() != DayKind.HOLIDAY) {
                continue;
            }
            if (runs.isEmpty() || !runs.getLast().getLast().plusDays(1).equals(day.day())) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(day.day());
        }
        var off = runs.stream()
                .map(run -> run.size() == 1
                        ? Wording.date(run.getFirst())
                        : Wording.date(run.getFirst()) + "至" + Wording.date(run.getLast()) + "，共" + run.size() + "天")
                .collect(Collectors.joining("；"));
        var worked = days.stream()
                .filter(day -> day.name().equals(name) && day.kind() == DayKind.ADJUSTED_WORKING)
                .map(day -> Wording.date(day.day()))
                .collect(Collectors.joining("、"));
        return new Line(name, off, worked);
    }

    /**
     * A month of the year's page.
     *
     * @param weeks of seven days each, Monday first; days of other months are absent
     */
    record Month(int number, List<List<@Nullable Cell>> weeks) {}

    /**
     * @param kind OFF, WORKED, WEEKEND or PLAIN
     * @param sign 休 or 班, for who does not see the colour
     */
    record Cell(int day, String kind, String sign, String title) {}

    private static List<Month> months(int year, Map<LocalDate, SpecialDay> special) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month(year, month, special))
                .toList();
    }

    private static Month month(int year, int month, Map<LocalDate, SpecialDay> special) {
        var first = LocalDate.of(year, month, 1);
        var weeks = new ArrayList<List<@Nullable Cell>>();
        for (var monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
                !monday.isAfter(first.plusMonths(1).minusDays(1));
                monday = monday.plusDays(7)) {
            var week = new ArrayList<@Nullable Cell>();
            for (int i = 0; i < 7; i++) {
                var day = monday.plusDays(i);
                week.add(day.getMonthValue() == month ? cell(day, special.get(day)) : null);
            }
            weeks.add(week);
        }
        return new Month(month, weeks);
    }

    private static Cell cell(LocalDate day, @Nullable SpecialDay special) {
        boolean weekend = day.getDayOfWeek().getValue() >= 6;
        if (special == null) {
            return new Cell(day.getDayOfMonth(), weekend ? "WEEKEND" : "PLAIN", "", Wording.date(day));
        }
        boolean off = special.kind() == DayKind.HOLIDAY;
        return new Cell(
                day.getDayOfMonth(),
                off ? "OFF" : "WORKED",
                off ? "休" : "班",
                Wording.date(day) + " " + special.name() + (off ? "放假" : "调休上班"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage calendarPage() {
            return new ConsolePage("工作日历", HOME, Permission.KEEP_CALENDAR, 700);
        }
    }
}
