package cn.estation.task;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One member's claim of one place, or of one in the queue for it. */
@TableName("task_claim")
record Claim(
        long id,
        long taskId,
        long communityId,
        long residentId,
        ClaimStatus status,
        int agreedVersion,
        boolean blameless,
        Instant claimedAt,
        @Nullable Instant offerExpiresAt,
        @Nullable Instant checkedInAt,
        @Nullable String evidence,
        @Nullable Instant checkedOutAt,
        @Nullable String outEvidence,
        @Nullable Integer distance,
        @Nullable String statement,
        @Nullable Integer statedMinutes,
        @Nullable String grade,
        @Nullable String verdict,
        @Nullable Integer stars,
        @Nullable String evaluation,
        @Nullable Integer minutes,
        @Nullable Integer points,
        @Nullable String settledBy,
        @Nullable Instant settledAt,
        @Nullable Instant missedAt,
        @Nullable String contest,
        @Nullable Instant contestedAt,
        @Nullable String revokedWhy) {

    static Claim of(long id, VolunteerTask task, long residentId, ClaimStatus status, Instant now) {
        return new Claim(
                id,
                task.id(),
                task.communityId(),
                residentId,
                status,
                task.version(),
                false,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** True if the task was changed since the member last agreed to it. */
    public boolean unconfirmed(VolunteerTask task) {
        return agreedVersion < task.version();
    }

    /**
     * The minutes that are shown or said, within the plan: from coming to going, or until now for whoever is still there, or
     * what the member stated. At least one.
     */
    public int servedMinutes(VolunteerTask task, Instant now) {
        if (checkedInAt == null) {
            int said = statedMinutes == null ? task.plannedMinutes() : statedMinutes;
            return Math.max(1, Math.min(said, task.plannedMinutes()));
        }
        var left = checkedOutAt == null ? now : checkedOutAt;
        var to = left.isAfter(task.endsAt()) ? task.endsAt() : left;
        return Math.max(
                1, Math.toIntExact(Duration.between(servedFrom(task), to).toMinutes()));
    }

    /** When the member's work began: with the task or, for whoever came later, then. */
    Instant servedFrom(VolunteerTask task) {
        return checkedInAt == null || checkedInAt.isBefore(task.startsAt()) ? task.startsAt() : checkedInAt;
    }

    /** True while the member is at it: how long they serve is not known yet. */
    public boolean stillServing(VolunteerTask task, Instant now) {
        return status == ClaimStatus.CHECKED_IN && !task.endedAt(now);
    }

    /** How well it is shown: A at both ends, B at one, C by staff afterwards, D by one's own word. */
    public String shown() {
        int ends = (Evidence.shows(evidence) ? 1 : 0) + (Evidence.shows(outEvidence) ? 1 : 0);
        return switch (ends) {
            case 2 -> "A";
            case 1 -> "B";
            default -> Evidence.STAFF_LATER.name().equals(evidence) ? "C" : "D";
        };
    }
}
