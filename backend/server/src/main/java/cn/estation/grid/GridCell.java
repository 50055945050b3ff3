package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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

    /** True for this cell itself and for everything below it. */
    public boolean contains(GridCell other) {
        return other.path.startsWith(path);
    }
}
