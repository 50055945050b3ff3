package cn.estation.grid;

import cn.estation.kernel.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Answers questions about the organisation tree. */
@Service
public class Grid {

    private final CellMapper cells;

    Grid(CellMapper cells) {
        this.cells = cells;
    }

    public Optional<GridCell> find(long id) {
        return Optional.ofNullable(cells.selectById(id));
    }

    public Optional<GridCell> findByCode(String code) {
        return Optional.ofNullable(cells.findByCode(code));
    }

    /** The cells of these ids, by id, in one read. */
    public Map<Long, GridCell> cells(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return cells.selectByIds(ids).stream().collect(Collectors.toMap(GridCell::id, cell -> cell));
    }

    /** @throws NotFound if there is no such cell */
    public GridCell cell(long id) {
        return find(id).orElseThrow(NotFound::new);
    }

    /** @throws NotFound if there is no such cell, or it is not a community */
    public GridCell community(long id) {
        return find(id).filter(cell -> cell.kind() == CellKind.COMMUNITY).orElseThrow(NotFound::new);
    }

    /** The communities at or below a cell; for a cell inside a community, none. */
    public List<GridCell> communitiesBelow(GridCell cell) {
        return cells.below(cell.path(), CellKind.COMMUNITY);
    }

    /** The cells of this kind at or below a cell, in use, by code. */
    public List<GridCell> below(GridCell cell, CellKind kind) {
        return cells.below(cell.path(), kind).stream()
                .filter(found -> found.validTo() == null)
                .toList();
    }

    /** A cell and everything above it, from the cell up. */
    public List<GridCell> upwards(GridCell cell) {
        var ids = cell.lineage();
        var found = cells(ids);
        return ids.reversed().stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /** The community that a cell is, or lies in. */
    public Optional<GridCell> communityOf(GridCell cell) {
        return upwards(cell).stream()
                .filter(above -> above.kind() == CellKind.COMMUNITY)
                .findFirst();
    }

    /** The organisations with an office at or below a cell: district, subdistricts, communities, from the top. */
    public List<GridCell> officesBelow(GridCell cell) {
        return cells.officesBelow(cell.path());
    }

    /** Every community in use, for a resident to choose from. */
    public List<GridCell> communities() {
        return cells.ofKind(CellKind.COMMUNITY);
    }

    /** The tops of the tree, by code. */
    public List<GridCell> roots() {
        return cells.roots();
    }

    /** True if any part of the tree is demonstration data. */
    public boolean holdsDemonstration() {
        return cells.anyDemonstration();
    }
}
