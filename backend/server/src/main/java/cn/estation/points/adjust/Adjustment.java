package cn.estation.points.adjust;

import cn.estation.points.Ledger;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param amount above zero for more, below for less
 * @param monthUsed what was adjusted in the community that month before this, and {@code monthCap} what may be
 */
@TableName("points_adjustment")
record Adjustment(
        long id,
        long communityId,
        long residentId,
        Ledger ledger,
        long amount,
        String reason,
        AdjustmentStatus status,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        String decision,
        @Nullable String decidedMonth,
        @Nullable Long monthUsed,
        @Nullable Long monthCap) {}
