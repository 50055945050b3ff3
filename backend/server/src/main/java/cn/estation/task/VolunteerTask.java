package cn.estation.task;

import cn.estation.identity.Skill;
import com.baomidou.mybatisplus.annotation.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A volunteer task as it lies in the database. */
@TableName("task_volunteer_task")
record VolunteerTask(
        long id,
        long communityId,
        @Nullable String code,
        TaskKind kind,
        Audience audience,
        @Nullable Long audienceCellId,
        @Nullable Long cellId,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal latitude,
        String skills,
        String contact,
        int minimum,
        @Nullable Instant minimumAt,
        boolean minimumMet,
        @Nullable Instant claimFrom,
        @Nullable Instant claimUntil,
        @Nullable Instant withdrawUntil,
        int waiting,
        int version,
        String changed,
        @Nullable Long seriesId,
        @Nullable Long servedResidentId,
        @Nullable String submittedBy,
        @Nullable String reviewedBy,
        String title,
        String description,
        String place,
        Instant startsAt,
        Instant endsAt,
        int places,
        int claimed,
        TaskStatus status,
        String createdBy,
        Instant createdAt) {

    /** A new draft, or a draft written anew. */
    static VolunteerTask of(long id, TaskDraft draft, @Nullable String code, String createdBy, Instant createdAt) {
        var terms = draft.terms();
        return new VolunteerTask(
                id,
                draft.communityId(),
                code,
                draft.kind(),
                terms.audience(),
                terms.audienceCellId(),
                terms.cellId(),
                terms.longitude(),
                terms.latitude(),
                Skill.codes(terms.skills()),
                terms.contact(),
                terms.minimum(),
                terms.minimumAt(),
                false,
                terms.claimFrom(),
                terms.claimUntil(),
                terms.withdrawUntil(),
                0,
                1,
                "",
                terms.seriesId(),
                terms.servedId(),
                null,
                null,
                draft.title(),
                draft.description(),
                draft.place(),
                draft.startsAt(),
                draft.endsAt(),
                draft.places(),
                0,
                TaskStatus.DRAFT,
                createdBy,
                createdAt);
    }

    public boolean full() {
        return claimed >= places;
    }

    public boolean endedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    boolean startedAt(Instant now) {
        return !startsAt.isAfter(now);
    }

    /** What of its times is over though it has not begun, so that it would be called off or closed at once. */
    @Nullable String passed(Instant now) {
        if (minimum > 0 && minimumAt != null && !minimumAt.isAfter(now) && startsAt.isAfter(now)) {
            return "清点人数的时间已过，发布后会马上取消：请把清点的提前时间改小，或不设最少人数。";
        }
        return claimUntil == null || claimUntil.isAfter(now) ? null : "认领截止的时间已过，发布后没有人能认领：请改晚一些。";
    }

    /** What its asker is told once there is work to evaluate; nobody, if it was no wish. */
    Optional<WishMoved> askTheServed(long round) {
        return Optional.ofNullable(servedResidentId).map(served -> new WishMoved(id, served, title, "DONE", round, ""));
    }

    /** The moment of leaving, which is the planned end for whoever shows later that they stayed until it. */
    Instant leftAt(Instant now) {
        return endedAt(now) ? endsAt : now;
    }

    boolean overlaps(Instant start, Instant end) {
        return startsAt.isBefore(end) && endsAt.isAfter(start);
    }

    /** True while the board takes claims: on, opened, not yet closed. */
    boolean claimableAt(Instant now) {
        return (status == TaskStatus.PUBLISHED || status == TaskStatus.RUNNING)
                && !opensAfter(now)
                && closesAt().isAfter(now);
    }

    boolean opensAfter(Instant now) {
        return claimFrom != null && claimFrom.isAfter(now);
    }

    Instant closesAt() {
        return claimUntil == null ? endsAt : claimUntil;
    }

    /** Until then a place is given back without a word; afterwards it is late. */
    public Instant freeToLeaveUntil() {
        return withdrawUntil == null ? startsAt : withdrawUntil;
    }

    Set<Skill> wanted() {
        return Skill.of(skills);
    }

    public String skillTitles() {
        return Skill.titles(wanted());
    }

    public int plannedMinutes() {
        return Math.toIntExact(Duration.between(startsAt, endsAt).toMinutes());
    }

    boolean emergency() {
        return kind == TaskKind.EMERGENCY;
    }
}
