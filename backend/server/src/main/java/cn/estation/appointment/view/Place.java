package cn.estation.appointment.view;

import cn.estation.appointment.calendar.Bookable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people come: a service point with what can be booked there, or what an office offers elsewhere (visits, venues).
 *
 * @param path of its page in the console
 * @param pointId absent for what an office offers elsewhere
 */
public record Place(
        String path, String title, long cellId, @Nullable Long pointId, List<Bookable> things) {

    public Place {
        things = List.copyOf(things);
    }

    /** The parameter that names it on other pages. */
    public String key() {
        return pointId == null ? "office=" + cellId : "point=" + pointId;
    }
}
