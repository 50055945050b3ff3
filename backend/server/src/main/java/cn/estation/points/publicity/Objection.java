package cn.estation.points.publicity;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@TableName("points_objection")
record Objection(
        long id,
        long scoreId,
        long communityId,
        long residentId,
        String text,
        ObjectionStatus status,
        Instant raisedAt,
        String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {}
