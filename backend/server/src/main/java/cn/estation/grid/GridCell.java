package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.LocalDate;
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

    /** True for this cell itself and for everything below it. */
    public boolean contains(GridCell other) {
        return other.path.startsWith(path);
    }
}
