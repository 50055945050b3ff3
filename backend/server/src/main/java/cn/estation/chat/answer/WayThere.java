package cn.estation.chat.answer;

import cn.estation.chat.scene.Places;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Spot;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.guide.Asker;
import cn.estation.guide.WhereToGo;
import cn.estation.guide.Whereabouts;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where this person goes, from where they are, at this moment. */
@Component
class WayThere {

    private static final double EARTH_METRES = 6_371_000;

    /** Nobody walks further for something they did not name. */
    private static final double FURTHEST_METRES = 20_000;

    private final ObjectProvider<WhereToGo> whereToGo;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final Places places;
    private final Clock clock;

    WayThere(
            ObjectProvider<WhereToGo> whereToGo, ServicePoints points, OpeningHours hours, Places places, Clock clock) {
        this.whereToGo = whereToGo;
        this.points = points;
        this.hours = hours;
        this.places = places;
        this.clock = clock;
    }

    /** Where to go for a guide, in one to three sentences; nothing where no counter is known to handle it. */
    Optional<String> to(long guideId, Question asker) {
        return Optional.ofNullable(whereToGo.getIfAvailable())
                .flatMap(known -> known.where(guideId, asker(asker), clock.instant()))
                .map(Whereabouts::sentence);
    }

    /** The nearest place of any kind. */
    Optional<String> nearest(Question asker) {
        var spot = asker.spot();
        return spot == null
                ? Optional.empty()
                : points.nearest(spot.longitude(), spot.latitude()).stream()
                        .filter(ServicePoint::hasPosition)
                        .findFirst()
                        .filter(point -> metres(spot, point) <= FURTHEST_METRES)
                        .map(point -> sentence(spot, point));
    }

    /** Where they are now outweighs where they scanned a code. */
    Asker asker(Question question) {
        var spot = question.spot();
        return new Asker(
                question.residentId(),
                spot == null ? places.cellOf(question) : null,
                spot == null ? null : spot.longitude(),
                spot == null ? null : spot.latitude());
    }

    private String sentence(Spot spot, ServicePoint point) {
        var standing = Objects.requireNonNull(
                hours.standingsOf(List.of(point), clock.instant()).get(point.id()));
        return "离您最近的是%s，在%s，约 %s。%s%s"
                .formatted(
                        point.name(),
                        point.address(),
                        distance(metres(spot, point)),
                        standing.open() ? "现在开着。" : "现在没开门。",
                        point.phone().isEmpty() ? "" : "电话 " + point.phone() + "。");
    }

    private static String distance(double metres) {
        return metres < 1000 ? Math.round(metres / 10) * 10 + " 米" : "%.1f 公里".formatted(metres / 1000);
    }

    private static double metres(Spot spot, ServicePoint point) {
        double latitude =
                Math.toRadians(Objects.requireNonNull(point.latitude()).doubleValue());
        double longitude =
                Math.toRadians(Objects.requireNonNull(point.longitude()).doubleValue());
        double north = latitude - Math.toRadians(spot.latitude());
        double east = (longitude - Math.toRadians(spot.longitude())) * Math.cos(latitude);
        return EARTH_METRES * Math.hypot(north, east);
    }
}
