package cn.estation.guide.place;

import cn.estation.grid.ServicePoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far it is in a straight line between two positions of one datum (haversine; GCJ-02 shifts both alike). */
final class Distance {

    private static final double EARTH_RADIUS = 6_371_000;

    private Distance() {}

    /** In metres, rounded to ten: a position of GCJ-02 is no better. */
    static int metres(double longitude, double latitude, double toLongitude, double toLatitude) {
        double across = Math.toRadians(toLongitude - longitude);
        double up = Math.toRadians(toLatitude - latitude);
        double h = square(Math.sin(up / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(toLatitude))
                        * square(Math.sin(across / 2));
        return (int) Math.round(2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h))) / 10) * 10;
    }

    /** Absent if either position is. */
    static @Nullable Integer metres(@Nullable Double longitude, @Nullable Double latitude, ServicePoint to) {
        if (longitude == null || latitude == null || !to.hasPosition()) {
            return null;
        }
        return metres(
                longitude,
                latitude,
                Objects.requireNonNull(to.longitude()).doubleValue(),
                Objects.requireNonNull(to.latitude()).doubleValue());
    }

    private static double square(double value) {
        return value * value;
    }
}
