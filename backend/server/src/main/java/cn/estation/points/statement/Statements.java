package cn.estation.points.statement;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.MembershipWithdrawn;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Residents;
import cn.estation.identity.Reveal;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
            String unit,
            boolean named,
            Figures figures,
            Instant issuedAt) {

        Paper with(Figures changed) {
            return new Paper(id, code, kind, year, communityId, holder, unit, named, changed, issuedAt);
        }

        Paper masked() {
            return new Paper(id, code, kind, year, communityId, Mask.name(holder), "", named, figures, issuedAt);
        }
    }

    private static final String HOLDER = "points_statement.holder";
    private static final String UNIT = "points_statement.unit";
    private static final String NAME = "points_statement_person.name";
    private static final int FIRST_YEAR = 2020;
    private static final Actor POINTS = () -> "system:points";

    private final StatementMapper statements;
    private final Members members;
    private final Residents residents;
    private final Reveal reveal;
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
            Reveal reveal,
            Authority authority,
            Vault vault,
            AuditTrail audit,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.statements = statements;
        this.members = members;
        this.residents = residents;
        this.reveal = reveal;
        this.authority = authority;
        this.vault = vault;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Issues a member's statement at their own request. Who has moved, rests or has left keeps their record and gets it on
     * paper like all others, from the community they were last a member of.
     *
     * @param named whether the member wants their whole name and their unit on it, as whoever appraises them needs it
     * @throws NotFound if the resident never was a member
     * @throws BadInput if the year has not begun or is too long ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Paper issue(Resident resident, int year, boolean named) {
        long community =
                members.latestOf(resident.id()).orElseThrow(NotFound::new).communityId();
        refuseYear(year);
        var whole = named ? reveal.own(resident, "%d 年考评证明".formatted(year)) : Optional.<String>empty();
        return whole.isEmpty()
                ? issue(resident, community, resident.id(), year)
                : keep(
                        resident,
                        StatementKind.MEMBER,
                        year,
                        community,
                        resident.id(),
                        whole.get(),
                        members.unitOf(resident.id()),
                        null,
                        true,
                        figures(resident.id(), year));
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
        return keep(
                by,
                StatementKind.MEMBER,
                year,
                community,
                residentId,
                residents.maskedName(residentId),
                "",
                null,
                false,
                figures(residentId, year));
    }

    private Figures figures(long residentId, int year) {
        var one = List.of(residentId);
        var served = served(one, year).get(residentId);
        var spending = statements.spending(residentId, begin(year), begin(year + 1));
        return new Figures(
                scores(one, year).getOrDefault(residentId, 0L),
                served == null ? 0 : served.works(),
                served == null ? 0 : served.minutes(),
                spending.earned(),
                spending.spent(),
                spending.expired(),
                List.of());
    }

    /**
     * Issues a statement for a unit about those of its people who are members of the community and agreed that the unit sees
     * what their years came to. Of the others there is nothing on it, not even in the sums.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if the community is not theirs, or nobody in it agreed for this unit
     * @throws BadInput if the year has not begun or is too long ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Paper issueForUnit(Staff staff, long communityId, long unitId, int year) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        refuseYear(year);
        var sharing = members.sharing(communityId).stream()
                .filter(one -> one.unitId() == unitId)
                .toList();
        if (sharing.isEmpty()) {
            throw new NotFound();
        }
        var of = sharing.stream().map(Members.Sharing::residentId).toList();
        var masked = residents.maskedNames(of);
        var scores = scores(of, year);
        var served = served(of, year);
        var lines = of.stream()
                .map(id -> new Figures.Line(
                        masked.getOrDefault(id, "居民"),
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
        var unit = sharing.getFirst().unit();
        var names = reveal.agreed(staff, communityId, of, "单位考评证明");
        var paper = keep(staff, StatementKind.UNIT, year, communityId, null, unit, "", unitId, true, figures);
        for (int line = 0; line < of.size(); line++) {
            var name = names.get(of.get(line));
            if (name != null) {
                statements.name(new StatementMapper.Person(
                        paper.id(), line, of.get(line), vault.seal(name, NAME, paper.id() + line)));
            }
        }
        return paper;
    }

    /** The units that members of a community agreed to show their years to, by id. */
    Map<Long, String> units(Staff staff, long communityId) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        var units = new java.util.LinkedHashMap<Long, String>();
        members.sharing(communityId).forEach(one -> units.put(one.unitId(), one.unit()));
        return units;
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
            String unit,
            @Nullable Long unitId,
            boolean named,
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
                unit.isEmpty() ? null : vault.seal(unit, UNIT, id),
                unitId,
                named,
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

    /**
     * Takes a member's name and unit off a statement of theirs: whoever has the code sees the name masked from now on, and
     * the rest as it was. Without a name on it nothing happens.
     *
     * @throws NotFound if it is not the resident's own
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeNameBack(Resident resident, long id) {
        var statement = statements.selectById(id);
        if (statement == null || !Objects.equals(statement.residentId(), resident.id())) {
            throw new NotFound();
        }
        mask(statement, resident, "本人收回考评证明上的姓名和单位");
    }

    private void mask(Statement statement, Actor by, String why) {
        var holder = statement.holder();
        if (holder == null) {
            return;
        }
        var masked = Mask.name(vault.open(holder, HOLDER, statement.id()));
        if (statements.maskName(statement.id(), vault.seal(masked, HOLDER, statement.id())) > 0) {
            audit.record(
                    by, statement.communityId(), "points.statement-mask", "points-statement:" + statement.id(), why);
        }
    }

    /**
     * Lets staff read a statement with the whole names on it. Returns its code, by which the page to print is found.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     * @throws cn.estation.kernel.Refusal if they have opened papers with too many names today
     */
    @Transactional
    String open(Staff staff, long id) {
        var statement = ofTheirs(staff, id);
        reveal.openPaper(staff, statement.communityId(), "points-statement:" + id, named(statement));
        return statement.code();
    }

    /** The paper with this code, as somebody typed it. */
    Optional<Paper> find(String typed) {
        return typed.length() > 40
                ? Optional.empty()
                : Optional.ofNullable(statements.byCode(Codes.normalize(typed))).map(this::withNames);
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
                        .map(this::closed);
    }

    /**
     * A statement as staff read it before they open it: every name masked.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     */
    Paper theirs(Staff staff, long id) {
        return closed(ofTheirs(staff, id));
    }

    /** How many people stand on it by their whole names. */
    int names(Paper paper) {
        var statement = statements.selectById(paper.id());
        return statement == null ? 0 : named(statement).size();
    }

    private Statement ofTheirs(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_POINTS);
        var statement = statements.selectById(id);
        if (statement == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.KEEP_POINTS, statement.communityId());
        return statement;
    }

    private Paper closed(Statement statement) {
        var paper = paper(statement);
        boolean whole = statement.named() && statement.residentId() != null && statement.holder() != null;
        return whole ? paper.masked() : paper;
    }

    /** Whose whole names it shows to whoever has the code. */
    private Set<Long> named(Statement statement) {
        var bearer = statement.residentId();
        if (bearer != null) {
            return statement.named() && statement.holder() != null ? Set.of(bearer) : Set.of();
        }
        return names(statement).stream().map(StatementMapper.Person::residentId).collect(Collectors.toSet());
    }

    /** Who stands on a unit's paper and still agrees. */
    private List<StatementMapper.Person> names(Statement statement) {
        var unit = statement.unitId();
        if (unit == null) {
            return List.of();
        }
        var agreeing = members.sharing(statement.communityId()).stream()
                .filter(one -> one.unitId() == unit)
                .map(Members.Sharing::residentId)
                .collect(Collectors.toSet());
        return statements.people(statement.id()).stream()
                .filter(person -> person.name() != null && agreeing.contains(person.residentId()))
                .toList();
    }

    private Paper paper(Statement statement) {
        var holder = statement.holder();
        var unit = statement.unit();
        return new Paper(
                statement.id(),
                statement.code(),
                statement.kind(),
                statement.scoreYear(),
                statement.communityId(),
                holder == null ? "（已注销）" : vault.open(holder, HOLDER, statement.id()),
                unit == null ? "" : vault.open(unit, UNIT, statement.id()),
                statement.named(),
                json.readValue(statement.content(), Figures.class),
                statement.issuedAt());
    }

    /** A unit's paper with the names of those who still agree; the others are masked again. */
    private Paper withNames(Statement statement) {
        var paper = paper(statement);
        var lines = new ArrayList<>(paper.figures().members());
        for (var person : names(statement)) {
            var name = person.name();
            if (name != null && person.line() < lines.size()) {
                var line = lines.get(person.line());
                var whole = vault.open(name, NAME, statement.id() + person.line());
                lines.set(person.line(), new Figures.Line(whole, line.score(), line.works(), line.minutes()));
            }
        }
        return paper.with(paper.figures().with(lines));
    }

    /** That somebody is a party member is not to be read with their name any more, on no paper. */
    @ApplicationModuleListener
    void on(MembershipWithdrawn event) {
        statements
                .namedOf(event.residentId())
                .forEach(statement -> mask(statement, POINTS, "本人撤回党员身份的同意，收回考评证明上的姓名和单位"));
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        statements.forget(event.residentId());
        statements.forgetName(event.residentId());
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
