package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place residents go to. Text that is absent is empty.
 *
 * @param cellId the organisation that runs it
 * @param level whose business it does: the district's, the subdistrict's or the community's
 * @param longitude GCJ-02; absent together with the latitude
 * @param hours as {@link WeeklyHours} writes them; empty if it is not open to the public
 * @param assisted true if its people come to the home
 * @param photos ids of media with commas between; absent for none
 * @param edits how often it was saved
 */
@TableName("grid_point")
public record ServicePoint(
        long id,
        long cellId,
        String code,
        String name,
        CellKind level,
        String address,
        String transit,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal latitude,
        String phone,
        String accessibility,
        String hours,
        boolean assisted,
        @Nullable String photos,
        boolean inUse,
        int edits,
        boolean demonstration,
        Instant createdAt) {

    public boolean hasPosition() {
        return longitude != null && latitude != null;
    }

    /** The ids of its photos, in order. */
    public List<Long> photoIds() {
        return photos == null || photos.isEmpty()
                ? List.of()
                : Arrays.stream(photos.split(",")).map(Long::valueOf).toList();
    }
}
