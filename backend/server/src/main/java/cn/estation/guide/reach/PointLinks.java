package cn.estation.guide.reach;

import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.media.Uploads;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Service points and open pictures, by the addresses the mini-program reads them at. */
@Component
class PointLinks implements OwnPages {

    private static final Pattern POINT = Pattern.compile("/api/v1/service-points/([0-9]{1,18})");
    private static final Pattern PICTURE = Pattern.compile("/api/v1/media/([0-9]{1,18})");

    private final ServicePoints points;
    private final Uploads uploads;

    PointLinks(ServicePoints points, Uploads uploads) {
        this.points = points;
        this.uploads = uploads;
    }

    @Override
    public Optional<Boolean> leads(String path) {
        var point = POINT.matcher(path);
        if (point.matches()) {
            return Optional.of(points.find(Long.parseLong(point.group(1)))
                    .filter(ServicePoint::inUse)
                    .isPresent());
        }
        var picture = PICTURE.matcher(path);
        return picture.matches()
                ? Optional.of(!uploads.shown(List.of(Long.parseLong(picture.group(1))))
                        .isEmpty())
                : Optional.empty();
    }
}
