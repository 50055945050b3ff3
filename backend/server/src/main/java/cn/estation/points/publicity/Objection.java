package cn.estation.points.publicity;

import cn.estation.points.earning.KeptScore;
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
        @Nullable Instant answeredAt) {

    /** True if it is about the score of whoever raised it: they say that it is too little, and are not to lose it. */
    public boolean toOwn(KeptScore score) {
        return score.residentId() == residentId;
    }
}
