package cn.estation.guide.place;

import cn.estation.kernel.BadInput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A position in GCJ-02, within China. */
record Position(double longitude, double latitude) {

    private static final Pattern DEGREES = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,15})?");

    /**
     * Absent if neither is given.
     *
     * @throws BadInput if one is missing, is no plain number, or lies outside China
     */
    static @Nullable Position read(@Nullable String longitude, @Nullable String latitude) {
        boolean noLongitude = longitude == null || longitude.isBlank();
        boolean noLatitude = latitude == null || latitude.isBlank();
        if (noLongitude && noLatitude) {
            return null;
        }
        if (noLongitude || noLatitude) {
            throw new BadInput("经度和纬度要一起给。");
        }
        var position = new Position(degrees(longitude), degrees(latitude));
        boolean within = position.longitude >= 73
                && position.longitude <= 136
                && position.latitude >= 3
                && position.latitude <= 54;
        if (!within) {
            throw new BadInput("这个位置不在中国境内，请检查经度和纬度有没有填反。");
        }
        return position;
    }

    private static double degrees(@Nullable String text) {
        if (text == null || !DEGREES.matcher(text.strip()).matches()) {
            throw new BadInput("经度和纬度应为数字，例如 118.796877。");
        }
        return Double.parseDouble(text.strip());
    }
}
