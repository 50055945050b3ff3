package cn.estation.identity.unit;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Reveal;
import cn.estation.identity.ServiceRecords;
import cn.estation.identity.Staff;
import cn.estation.identity.registration.RegistrationStatus;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A unit's organisation staff see those of their members who agreed to it, each as far as they agreed (本单位党员). Every
 * reading goes on record.
 */
@Service
@Transactional
class UnitMembers {

    /**
     * A member as their unit sees them; the name is masked.
     *
     * @param id of what they agreed to, not of the person
     * @param years empty unless they agreed to that much
     * @param thisYear what there is of this year, null unless they agreed to that much
     */
    record View(
            long id,
            String name,
            String unit,
            String community,
            RegistrationStatus status,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt,
            UnitDetail detail,
            Instant givenAt,
            List<ServiceRecords.Year> years,
            ServiceRecords.@Nullable Year thisYear) {}

    private final Units units;
    private final UnitMapper rows;
    private final Residents residents;
    private final ServiceRecords records;
    private final Reveal reveal;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Clock clock;

    UnitMembers(
            Units units,
            UnitMapper rows,
            Residents residents,
            ServiceRecords records,
            Reveal reveal,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Clock clock) {
        this.units = units;
        this.rows = rows;
        this.residents = residents;
        this.records = records;
        this.reveal = reveal;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The members of the units this staff member looks after, who agreed latest first.
     *
     * @throws Authority.NotAllowed if they look after no unit by their post
     */
    Page<View> page(Staff staff, PageQuery query) {
        authority.require(staff, Permission.VIEW_UNIT_MEMBERS);
        var mine = units.ofStaff(staff);
        if (mine.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var page = Page.of(rows.seen(mine, query.before(), query.limit()), query, UnitMapper.Seen::id);
        var views = views(page.items());
        page.items().stream()
                .collect(Collectors.groupingBy(UnitMapper.Seen::unitId, Collectors.counting()))
                .forEach((unit, count) -> audit.record(
                        staff, cell(unit), "unit.read-members", "unit:" + unit, "查看本单位党员 %d 人".formatted(count)));
        return new Page<>(views, page.next());
    }

    /**
     * One of them.
     *
     * @throws NotFound if the member agreed to no unit of this staff member, or took it back
     */
    View find(Staff staff, long id) {
        var row = theirs(staff, id);
        audit.record(staff, cell(row.unitId()), "unit.read-member", "resident:" + row.residentId(), "查看本单位党员");
        return views(List.of(row)).getFirst();
    }

    /**
     * The services of one of them; none unless the member agreed to that much.
     *
     * @throws NotFound as for one of them
     */
    Page<ServiceRecords.Work> works(Staff staff, long id, PageQuery query) {
        var row = theirs(staff, id);
        return row.detail().covers(UnitDetail.WORKS)
                ? records.works(row.residentId(), query)
                : new Page<>(List.of(), null);
    }

    /**
     * The whole name of one of them, which the member agreed to show to the unit. Counts and is recorded like every other
     * revealing.
     *
     * @throws NotFound as for one of them
     */
    String name(Staff staff, long id, String reason) {
        var row = theirs(staff, id);
        var name = reveal.ofOwnUnit(staff, row.residentId(), cell(row.unitId()), reason)
                .name();
        return name == null ? "没有更多信息" : name;
    }

    private UnitMapper.Seen theirs(Staff staff, long id) {
        var row = rows.one(id);
        if (row == null || !units.ofStaff(staff).contains(row.unitId())) {
            throw new NotFound();
        }
        return row;
    }

    private long cell(long unitId) {
        return units.find(unitId).map(Units.Unit::cellId).orElse(0L);
    }

    private List<View> views(List<UnitMapper.Seen> rows) {
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        var names = residents.maskedNames(
                rows.stream().map(UnitMapper.Seen::residentId).toList());
        var titles = units.names(rows.stream().map(UnitMapper.Seen::unitId).toList());
        var cells = grid.cells(
                rows.stream().map(UnitMapper.Seen::communityId).distinct().toList());
        var years = totals(rows);
        return rows.stream()
                .map(row -> {
                    var theirs = years.getOrDefault(row.residentId(), List.of());
                    boolean totals = row.detail().covers(UnitDetail.TOTALS);
                    return new View(
                            row.id(),
                            names.getOrDefault(row.residentId(), "居民"),
                            titles.getOrDefault(row.unitId(), ""),
                            Objects.requireNonNull(cells.get(row.communityId())).name(),
                            row.status(),
                            row.activeSince(),
                            row.endedAt(),
                            row.detail(),
                            row.givenAt(),
                            theirs,
                            totals
                                    ? theirs.stream()
                                            .filter(one -> one.year() == year)
                                            .findFirst()
                                            .orElse(new ServiceRecords.Year(year, 0, 0, 0))
                                    : null);
                })
                .toList();
    }

    /** Asks for nobody's figures who has not agreed to them. */
    private Map<Long, List<ServiceRecords.Year>> totals(Collection<UnitMapper.Seen> rows) {
        Set<Long> agreed = rows.stream()
                .filter(row -> row.detail().covers(UnitDetail.TOTALS))
                .map(UnitMapper.Seen::residentId)
                .collect(Collectors.toSet());
        return agreed.isEmpty() ? Map.of() : records.years(agreed);
    }
}
