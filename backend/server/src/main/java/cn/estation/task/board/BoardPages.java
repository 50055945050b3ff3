package cn.estation.task.board;

import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Skill;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.task.ClaimScores;
import cn.estation.task.MemberScores;
import cn.estation.task.MemberSignals;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The board by state, who comes today and who is late, and what one member has done. */
@Controller
class BoardPages {

    private static final int IN_A_COLUMN = 30;

    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, String> CLAIMS = claims();

    private final BoardMapper board;
    private final Authority authority;
    private final Residents residents;
    private final Members members;
    private final MemberScores scores;
    private final ClaimScores claimScores;
    private final MemberSignals signals;
    private final Clock clock;

    BoardPages(
            BoardMapper board,
            Authority authority,
            Residents residents,
            Members members,
            MemberScores scores,
            ClaimScores claimScores,
            MemberSignals signals,
            Clock clock) {
        this.board = board;
        this.authority = authority;
        this.residents = residents;
        this.members = members;
        this.scores = scores;
        this.claimScores = claimScores;
        this.signals = signals;
        this.clock = clock;
    }

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("DRAFT", "草稿");
        columns.put("REVIEW", "待审核");
        columns.put("PUBLISHED", "认领中");
        columns.put("SIGNUP_CLOSED", "认领截止");
        columns.put("RUNNING", "进行中");
        columns.put("DONE", "待核实");
        columns.put("SETTLED", "已结项");
        return columns;
    }

    private static Map<String, String> claims() {
        var names = new LinkedHashMap<String, String>();
        names.put("WAITLISTED", "候补中");
        names.put("OFFERED", "有名额待接受");
        names.put("LAPSED", "候补未成");
        names.put("CLAIMED", "已认领");
        names.put("CHECKED_IN", "已签到");
        names.put("CHECKED_OUT", "已签退");
        names.put("AUTO_OUT", "到点签退");
        names.put("SUBMITTED", "已说明");
        names.put("EVALUATED", "已评价");
        names.put("SETTLED", "已核实");
        names.put("REJECTED", "未通过");
        names.put("WITHDRAWN", "已放弃");
        names.put("LATE_WITHDRAWN", "临时放弃");
        names.put("CANCELLED", "任务取消");
        names.put("NO_SHOW_PENDING", "未签到");
        names.put("CONTESTED", "申诉中");
        names.put("NO_SHOW", "未到岗");
        names.put("EXCUSED", "已谅解");
        names.put("REVOKED", "已撤销");
        return names;
    }

    /** One column. */
    record Column(String status, String title, List<BoardMapper.Card> cards, boolean more) {}

    @GetMapping("/console/task/board")
    String board(@AuthenticationPrincipal Staff staff, Model model) {
        var communities = communities(staff);
        var columns = COLUMNS.entrySet().stream()
                .map(column -> column(column.getKey(), column.getValue(), communities))
                .toList();
        model.addAttribute("columns", columns);
        model.addAttribute("proposed", communities.isEmpty() ? List.of() : board.proposed(communities, IN_A_COLUMN));
        model.addAttribute("mayPublish", staff.may(Permission.PUBLISH_TASKS));
        return "task/board";
    }

    private Column column(String status, String title, List<Long> communities) {
        List<BoardMapper.Card> cards =
                communities.isEmpty() ? List.of() : board.cards(communities, status, IN_A_COLUMN + 1);
        boolean more = cards.size() > IN_A_COLUMN;
        return new Column(status, title, more ? cards.subList(0, IN_A_COLUMN) : cards, more);
    }

    /** Somebody of today as the page shows them. */
    record Coming(BoardMapper.Comer comer, String name, String state, boolean late) {}

    @GetMapping("/console/task/today")
    String today(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        var communities = communities(staff);
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, Time.CHINA);
        var sums = new BoardMapper.Day(0, 0, 0);
        var page = new Page<BoardMapper.Comer>(List.of(), null);
        if (!communities.isEmpty()) {
            var start = midnight(day);
            var end = midnight(day.plusDays(1));
            var after = query.after() == null ? null : query.after().value();
            sums = board.day(communities, start, end, now);
            page = Page.of(
                    board.coming(communities, start, end, after, query.limit()), query, BoardMapper.Comer::claimId);
        }
        var names = residents.maskedNames(page.items().stream()
                .map(BoardMapper.Comer::residentId)
                .distinct()
                .toList());
        model.addAttribute(
                "comers",
                page.items().stream()
                        .map(one -> new Coming(
                                one,
                                names.getOrDefault(one.residentId(), ""),
                                CLAIMS.getOrDefault(one.status(), one.status()),
                                one.status().equals("CLAIMED") && !now.isBefore(one.startsAt())))
                        .toList());
        model.addAttribute("next", page.next());
        model.addAttribute("sums", sums);
        model.addAttribute("day", day);
        return "task/today";
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Time.CHINA).toInstant();
    }

    /** What a member has done in the communities of the staff member who looks. */
    @GetMapping("/console/task/people/{id}")
    String person(@AuthenticationPrincipal Staff staff, @PathVariable Id id, PageQuery query, Model model) {
        var communities = communities(staff);
        boolean theirs = members.activeOf(id.value())
                .filter(membership -> communities.contains(membership.communityId()))
                .isPresent();
        var sums = communities.isEmpty() ? null : board.sums(id.value(), communities);
        if (sums == null || !theirs && sums.claims() == 0) {
            throw new NotFound();
        }
        var page = Page.of(
                board.history(id.value(), communities, query.before(), query.limit()),
                query,
                BoardMapper.Past::claimId);
        model.addAttribute("name", residents.maskedName(id.value()));
        model.addAttribute("skills", Skill.titles(members.skills(id.value())));
        model.addAttribute("sums", sums);
        model.addAttribute("history", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "counted",
                claimScores.of(
                        page.items().stream().map(BoardMapper.Past::claimId).toList()));
        model.addAttribute("states", CLAIMS);
        model.addAttribute("signals", signals.of(id.value(), communities));
        model.addAttribute("scores", keepsPointsOf(staff, id.value()) ? scores.of(id.value()) : null);
        model.addAttribute("id", id);
        return "task/person";
    }

    /** Who checks members in on site need not know what they have scored. */
    private boolean keepsPointsOf(Staff staff, long residentId) {
        var theirs = authority.communityIds(staff, Permission.KEEP_POINTS);
        return members.latestOf(residentId)
                .filter(membership -> theirs.contains(membership.communityId()))
                .isPresent();
    }

    private List<Long> communities(Staff staff) {
        authority.require(staff, Permission.VERIFY_TASKS);
        return authority.communityIds(staff, Permission.VERIFY_TASKS);
    }
}
