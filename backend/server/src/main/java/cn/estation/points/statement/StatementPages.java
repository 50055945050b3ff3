package cn.estation.points.statement;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.QrImage;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Statements in the console, and the page on which anybody checks the paper they were given. */
@Controller
class StatementPages {

    static final String OPEN = "/open/points-statements/";
    private static final String HOME = "/console/points/statements";

    private final Statements statements;
    private final Authority authority;
    private final Idempotency idempotency;
    private final String baseUrl;
    private final Clock clock;

    StatementPages(
            Statements statements,
            Authority authority,
            Idempotency idempotency,
            @Value("${estation.base-url}") String baseUrl,
            Clock clock) {
        this.statements = statements;
        this.authority = authority;
        this.idempotency = idempotency;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable Id communityId,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var communities = authority.communities(staff, Permission.KEEP_POINTS);
        var names = new LinkedHashMap<Long, String>();
        communities.forEach((GridCell community) -> names.put(community.id(), community.name()));
        var chosen = communityId != null && names.containsKey(communityId.value())
                ? communityId.value()
                : names.keySet().stream().findFirst().orElse(0L);
        var page = statements.of(staff, query);
        model.addAttribute("statements", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("communities", names);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", chosen == 0 ? Map.of() : statements.units(staff, chosen));
        model.addAttribute("year", ScoreYears.meant(today()));
        return "points/statements";
    }

    @PostMapping(HOME)
    String issueForUnit(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable Id communityId,
            @RequestParam @Nullable Id unitId,
            @RequestParam @Nullable Integer year,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_POINTS);
        if (communityId == null || unitId == null || year == null) {
            throw new BadInput("请选择社区、单位和年度。");
        }
        authority.require(staff, Permission.KEEP_POINTS, communityId.value());
        var id = idempotency.once(
                staff,
                "points.statement-unit:" + communityId,
                requestKey,
                Map.of("unit", unitId, "year", year),
                Id.class,
                () -> Id.of(statements
                        .issueForUnit(staff, communityId.value(), unitId.value(), year)
                        .id()));
        flash.addFlashAttribute("toast", "已出具，可以打印。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping("/console/points/members/{id}/statements")
    String issueForMember(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer year,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_POINTS);
        int asked = year == null ? ScoreYears.meant(today()) : year;
        var issued = idempotency.once(
                staff,
                "points.statement:" + id,
                requestKey,
                asked,
                Id.class,
                () -> Id.of(statements.issue(staff, id.value(), asked).id()));
        flash.addFlashAttribute("toast", "已出具，可以打印。");
        return "redirect:" + HOME + "/" + issued;
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var paper = statements.theirs(staff, id.value());
        fill(model, paper);
        int names = statements.names(paper);
        model.addAttribute("names", names);
        model.addAttribute("closed", names > 0);
        return "points/statement";
    }

    /** On to the page to print, with the names. A paper counts once a day however often it is opened, so no key is needed. */
    @PostMapping(HOME + "/{id}/opening")
    String open(@AuthenticationPrincipal Staff staff, @PathVariable Id id) {
        return "redirect:" + OPEN + statements.open(staff, id.value());
    }

    /** What the paper with this code says. Whoever has no paper learns nothing. */
    @GetMapping(OPEN + "{code}")
    String check(@PathVariable String code, Model model, HttpServletResponse response) {
        var paper = statements.find(code);
        if (paper.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "points/no-statement";
        }
        fill(model, paper.get());
        return "points/open-statement";
    }

    @GetMapping(OPEN + "{code}/qr")
    ResponseEntity<String> qr(@PathVariable String code) {
        return statements
                .find(code)
                .map(paper -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("image/svg+xml"))
                        .body(QrImage.svg(baseUrl + OPEN + paper.code())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private void fill(Model model, Statements.Paper paper) {
        model.addAttribute("paper", paper);
        model.addAttribute("hours", Figures.hours(paper.figures().minutes()));
        model.addAttribute(
                "lineHours",
                paper.figures().members().stream()
                        .map(line -> Figures.hours(line.minutes()))
                        .toList());
        model.addAttribute("url", baseUrl + OPEN + paper.code());
        model.addAttribute("closed", false);
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage statementsPage() {
            return new ConsolePage("年度考评证明", HOME, Permission.KEEP_POINTS, 555);
        }
    }
}
