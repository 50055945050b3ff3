package cn.estation.points.statement;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Id;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Issues statements of a year and finds them again by their code. What a statement says stays as it was issued. */
@Service
class Statements {

    /** A statement as it is read: what stands on the paper and nothing else. */
    record Paper(
            long id,
            String code,
            StatementKind kind,
            int year,
            long communityId,
            String holder,
            Figures figures,
            Instant issuedAt) {}

    private static final String HOLDER = "points_statement.holder";
    private static final int FIRST_YEAR = 2020;

    private final StatementMapper statements;
    private final Members members;
    private final Residents residents;
    private final Authority authority;
    private final Vault vault;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Statements(
            StatementMapper statements,
            Members members,
            Residents residents,
            Authority authority,
            Vault vault,
            AuditTrail audit,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.statements = statements;
        this.members = members;
        this.residents = residents;
        this.authority = authority;
        this.vault = vault;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Issues a member's statement at their own request.
     *
     * @throws NotFound if the resident is no member
     * @throws BadInput if the year has not begun or is too long ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Paper issue(Resident resident, int year) {
        long community =
                members.activeOf(resident.id()).orElseThrow(NotFound::new).communityId();
        return issue(resident, community, resident.id(), year);
    }

    /**
     * Issues a member's statement.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if the member is of none of their communities
     * @throws BadInput if the year has not begun or is too long ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Paper issue(Staff staff, long residentId, int year) {
        authority.require(staff, Permission.KEEP_POINTS);
        long community = members.latestOf(residentId).orElseThrow(NotFound::new).communityId();
        authority.require(staff, Permission.KEEP_POINTS, community);
        return issue(staff, community, residentId, year);
    }

    private Paper issue(Actor by, long community, long residentId, int year) {
        refuseYear(year);
        var one = List.of(residentId);
        var served = served(one, year).get(residentId);
        var spending = statements.spending(residentId, begin(year), begin(year + 1));
        var figures = new Figures(
                scores(one, year).getOrDefault(residentId, 0L),
                served == null ? 0 : served.works(),
                served == null ? 0 : served.minutes(),
                spending.earned(),
                spending.spent(),
                spending.expired(),
                List.of());
        return keep(by, StatementKind.MEMBER, year, community, residentId, residents.maskedName(residentId), figures);
    }

    /**
     * Issues a statement for everybody of one unit who is a member of the community.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if the community is not theirs, or nobody in it works for the unit
     * @throws BadInput if the year has not begun or is too long ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Paper issue(Staff staff, long communityId, String unit, int year) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        refuseYear(year);
        var of = everybody(communityId).stream()
                .filter(member -> member.unit().equals(unit))
                .map(Members.AtWork::residentId)
                .toList();
        if (of.isEmpty()) {
            throw new NotFound();
        }
        var names = residents.maskedNames(of);
        var scores = scores(of, year);
        var served = served(of, year);
        var lines = of.stream()
                .map(id -> new Figures.Line(
                        names.getOrDefault(id, "居民"),
                        scores.getOrDefault(id, 0L),
                        served.containsKey(id) ? served.get(id).works() : 0,
                        served.containsKey(id) ? served.get(id).minutes() : 0))
                .toList();
        var figures = new Figures(
                lines.stream().mapToLong(Figures.Line::score).sum(),
                lines.stream().mapToLong(Figures.Line::works).sum(),
                lines.stream().mapToLong(Figures.Line::minutes).sum(),
                0,
                0,
                0,
                lines);
        return keep(staff, StatementKind.UNIT, year, communityId, null, unit, figures);
    }

    /** The units that members of a community work for. */
    List<String> units(Staff staff, long communityId) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        return everybody(communityId).stream()
                .map(Members.AtWork::unit)
                .filter(unit -> !unit.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private List<Members.AtWork> everybody(long communityId) {
        var all = new ArrayList<Members.AtWork>();
        Id after = null;
        do {
            var page = members.atWork(List.of(communityId), new PageQuery(after, 100));
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    private Map<Long, Long> scores(Collection<Long> of, int year) {
        return statements.scores(of, year).stream()
                .collect(Collectors.toMap(StatementMapper.Year::residentId, StatementMapper.Year::score));
    }

    private Map<Long, StatementMapper.Served> served(Collection<Long> of, int year) {
        return statements.served(of, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)).stream()
                .collect(Collectors.toMap(StatementMapper.Served::residentId, served -> served));
    }

    private Paper keep(
            Actor by,
            StatementKind kind,
            int year,
            long community,
            @Nullable Long residentId,
            String holder,
            Figures figures) {
        long id = ids.next();
        var statement = new Statement(
                id,
                Codes.next(),
                kind,
                year,
                community,
                residentId,
                vault.seal(holder, HOLDER, id),
                json.writeValueAsString(figures),
                by.actorKey(),
                clock.instant());
        statements.insert(statement);
        audit.record(
                by,
                community,
                "points.statement",
                "points-statement:" + id,
                "出具 %d 年%s考评证明。".formatted(year, kind.title()));
        return paper(statement);
    }

    /** The paper with this code, as somebody typed it. */
    Optional<Paper> find(String typed) {
        return typed.length() > 40
                ? Optional.empty()
                : Optional.ofNullable(statements.byCode(Codes.normalize(typed))).map(this::paper);
    }

    /** One's own, newest first. */
    Page<Paper> of(Resident resident, PageQuery query) {
        return Page.of(statements.ofResident(resident.id(), query.before(), query.limit()), query, Statement::id)
                .map(this::paper);
    }

    /** Those of the staff member's communities, newest first. */
    Page<Paper> of(Staff staff, PageQuery query) {
        var communities = authority.communityIds(staff, Permission.KEEP_POINTS);
        return communities.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(statements.page(communities, query.before(), query.limit()), query, Statement::id)
                        .map(this::paper);
    }

    /**
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     */
    Paper theirs(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_POINTS);
        var statement = statements.selectById(id);
        if (statement == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.KEEP_POINTS, statement.communityId());
        return paper(statement);
    }

    private Paper paper(Statement statement) {
        var holder = statement.holder();
        return new Paper(
                statement.id(),
                statement.code(),
                statement.kind(),
                statement.scoreYear(),
                statement.communityId(),
                holder == null ? "（已注销）" : vault.open(holder, HOLDER, statement.id()),
                json.readValue(statement.content(), Figures.class),
                statement.issuedAt());
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        statements.forget(event.residentId());
    }

    private void refuseYear(int year) {
        int now = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        if (year < FIRST_YEAR || year > now) {
            throw new BadInput("年度应为 %d 到 %d。".formatted(FIRST_YEAR, now));
        }
    }

    private static Instant begin(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(Time.CHINA).toInstant();
    }
}
