package cn.estation.mall.figures;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Time;
import cn.estation.mall.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was redeemed and what it cost; each number opens the list it was counted from. */
@Controller
class RedemptionFiguresPages {

    private static final String HOME = "/console/mall/figures";
    private static final int MOST_LINES = 20_000;
    private static final int BITE = 1000;

    private final RedemptionFigureMapper figures;
    private final Authority authority;
    private final AuditTrail audit;
    private final Clock clock;

    RedemptionFiguresPages(RedemptionFigureMapper figures, Authority authority, AuditTrail audit, Clock clock) {
        this.figures = figures;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    /** Days in China, both inclusively. */
    record Span(LocalDate from, LocalDate to) {}

    @GetMapping(HOME)
    String figures(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = authority.communityIds(staff, Permission.MANAGE_MALL);
        var span = span(from, to);
        model.addAttribute("span", span);
        if (!communities.isEmpty()) {
            var total = figures.total(communities, span.from(), span.to());
            var months = figures.months(communities, span.from(), span.to());
            model.addAttribute("total", total);
            model.addAttribute("cost", Money.yuan(total.cents()));
            model.addAttribute(
                    "items",
                    figures.items(communities, span.from(), span.to()).stream()
                            .map(item -> new Row(item, Money.yuan(item.cents())))
                            .toList());
            model.addAttribute(
                    "months",
                    months.stream()
                            .map(one -> "%d-%02d".formatted(one.month() / 100, one.month() % 100))
                            .toList());
            model.addAttribute(
                    "perMonth",
                    months.stream().map(RedemptionFigureMapper.OfMonth::live).toList());
        }
        return "mall/figures";
    }

    /** One item with its cost in yuan. */
    record Row(RedemptionFigureMapper.OfItem item, String cost) {}

    /** The redemptions of the time as a workbook; what was taken out is in the audit trail. */
    @GetMapping(HOME + "/export")
    ResponseEntity<byte[]> export(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = authority.communityIds(staff, Permission.MANAGE_MALL);
        var span = span(from, to);
        var lines = communities.isEmpty() ? List.<RedemptionFigureMapper.Line>of() : lines(communities, span);
        communities.forEach(community -> audit.record(
                staff,
                community,
                "mall.export",
                "community:" + community,
                "导出 %s 至 %s 的兑换 %d 笔。".formatted(span.from(), span.to(), lines.size())));
        var headers = new HttpHeaders();
        headers.setContentType(
                MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename("redemptions-%s-%s.xlsx".formatted(span.from(), span.to()))
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.setCacheControl("no-store");
        return ResponseEntity.ok().headers(headers).body(RedemptionSheet.of(lines));
    }

    private List<RedemptionFigureMapper.Line> lines(List<Long> communities, Span span) {
        var lines = new ArrayList<RedemptionFigureMapper.Line>();
        long after = 0;
        while (true) {
            var bite = figures.lines(communities, span.from(), span.to(), after, BITE);
            lines.addAll(bite);
            if (lines.size() > MOST_LINES) {
                throw new BadInput("超过 %d 笔，请缩短时间分次导出。".formatted(MOST_LINES));
            }
            if (bite.size() < BITE) {
                return lines;
            }
            after = bite.getLast().id();
        }
    }

    /** This year, if nothing is said. */
    private Span span(String from, String to) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        try {
            var span = new Span(
                    from.isBlank() ? today.withDayOfYear(1) : LocalDate.parse(from),
                    to.isBlank() ? today : LocalDate.parse(to));
            if (span.to().isBefore(span.from()) || span.from().plusYears(5).isBefore(span.to())) {
                throw new BadInput("开始日期不能晚于结束日期，最长五年。");
            }
            return span;
        } catch (DateTimeParseException noDay) {
            throw new BadInput("日期应为 2026-01-31 这样的格式。");
        }
    }
}
