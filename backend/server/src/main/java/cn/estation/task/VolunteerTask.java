package cn.estation.task;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A volunteer task as it lies in the database. */
@TableName("task_volunteer_task")
record VolunteerTask(
        long id,
        long communityId,
        @Nullable String code,
        String title,
        String description,
        String place,
        Instant startsAt,
        Instant endsAt,
        int places,
        int claimed,
        PointsRule pointsRule,
        int points,
        TaskStatus status,
        String createdBy,
        Instant createdAt) {

    public boolean full() {
        return claimed >= places;
    }

    public boolean endedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    boolean startedAt(Instant now) {
        return !startsAt.isAfter(now);
    }

    boolean overlaps(Instant start, Instant end) {
        return startsAt.isBefore(end) && endsAt.isAfter(start);
    }

    public int plannedMinutes() {
        return Math.toIntExact(Duration.between(startsAt, endsAt).toMinutes());
    }

    public String rule() {
        return pointsRule.phrase(points);
    }
}
