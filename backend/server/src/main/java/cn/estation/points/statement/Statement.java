package cn.estation.points.statement;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it was issued; what it says never changes.
 *
 * @param holder the name, masked unless its bearer wanted it whole, or the unit; gone once the person is forgotten
 * @param unit where the bearer works, if they wanted it named
 * @param unitId whose members a unit's statement lists
 * @param named whether names stand on it whole
 * @param content {@link Figures} as JSON
 */
@TableName("points_statement")
record Statement(
        long id,
        String code,
        StatementKind kind,
        int scoreYear,
        long communityId,
        @Nullable Long residentId,
        @Nullable Sealed holder,
        @Nullable Sealed unit,
        @Nullable Long unitId,
        boolean named,
        String content,
        String issuedBy,
        Instant issuedAt) {}
