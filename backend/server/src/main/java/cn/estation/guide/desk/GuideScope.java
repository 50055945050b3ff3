package cn.estation.guide.desk;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The districts, subdistricts and communities for which somebody edits guides. */
@Component
public class GuideScope {

    private final Grid grid;

    GuideScope(Grid grid) {
        this.grid = grid;
    }

    /** Their cells, from the top of each part of the tree down. Empty means: nothing to see. */
    public Set<Long> cells(Staff staff) {
        var cells = new LinkedHashSet<Long>();
        staff.grants().stream()
                .filter(grant -> grant.role().grants(Permission.EDIT_GUIDES))
                .flatMap(grant -> grid.find(grant.cellId()).stream())
                .forEach(root -> grid.communitiesBelow(root).forEach(community -> between(root, community, cells)));
        return cells;
    }

    /** The same with names, for a form to choose from. */
    public Map<String, String> choices(Staff staff) {
        var choices = new LinkedHashMap<String, String>();
        cells(staff)
                .forEach(id -> grid.find(id)
                        .ifPresent(cell ->
                                choices.put(Long.toString(cell.id()), "　".repeat(cell.depth() - 1) + cell.name())));
        return choices;
    }

    /** The way from a root down to one of its communities, both included; a path is ids from the top of the tree. */
    private static void between(GridCell root, GridCell community, Set<Long> into) {
        into.add(root.id());
        Arrays.stream(community.path().substring(root.path().length()).split("/"))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .forEach(into::add);
    }
}
