package cn.estation.identity.unit;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units and their organisation staff, kept by the administrator who also keeps accounts. A link between staff and a unit
 * that was written past the service opens nothing.
 */
@Service
@Transactional
public class Units {

    private static final int LONGEST_NAME = 100;
    private static final int SHORTEST_SEARCH = 2;
    private static final int FOUND = 20;

    /** A place of work whose members register in their communities. */
    public record Unit(long id, long cellId, String name, boolean active) {}

    private final UnitMapper units;
    private final UnitShares shares;
    private final Crews crews;
    private final Authority authority;
    private final Grid grid;
    private final BlindIndex index;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Units(
            UnitMapper units,
            UnitShares shares,
            Crews crews,
            Authority authority,
            Grid grid,
            BlindIndex index,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.units = units;
        this.shares = shares;
        this.crews = crews;
        this.authority = authority;
        this.grid = grid;
        this.index = index;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Units in use whose name holds these characters; none for fewer than two. Names of units are public. */
    public List<Unit> search(String part) {
        var words = CleanText.normalize(part).replaceAll("[%_\\\\]", "");
        return words.length() < SHORTEST_SEARCH || words.length() > LONGEST_NAME
                ? List.of()
                : units.matching(words, FOUND);
    }

    /** A unit in use or no longer. */
    public Optional<Unit> find(long id) {
        return Optional.ofNullable(units.find(id));
    }

    /** The unit in use that has this name there. */
    public Optional<Unit> named(long cellId, String name) {
        return Optional.ofNullable(units.named(cellId, name));
    }

    /** Units of the administrator's part of the tree, newest first. */
    Page<Unit> page(Staff staff, PageQuery query) {
        authority.require(staff, Permission.MANAGE_STAFF);
        var cells = authority.roots(staff, Permission.MANAGE_STAFF).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .map(cell -> cell.id())
                .collect(Collectors.toSet());
        return cells.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(units.page(cells, query.before(), query.limit()), query, Unit::id);
    }

    /** One of them. @throws NotFound if it is not theirs */
    Unit theirs(Staff staff, long id) {
        authority.require(staff, Permission.MANAGE_STAFF);
        var unit = find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_STAFF, unit.cellId());
        return unit;
    }

    /**
     * Adds a unit.
     *
     * @throws NotFound if the cell is not theirs
     * @throws BadInput if the name is empty, too long or no text
     * @throws NameTaken if a unit in use has this name there
     */
    long add(Staff staff, long cellId, String typed) {
        authority.require(staff, Permission.MANAGE_STAFF, cellId);
        return addAs(staff, cellId, typed);
    }

    /** The same for a district file, whose loader is nobody's member of staff. */
    long addAs(Actor by, long cellId, String typed) {
        var name = CleanText.normalize(typed);
        if (name.length() < SHORTEST_SEARCH || name.length() > LONGEST_NAME || !CleanText.isClean(name)) {
            throw new BadInput("单位名称为 2 到 100 个字。");
        }
        if (named(cellId, name).isPresent()) {
            throw new NameTaken();
        }
        long id = ids.next();
        units.insert(id, cellId, name, by.actorKey(), clock.instant());
        audit.record(by, cellId, "unit.add", "unit:" + id, "新增单位“" + name + "”");
        return id;
    }

    /**
     * Takes a unit out of use. What members let it see is closed with it.
     *
     * @throws NotFound if it is not theirs
     * @throws Ended if it was ended before
     */
    void end(Staff staff, long id) {
        var unit = theirs(staff, id);
        // Members first, as everywhere: they lock themselves before the unit.
        shares.closeAll(staff, id);
        units.hold(id);
        if (units.end(id, clock.instant()) == 0) {
            throw new Ended();
        }
        shares.closeAll(staff, id);
        audit.record(staff, unit.cellId(), "unit.end", "unit:" + id, "停用单位“" + unit.name() + "”");
    }

    /**
     * Lets somebody see what members of this unit agreed to show. It takes the post of 单位组织人员 besides.
     *
     * @throws NotFound if the unit is not theirs
     * @throws BadInput if nobody signs in by this name
     * @throws Ended if the unit is no longer in use
     */
    void link(Staff staff, long id, String login) {
        theirs(staff, id);
        linkAs(staff, id, login);
    }

    /** The same for a district file. */
    void linkAs(Actor by, long id, String login) {
        long who = crews.withLogin(CleanText.normalize(login).toLowerCase(java.util.Locale.ROOT))
                .orElseThrow(() -> new BadInput("没有使用这个登录名的在岗人员，请先在“工作人员”里新增。"));
        var held = units.hold(id);
        if (held == null || !held.active()) {
            throw new Ended();
        }
        if (units.staffOf(id).stream().anyMatch(link -> link.staffId() == who)) {
            return;
        }
        units.link(id, who, proof(id, who), by.actorKey(), clock.instant());
        audit.record(by, held.cellId(), "unit.link-staff", "unit:" + id, "指派单位组织人员 staff:" + who);
    }

    /** Takes that back. Doing it again does nothing. @throws NotFound if the unit is not theirs */
    void unlink(Staff staff, long id, long staffId) {
        var unit = theirs(staff, id);
        if (units.unlink(id, staffId) > 0) {
            audit.record(staff, unit.cellId(), "unit.unlink-staff", "unit:" + id, "取消单位组织人员 staff:" + staffId);
        }
    }

    /** Who looks after the members of a unit. */
    List<Long> staffOf(Staff staff, long id) {
        return units.staffOf(theirs(staff, id).id()).stream()
                .filter(this::isGenuine)
                .map(UnitMapper.Link::staffId)
                .toList();
    }

    /** The units this staff member looks after: linked to them, and with a post that reaches where the unit belongs. */
    Set<Long> ofStaff(Staff staff) {
        if (!staff.may(Permission.VIEW_UNIT_MEMBERS)) {
            return Set.of();
        }
        var roots = authority.roots(staff, Permission.VIEW_UNIT_MEMBERS);
        return units.unitsOf(staff.id()).stream()
                .filter(this::isGenuine)
                .map(UnitMapper.Link::unitId)
                .filter(id -> find(id).map(Unit::cellId).flatMap(grid::find).stream()
                        .anyMatch(cell -> roots.stream().anyMatch(root -> root.contains(cell))))
                .collect(Collectors.toSet());
    }

    /** Names by id, for lists. */
    java.util.Map<Long, String> names(Collection<Long> unitIds) {
        return unitIds.stream()
                .distinct()
                .flatMap(id -> find(id).stream())
                .collect(Collectors.toMap(Unit::id, Unit::name));
    }

    private boolean isGenuine(UnitMapper.Link link) {
        return link.proof().equals(proof(link.unitId(), link.staffId()));
    }

    private String proof(long unitId, long staffId) {
        return index.of("identity_unit_staff.proof", unitId + "|" + staffId);
    }

    static final class NameTaken extends Refusal {
        NameTaken() {
            super(HttpStatus.CONFLICT, "unit-name-taken", "这里已有同名的单位，不用再建。");
        }
    }

    static final class Ended extends Refusal {
        Ended() {
            super(HttpStatus.CONFLICT, "unit-ended", "这个单位已停用。");
        }
    }
}
