package cn.estation.task;

import cn.estation.identity.Skill;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task says, before it has an id. What it is worth it does not say: that is for the rules alone. */
record TaskDraft(
        long communityId,
        TaskKind kind,
        String title,
        String description,
        String place,
        Instant startsAt,
        Instant endsAt,
        int places,
        Terms terms) {

    /**
     * For whom it is and how it is claimed.
     *
     * @param audienceCellId the organisation whose members may claim, absent for the community's own
     * @param cellId the part of the community it is about
     * @param skills one of them is wanted; none for everybody
     * @param minimum how many must have claimed at {@code minimumAt}, 0 for any number
     * @param claimFrom absent for at once
     * @param claimUntil absent for until the end
     * @param withdrawUntil absent for until the beginning
     * @param servedId the resident it is done for, where one asked for it
     */
    record Terms(
            Audience audience,
            @Nullable Long audienceCellId,
            @Nullable Long cellId,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            Set<Skill> skills,
            String contact,
            int minimum,
            @Nullable Instant minimumAt,
            @Nullable Instant claimFrom,
            @Nullable Instant claimUntil,
            @Nullable Instant withdrawUntil,
            @Nullable Long servedId,
            @Nullable Long seriesId) {

        /** For the members of the community, without anything else. */
        static final Terms PLAIN = new Terms(
                Audience.COMMUNITY, null, null, null, null, Set.of(), "", 0, null, null, null, null, null, null);

        /** The same for another day of a series. */
        Terms later(Duration by, long series) {
            return new Terms(
                    audience,
                    audienceCellId,
                    cellId,
                    longitude,
                    latitude,
                    skills,
                    contact,
                    minimum,
                    plus(minimumAt, by),
                    plus(claimFrom, by),
                    plus(claimUntil, by),
                    plus(withdrawUntil, by),
                    servedId,
                    series);
        }

        private static @Nullable Instant plus(@Nullable Instant moment, Duration by) {
            return moment == null ? null : moment.plus(by);
        }
    }

    /** The same on another day. */
    TaskDraft later(Duration by, long series) {
        return new TaskDraft(
                communityId,
                kind,
                title,
                description,
                place,
                startsAt.plus(by),
                endsAt.plus(by),
                places,
                terms.later(by, series));
    }
}
