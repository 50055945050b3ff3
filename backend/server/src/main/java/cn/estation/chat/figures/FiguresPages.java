package cn.estation.chat.figures;

import cn.estation.audit.AuditTrail;
import cn.estation.chat.mending.MissScope;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The console's 搜索统计: what people ask, what was answered, and every number's list. */
@Controller
class FiguresPages {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final int TOP = 20;
    private static final int EXPORTED = 1_000;

    private final DayMapper days;
    private final Days timer;
    private final Clear clear;
    private final MissScope scope;
    private final AuditTrail audit;

    FiguresPages(DayMapper days, Days timer, Clear clear, MissScope scope, AuditTrail audit) {
        this.days = days;
        this.timer = timer;
        this.clear = clear;
        this.scope = scope;
        this.audit = audit;
    }

    /** The days that are looked at: the last thirty unless said otherwise. */
    record Range(
            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate to) {

        Range within(LocalDate today) {
            var last = to == null ? today : to;
            var first = from == null ? last.minusDays(DAYS - 1L) : from;
            if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
                throw new BadInput("请选择开始不晚于结束、不超过一年的日期。");
            }
            return new Range(first, last);
        }
    }

    /** A group with what may be shown of it. */
    record Row(long id, String text, DayMapper.Top top, String rate) {}

    record Table(String title, List<Row> rows) {}

    @GetMapping("/console/search-analytics")
    String show(@AuthenticationPrincipal Staff staff, Range asked, Model model) {
        var communities = scope.communities(staff, Permission.VIEW_ANALYTICS);
        var range = asked.within(timer.today());
        var figures = figures(communities, range);
        model.addAttribute("range", range);
        model.addAttribute("total", figures.total());
        model.addAttribute("clickThrough", figures.clickThrough());
        model.addAttribute("channels", figures.byChannel());
        model.addAttribute("outcomes", figures.byOutcome());
        var byDay = figures.byDay();
        model.addAttribute("byDay", byDay);
        model.addAttribute(
                "dayLabels", byDay.stream().map(line -> line.key().substring(5)).toList());
        model.addAttribute("dayAsked", byDay.stream().map(Figures.Line::asked).toList());
        model.addAttribute("dayRates", byDay.stream().map(Figures.Line::percent).toList());
        model.addAttribute(
                "channelLabels",
                figures.byChannel().stream().map(Figures.Line::title).toList());
        model.addAttribute(
                "channelRates",
                figures.byChannel().stream().map(Figures.Line::percent).toList());
        model.addAttribute(
                "tables",
                List.of(
                        new Table("问得最多的", rows(staff, communities, range, false, TOP)),
                        new Table("没答上最多的", rows(staff, communities, range, true, TOP))));
        return "chat/analytics";
    }

    private Figures figures(List<Long> communities, Range range) {
        return new Figures(from(range), to(range), days.daily(communities, from(range), to(range)));
    }

    private static LocalDate from(Range range) {
        return java.util.Objects.requireNonNull(range.from());
    }

    private static LocalDate to(Range range) {
        return java.util.Objects.requireNonNull(range.to());
    }

    private List<Row> rows(Staff staff, List<Long> communities, Range range, boolean missed, int most) {
        return days.top(communities, from(range), to(range), missed, most).stream()
                .map(top -> new Row(top.groupId(), clear.group(staff, top.groupId(), top.people()), top, rate(top)))
                .toList();
    }

    private static String rate(DayMapper.Top top) {
        return top.asked() == 0 ? "—" : "%.0f%%".formatted(100.0 * (top.asked() - top.missed()) / top.asked());
    }

    /** The same as a table for a spreadsheet. What is hidden on the page is hidden in the file. */
    @GetMapping("/console/search-analytics/export")
    @Transactional
    ResponseEntity<byte[]> export(
            @AuthenticationPrincipal Staff staff,
            Range asked,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "questions") String table) {
        var communities = scope.communities(staff, Permission.VIEW_ANALYTICS);
        var range = asked.within(timer.today());
        var sheet = table.equals("days") ? days(communities, range) : questions(staff, communities, range);
        audit.record(
                staff, 0, "search-analytics.export", "export:" + table, "导出搜索统计，" + range.from() + " 至 " + range.to());
        boolean csv = format.equals("csv");
        var name = "搜索统计-%s-%s.%s".formatted(range.from(), range.to(), csv ? "csv" : "xlsx");
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType(
                        csv
                                ? "text/csv;charset=UTF-8"
                                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .body(csv ? sheet.csv() : sheet.xlsx());
    }

    private Sheet questions(Staff staff, List<Long> communities, Range range) {
        var sheet = new Sheet("问题", List.of("问题", "次数", "没答上", "选了指南", "人数", "答上的比例"));
        rows(staff, communities, range, false, EXPORTED)
                .forEach(row -> sheet.add(List.of(
                        row.text(),
                        row.top().asked(),
                        row.top().missed(),
                        row.top().chosen(),
                        row.top().people(),
                        row.rate())));
        return sheet;
    }

    private Sheet days(List<Long> communities, Range range) {
        var sheet = new Sheet("每天", List.of("日期", "问题", "答上", "选了指南", "没答上", "答上的比例"));
        figures(communities, range)
                .byDay()
                .forEach(line -> sheet.add(List.of(
                        line.title(), line.asked(), line.answered(), line.chosen(), line.missed(), line.rate())));
        return sheet;
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage analyticsEntry() {
            return new ConsolePage("搜索统计", "/console/search-analytics", Permission.VIEW_ANALYTICS, 140);
        }
    }
}
