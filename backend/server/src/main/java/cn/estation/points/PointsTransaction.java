package cn.estation.points;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@TableName("points_transaction")
record PointsTransaction(
        long id,
        Ledger ledger,
        long communityId,
        String sourceKind,
        long sourceId,
        @Nullable Long reversesId,
        String rule,
        String explanation,
        String evidence,
        Instant happenedAt) {}
