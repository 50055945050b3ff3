package cn.estation.points.statement;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it was issued; what it says never changes.
 *
 * @param holder the masked name or the unit, gone once the person is forgotten
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
        String content,
        String issuedBy,
        Instant issuedAt) {}
