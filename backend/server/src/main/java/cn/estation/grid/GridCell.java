package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of the organisation tree.
 *
 * @param path ids from the root to this node, for example {@code /1/5/}
 */
@TableName("grid_cell")
public record GridCell(
        long id,
        @Nullable Long parentId,
        CellKind kind,
        String code,
        String name,
        String path,
        int depth,
        @Nullable String phone,
        boolean demonstration,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** The ids of the cells from the root down to this one. */
    public List<Long> lineage() {
        return Arrays.stream(path.substring(1).split("/")).map(Long::valueOf).toList();
    }

    /** Names by id as text, as a choice wants them, in the same order. */
    public static Map<String, String> names(List<GridCell> cells) {
        var names = new LinkedHashMap<String, String>();
        cells.forEach(cell -> names.put(Long.toString(cell.id()), cell.name()));
        return names;
    }

    /** True for this cell itself and for everything below it. */
    public boolean contains(GridCell other) {
        return other.path.startsWith(path);
    }
}
