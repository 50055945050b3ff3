package cn.estation.points;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param reversesId what it undoes, wholly or in part
 * @param ruleId the version of the rules it follows, absent where none does
 * @param countsOn the day it is counted for, absent for the day it happened on
 */
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
        Instant happenedAt,
        @Nullable Long ruleId,
        @Nullable LocalDate countsOn) {}
