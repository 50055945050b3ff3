package cn.estation.points.adjust;

import cn.estation.points.Ledger;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param scoreYear whose appraisal score, 0 for points to spend
 * @param amount above zero for more, below for less
 * @param monthUsed what was adjusted in the community that month before this, and {@code monthCap} what may be
 */
@TableName("points_adjustment")
record Adjustment(
        long id,
        long communityId,
        long residentId,
        Ledger ledger,
        int scoreYear,
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
        @Nullable Long monthCap) {

    /** What is corrected, in words. */
    public String book() {
        return ledger == Ledger.POINTS ? "兑换分" : scoreYear + " 年考评分";
    }
}
