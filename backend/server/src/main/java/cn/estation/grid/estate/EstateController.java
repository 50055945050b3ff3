package cn.estation.grid.estate;

import cn.estation.grid.Estate;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where residents find 小区 and 楼栋 by name. Open to everybody: nothing personal is shown. */
@RestController
class EstateController {

    private static final int LONGEST = 30;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final EstateMapper estates;
    private final Grid grid;

    EstateController(EstateMapper estates, Grid grid) {
        this.estates = estates;
        this.grid = grid;
    }

    /** Estates whose name, or other name, holds these characters; all of them without. */
    @GetMapping("/api/v1/estates")
    Page<Found> find(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable Id community, PageQuery query) {
        if (!CleanText.isClean(q) || q.codePointCount(0, q.length()) > LONGEST) {
            throw new BadInput("小区名称请控制在 30 个字以内。");
        }
        var rows = estates.page(
                EstateMapper.like(q), community == null ? null : community.value(), query.before(), query.limit());
        var communities = grid.cells(rows.stream().map(Estate::communityId).toList());
        return Page.of(rows, query, Estate::id).map(estate -> Found.of(estate, communities));
    }

    /** The buildings of an estate in the order of their numbers, each with its micro-grid. */
    @GetMapping("/api/v1/estates/{id}/buildings")
    List<Building> buildings(@PathVariable Id id) {
        var estate = Optional.ofNullable(estates.find(id.value())).orElseThrow(NotFound::new);
        var cells = grid.cells(estates.buildings(estate.id()));
        var above = grid.cells(cells.values().stream()
                .map(GridCell::parentId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return cells.values().stream()
                .filter(cell -> cell.validTo() == null)
                .sorted(Comparator.comparingInt((GridCell cell) -> number(cell.name()))
                        .thenComparing(GridCell::name))
                .map(cell -> Building.of(cell, above))
                .toList();
    }

    private static int number(String name) {
        var number = NUMBER.matcher(name);
        return number.find() ? Integer.parseInt(number.group()) : Integer.MAX_VALUE;
    }

    record Found(Id estateId, String name, String aliases, String address, Id communityId, String communityName) {
        static Found of(Estate estate, Map<Long, GridCell> communities) {
            var community = communities.get(estate.communityId());
            return new Found(
                    Id.of(estate.id()),
                    estate.name(),
                    estate.aliases(),
                    estate.address(),
                    Id.of(estate.communityId()),
                    community == null ? "" : community.name());
        }
    }

    /** @param microGrid its name, for people */
    record Building(Id buildingId, String name, String microGrid) {
        static Building of(GridCell cell, Map<Long, GridCell> above) {
            var parent = cell.parentId() == null ? null : above.get(cell.parentId());
            return new Building(Id.of(cell.id()), cell.name(), parent == null ? "" : parent.name());
        }
    }
}
