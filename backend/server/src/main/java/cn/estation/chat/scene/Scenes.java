package cn.estation.chat.scene;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the scene of a code stands for, and what is said to whoever scans it: where to go from there. */
@Component
class Scenes {

    private static final Pattern SCENE = Pattern.compile("(point|cell)-([0-9]{1,18})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm").withZone(Time.CHINA);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M月d日EEE H:mm", Locale.CHINA).withZone(Time.CHINA);
    private static final int MOST_POINTS = 2;
    private static final int MOST_COUNTERS = 4;

    private final Grid grid;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final Clock clock;

    Scenes(Grid grid, ServicePoints points, OpeningHours hours, Clock clock) {
        this.grid = grid;
        this.points = points;
        this.hours = hours;
        this.clock = clock;
    }

    /** Where a code hangs; empty for a scene that is not ours, or what is not there any more. */
    Optional<Places.Place> place(String scene) {
        var parts = SCENE.matcher(scene);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long id = Long.parseLong(parts.group(2));
        return parts.group(1).equals("point")
                ? points.find(id)
                        .filter(ServicePoint::inUse)
                        .map(point -> new Places.Place(scene, point.cellId(), point.id()))
                : grid.find(id).map(cell -> new Places.Place(scene, cell.id(), null));
    }

    String greeting(Places.Place place) {
        var point = place.pointId();
        return point == null
                ? ofCell(grid.cell(place.cellId()))
                : ofPoint(points.find(point).orElseThrow());
    }

    private String ofPoint(ServicePoint point) {
        var lines = new ArrayList<String>();
        lines.add("您好，这里是%s。".formatted(point.name()));
        lines.addAll(about(point));
        points.counters(point.id()).stream()
                .filter(counter -> counter.inUse() && !counter.handles().isEmpty())
                .limit(MOST_COUNTERS)
                .map(counter -> counter.name() + "：" + counter.handles())
                .forEach(lines::add);
        lines.add("直接说您要办的事，我告诉您要带什么、到哪个窗口。");
        return String.join("\n", lines);
    }

    private String ofCell(GridCell cell) {
        var lines = new ArrayList<String>();
        lines.add("您好，您扫的是%s的码。".formatted(name(cell)));
        phone(cell).ifPresent(lines::add);
        var serving = points.serving(cell, Long.MAX_VALUE, MOST_POINTS);
        for (var point : serving) {
            lines.add("您可以到%s办事：".formatted(point.name()));
            lines.addAll(about(point));
        }
        lines.add("直接说您要办的事，我告诉您要带什么、到哪里办。这里的位置我会记几个小时。");
        return String.join("\n", lines);
    }

    /** A building is known by its estate. */
    private String name(GridCell cell) {
        var parent = cell.kind() == CellKind.BUILDING && cell.parentId() != null
                ? grid.find(cell.parentId()).map(GridCell::name).orElse("")
                : "";
        return parent + cell.name();
    }

    private Optional<String> phone(GridCell cell) {
        var around = grid.cells(cell.lineage());
        return cell.lineage().reversed().stream()
                .flatMap(id -> Optional.ofNullable(around.get(id)).stream())
                .filter(one -> one.phone() != null && !one.phone().isBlank())
                .findFirst()
                .map(one -> "%s电话：%s".formatted(one.name(), one.phone()));
    }

    private List<String> about(ServicePoint point) {
        var lines = new ArrayList<String>();
        lines.add("地址：" + point.address());
        lines.add(open(point));
        if (!point.phone().isEmpty()) {
            lines.add("电话：" + point.phone());
        }
        return lines;
    }

    private String open(ServicePoint point) {
        var now = clock.instant();
        var standing = hours.standingsOf(List.of(point), now).get(point.id());
        if (standing == null) {
            return "开放时间请打电话问。";
        }
        if (standing.open()) {
            var closes = standing.closes();
            return closes == null ? "现在开门。" : "现在开门，到 %s。".formatted(TIME.format(closes));
        }
        return "现在不开门" + next(standing.next(), now) + today(standing) + "。";
    }

    private static String next(@Nullable Instant next, Instant now) {
        if (next == null) {
            return "";
        }
        boolean today = LocalDate.ofInstant(next, Time.CHINA).equals(LocalDate.ofInstant(now, Time.CHINA));
        return "，下次开门：" + (today ? "今天 " + TIME.format(next) : DAY.format(next));
    }

    private static String today(OpeningHours.Standing standing) {
        var closure = standing.closure();
        if (closure != null) {
            return "（%s）".formatted(closure.reason());
        }
        return standing.today().isEmpty()
                ? ""
                : standing.today().stream()
                        .map(span -> TIME.format(span.start()) + "–" + TIME.format(span.end()))
                        .collect(Collectors.joining("、", "（今天开放 ", "）"));
    }
}
