package cn.estation.points;

import com.baomidou.mybatisplus.annotation.TableName;
import org.jspecify.annotations.Nullable;

/** One side of a transaction. Sequence and running balance belong to members' accounts and debts only. */
@TableName("points_line")
record PointsLine(
        long id,
        long transactionId,
        long accountId,
        long amount,
        @Nullable Long sequence,
        @Nullable Long balance) {}
