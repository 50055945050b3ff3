package cn.estation.points.member;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.SafeCell;
import cn.estation.kernel.Time;
import cn.estation.points.Accounts;
import cn.estation.points.Ledger;
import cn.estation.points.statement.ScoreYears;
import cn.estation.task.MemberSignals;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Members in the console: both scores, every entry with its sentence, lots, what is owed. Names are masked. */
@Controller
class MemberPages {

    static final String HOME = "/console/points/members";
    private static final int EXPORTED = 5_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Accounts accounts;
    private final Members members;
    private final Residents residents;
    private final Authority authority;
    private final AuditTrail audit;
    private final MemberSignals signals;
    private final Clock clock;

    MemberPages(
            Accounts accounts,
            Members members,
            Residents residents,
            Authority authority,
            AuditTrail audit,
            MemberSignals signals,
            Clock clock) {
        this.accounts = accounts;
        this.members = members;
        this.residents = residents;
        this.authority = authority;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable Id communityId,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var names = new LinkedHashMap<Long, String>();
        authority
                .communities(staff, Permission.KEEP_POINTS)
                .forEach((GridCell community) -> names.put(community.id(), community.name()));
        var chosen = communityId != null && names.containsKey(communityId.value())
                ? List.of(communityId.value())
                : List.copyOf(names.keySet());
        var page = members.atWork(chosen, query);
        var ids = page.items().stream().map(Members.AtWork::residentId).toList();
        var standings = new HashMap<Long, Accounts.Standing>();
        ids.forEach(id -> standings.put(id, accounts.standing(id)));
        model.addAttribute("members", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("names", residents.maskedNames(ids));
        model.addAttribute("standings", standings);
        model.addAttribute("communities", names);
        model.addAttribute("chosen", communityId == null ? "" : communityId.toString());
        return "points/members";
    }

    @GetMapping(HOME + "/{id}")
    String show(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Ledger book,
            PageQuery query,
            Model model) {
        long community = theirs(staff, id.value());
        var page = accounts.entries(id.value(), book, null, query);
        model.addAttribute("id", id.value());
        model.addAttribute("communityId", community);
        model.addAttribute("name", residents.maskedName(id.value()));
        model.addAttribute("standing", accounts.standing(id.value()));
        model.addAttribute("entries", page.items());
        model.addAttribute("next", page.next());
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        model.addAttribute("meant", ScoreYears.meant(today));
        model.addAttribute("years", ScoreYears.open(today));
        model.addAttribute("book", book == null ? "" : book.name());
        var seen = staff.may(Permission.VERIFY_TASKS)
                ? authority.communityIds(staff, Permission.VERIFY_TASKS)
                : List.<Long>of();
        model.addAttribute("signals", signals.of(id.value(), seen));
        model.addAttribute("mayVerify", !seen.isEmpty());
        return "points/member";
    }

    /**
     * The entries, of one year if one is named, as a table for a spreadsheet; text in it stays text. An entry of the appraisal
     * score is of the year whose score it is, any other of the year in which it was posted.
     */
    @GetMapping(HOME + "/{id}/export")
    @Transactional
    ResponseEntity<byte[]> export(
            @AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam @Nullable Integer year) {
        long community = theirs(staff, id.value());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("时间", "账本", "变动", "余额", "说明", "规则", "佐证等级", "来源"));
        Id after = null;
        do {
            var page = accounts.entries(id.value(), null, null, new PageQuery(after, 100));
            page.items().stream()
                    .filter(entry -> year == null || yearOf(entry) == year)
                    .forEach(entry -> rows.add(row(entry)));
            if (rows.size() > EXPORTED + 1) {
                throw new BadInput("超过 %d 行，请填写年度分次导出。".formatted(EXPORTED));
            }
            after = page.next();
        } while (after != null);
        audit.record(staff, community, "points.export", "resident:" + id, "导出积分流水 %d 行。".formatted(rows.size() - 1));
        var text = rows.stream()
                .map(row -> row.stream().map(MemberPages::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("积分流水-" + id + ".csv", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int yearOf(Accounts.Entry entry) {
        return entry.ledger() == Ledger.APPRAISAL
                ? entry.year()
                : happened(entry).getYear();
    }

    /** As the member saw it on a clock. */
    private static LocalDateTime happened(Accounts.Entry entry) {
        return LocalDateTime.ofInstant(entry.happenedAt(), Time.CHINA);
    }

    static List<String> row(Accounts.Entry entry) {
        return List.of(
                TIME.format(happened(entry)),
                (entry.ledger() == Ledger.POINTS ? "兑换分" : entry.year() + " 年考评分") + (entry.debt() ? "（欠分）" : ""),
                Long.toString(entry.amount()),
                Long.toString(entry.balance()),
                entry.explanation(),
                entry.rule(),
                entry.grade(),
                entry.sourceKind() + ":" + entry.sourceId());
    }

    private static String cell(String text) {
        var number = text.matches("-?[0-9]{1,18}");
        return number ? text : "\"" + SafeCell.out(text).replace("\"", "\"\"") + "\"";
    }

    /** The community of a member of theirs. @throws NotFound if they are a member of none of theirs */
    private long theirs(Staff staff, long residentId) {
        authority.require(staff, Permission.KEEP_POINTS);
        long community = members.latestOf(residentId).orElseThrow(NotFound::new).communityId();
        authority.require(staff, Permission.KEEP_POINTS, community);
        return community;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage pointsMembersPage() {
            return new ConsolePage("党员积分", HOME, Permission.KEEP_POINTS, 535);
        }
    }
}
