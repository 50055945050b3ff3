package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Every;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What there is to choose from in the form of an activity. */
@Component
class ActivityChoices {

    private static final int MOST = 500;

    private final Bookables bookables;
    private final ServicePoints points;
    private final Authority authority;
    private final Grid grid;

    ActivityChoices(Bookables bookables, ServicePoints points, Authority authority, Grid grid) {
        this.bookables = bookables;
        this.points = points;
        this.authority = authority;
        this.grid = grid;
    }

    void into(Model model, Staff staff) {
        var offices = offices(staff);
        model.addAttribute("offices", names(offices));
        model.addAttribute("points", places(staff));
        model.addAttribute("audiences", audiences(offices));
        var every = new LinkedHashMap<String, String>();
        Stream.of(Every.values()).forEach(one -> every.put(one.name(), one.title()));
        model.addAttribute("rhythms", every);
        var enrolment = new LinkedHashMap<String, String>();
        enrolment.put(ActivityForm.EACH, "按场报名：想来哪场报哪场");
        enrolment.put(ActivityForm.WHOLE, "整期报名：一次报名，场场有座");
        model.addAttribute("enrolments", enrolment);
    }

    List<GridCell> offices(Staff staff) {
        var ids = bookables.cells(staff, Permission.MANAGE_CALENDARS);
        var cells = grid.cells(ids);
        return ids.stream().map(cells::get).toList();
    }

    private static Map<String, String> names(List<GridCell> cells) {
        var names = new LinkedHashMap<String, String>();
        cells.forEach(cell -> names.put(Long.toString(cell.id()), cell.name()));
        return names;
    }

    /** The service points run by these offices. */
    private Map<String, String> places(Staff staff) {
        var names = new LinkedHashMap<String, String>();
        authority.roots(staff, Permission.MANAGE_CALENDARS).stream()
                .flatMap(root -> points.pointsBelow(root).stream())
                .limit(MOST)
                .forEach(point -> names.put(Long.toString(point.id()), said(point)));
        return names;
    }

    private static String said(ServicePoint point) {
        return point.name() + "，" + point.address();
    }

    private Map<String, String> audiences(List<GridCell> offices) {
        var names = new LinkedHashMap<String, String>();
        for (var office : offices) {
            names.put(Long.toString(office.id()), "只对" + office.name() + "的居民");
            if (office.kind() == CellKind.COMMUNITY && offices.size() < 20) {
                Stream.of(CellKind.GRID, CellKind.MICRO_GRID)
                        .flatMap(kind -> grid.below(office, kind).stream())
                        .forEach(cell ->
                                names.put(Long.toString(cell.id()), "只对%s%s的居民".formatted(office.name(), cell.name())));
            }
        }
        return names;
    }
}
