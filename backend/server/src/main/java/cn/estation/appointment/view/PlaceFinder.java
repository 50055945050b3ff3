package cn.estation.appointment.view;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.grid.Grid;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the places whose calendars a member of staff may see or change. */
@Component
public class PlaceFinder {

    static final String HOME = "/console/appointments";

    private final Bookables bookables;
    private final ServicePoints points;
    private final Grid grid;
    private final Authority authority;

    PlaceFinder(Bookables bookables, ServicePoints points, Grid grid, Authority authority) {
        this.bookables = bookables;
        this.points = points;
        this.grid = grid;
        this.authority = authority;
    }

    /**
     * A service point with what can be booked there of the staff member's offices.
     *
     * @throws NotFound if the point is run by none of them, or there is no such point
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Place point(Staff staff, Permission permission, long pointId) {
        authority.require(staff, permission);
        var point = points.find(pointId).orElseThrow(NotFound::new);
        authority.require(staff, permission, point.cellId());
        return new Place(
                HOME + "/points/" + pointId,
                point.name(),
                point.cellId(),
                pointId,
                bookables.ofPoint(pointId).stream()
                        .filter(thing -> reaches(staff, permission, thing.cellId()))
                        .toList());
    }

    private boolean reaches(Staff staff, Permission permission, long cellId) {
        return grid.find(cellId)
                .filter(cell -> authority.may(staff, permission, cell))
                .isPresent();
    }

    /**
     * What an office offers that is at no service point.
     *
     * @throws NotFound if the office is not the staff member's
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Place office(Staff staff, Permission permission, long cellId) {
        authority.require(staff, permission, cellId);
        var office = grid.cell(cellId);
        return new Place(
                HOME + "/offices/" + cellId, office.name() + "（上门、场地等）", cellId, null, bookables.elsewhere(cellId));
    }

    /** The place of one thing. */
    public Place of(Staff staff, Permission permission, Bookable thing) {
        var point = thing.pointId();
        return point != null && points.find(point).isPresent()
                ? around(staff, permission, point, thing)
                : office(staff, permission, thing.cellId());
    }

    /** A point run by another office may still have a counter of ours. */
    private Place around(Staff staff, Permission permission, long pointId, Bookable thing) {
        var point = points.find(pointId).orElseThrow(NotFound::new);
        return reaches(staff, permission, point.cellId())
                ? point(staff, permission, pointId)
                : new Place(HOME + "/points/" + pointId, point.name(), point.cellId(), pointId, List.of(thing));
    }

    /**
     * The place a page was asked for.
     *
     * @throws BadInput if neither was named
     */
    public Place named(Staff staff, Permission permission, @Nullable Id point, @Nullable Id office) {
        authority.require(staff, permission);
        if (point == null && office == null) {
            throw new BadInput("请先选择服务点。");
        }
        return point != null
                ? point(staff, permission, point.value())
                : office(staff, permission, Objects.requireNonNull(office).value());
    }
}
