package cn.estation.task;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ClaimMapper extends BaseMapper<Claim> {

    /** One change of a claim's state. */
    record Move(
            long id,
            long claimId,
            @Nullable ClaimStatus fromStatus,
            ClaimStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** A resident's claim with the times of its task. */
    record Held(
            long id,
            long taskId,
            ClaimStatus status,
            Instant claimedAt,
            @Nullable Instant offerExpiresAt,
            @Nullable Instant checkedInAt,
            @Nullable Instant checkedOutAt,
            @Nullable String grade,
            @Nullable Verdict verdict,
            @Nullable Integer stars,
            @Nullable String evaluation,
            @Nullable Integer minutes,
            @Nullable Instant missedAt,
            int agreedVersion,
            int version,
            String changed,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt) {

        boolean overlaps(VolunteerTask task) {
            return task.overlaps(startsAt, endsAt);
        }

        boolean unconfirmed() {
            return agreedVersion < version && status.untouched();
        }
    }

    /** A picture a member showed of their work. */
    record Photo(long claimId, long mediaId) {}

    /** A contested absence that nobody has decided. */
    record Contested(long claimId, long taskId, long communityId, long residentId, String title, Instant contestedAt) {

        /** When it is decided by itself. */
        public Instant until() {
            return contestedAt.plus(Contests.DEADLINE);
        }
    }

    String HELD = """
            SELECT c.id, c.task_id, c.status, c.claimed_at, c.offer_expires_at, c.checked_in_at, c.checked_out_at, c.grade,
                c.verdict, c.stars, c.evaluation, c.minutes, c.missed_at, c.agreed_version, t.version, t.changed, t.title,
                t.place, t.starts_at, t.ends_at
            FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id\n""";

    /** The claim that counts for this resident; there is one at most. */
    @Select("SELECT * FROM task_claim WHERE task_id = #{taskId} AND resident_id = #{residentId} AND live = 1")
    @Nullable Claim live(@Param("taskId") long taskId, @Param("residentId") long residentId);

    @Select("""
            SELECT COUNT(*) FROM task_claim
            WHERE task_id = #{taskId} AND resident_id = #{residentId} AND status IN ('WITHDRAWN', 'LATE_WITHDRAWN')
              AND blameless = FALSE""")
    int withdrawals(@Param("taskId") long taskId, @Param("residentId") long residentId);

    /** Of these tasks the ones that the resident gave back so often. */
    @Select("""
            <script>
            SELECT task_id FROM task_claim
            WHERE resident_id = #{residentId} AND status IN ('WITHDRAWN', 'LATE_WITHDRAWN') AND blameless = FALSE
              AND task_id IN <foreach item="id" collection="tasks" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY task_id HAVING COUNT(*) &gt;= #{times}
            </script>""")
    List<Long> withdrawnFrom(
            @Param("residentId") long residentId, @Param("tasks") List<Long> tasks, @Param("times") int times);

    @Select("SELECT COUNT(*) FROM task_claim WHERE resident_id = #{residentId} AND status = 'CLAIMED'")
    int open(long residentId);

    /** What takes the resident's time in this span, the earliest first. Who only waits is not busy. */
    @Select(HELD + """
            WHERE c.resident_id = #{residentId} AND c.live = 1 AND t.starts_at < #{end} AND t.ends_at > #{start}
              AND c.task_id <> #{except}
              AND c.status IN ('CLAIMED', 'CHECKED_IN', 'CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED', 'EVALUATED', 'SETTLED',
                'NO_SHOW_PENDING', 'CONTESTED')
            ORDER BY t.starts_at, c.id LIMIT #{most}""")
    List<Held> busy(
            @Param("residentId") long residentId,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("except") long except,
            @Param("most") int most);

    /** Whatever the resident has claimed, or waits for, in this span of time, the earliest first. */
    @Select(HELD + """
            WHERE c.resident_id = #{residentId} AND c.live = 1 AND c.status NOT IN ('REJECTED', 'REVOKED')
            AND t.starts_at < #{end} AND t.ends_at > #{start} ORDER BY t.starts_at, c.id LIMIT #{most}""")
    List<Held> between(
            @Param("residentId") long residentId,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("most") int most);

    /** Where the resident is or will be, or hopes to have a place, the earliest first. */
    @Select(HELD + """
            WHERE c.resident_id = #{residentId} AND c.status IN ('WAITLISTED', 'OFFERED', 'CLAIMED', 'CHECKED_IN')
              AND t.ends_at > #{now} ORDER BY t.starts_at, c.id LIMIT #{most}""")
    List<Held> toCome(@Param("residentId") long residentId, @Param("now") Instant now, @Param("most") int most);

    @Select(HELD + "WHERE c.resident_id = #{residentId} AND c.id < #{before} ORDER BY c.id DESC LIMIT #{limit}")
    List<Held> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("SELECT * FROM task_claim WHERE task_id = #{taskId} ORDER BY id")
    List<Claim> ofTask(long taskId);

    @Select("SELECT * FROM task_claim WHERE task_id = #{taskId} AND live = 1 ORDER BY id")
    List<Claim> liveOfTask(long taskId);

    @Select("SELECT COUNT(*) FROM task_claim WHERE task_id = #{taskId} AND status = #{status}")
    int count(@Param("taskId") long taskId, @Param("status") ClaimStatus status);

    /** Who waits longest. */
    @Select("""
            SELECT * FROM task_claim WHERE task_id = #{taskId} AND status = 'WAITLISTED' ORDER BY id LIMIT 1""")
    @Nullable Claim firstWaiting(long taskId);

    /** How many wait before this one. */
    @Select("""
            SELECT COUNT(*) FROM task_claim WHERE task_id = #{taskId} AND status = 'WAITLISTED' AND id < #{id}""")
    int ahead(@Param("taskId") long taskId, @Param("id") long id);

    @Update("UPDATE task_claim SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int move(@Param("id") long id, @Param("from") ClaimStatus from, @Param("to") ClaimStatus to);

    @Update("""
            UPDATE task_claim SET status = #{to}, blameless = #{blameless} WHERE id = #{id} AND status = #{from}""")
    int withdraw(
            @Param("id") long id,
            @Param("from") ClaimStatus from,
            @Param("to") ClaimStatus to,
            @Param("blameless") boolean blameless);

    @Update("""
            UPDATE task_claim SET status = 'OFFERED', offer_expires_at = #{until} WHERE id = #{id} AND status = 'WAITLISTED'""")
    int offer(@Param("id") long id, @Param("until") Instant until);

    /** Takes the offered place while the offer stands. */
    @Update("""
            UPDATE task_claim SET status = 'CLAIMED', agreed_version = #{version}
            WHERE id = #{id} AND status = 'OFFERED' AND offer_expires_at > #{now}""")
    int accept(@Param("id") long id, @Param("version") int version, @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'LAPSED'
            WHERE id = #{id} AND status = 'OFFERED' AND offer_expires_at <= #{now}""")
    int lapse(@Param("id") long id, @Param("now") Instant now);

    @Select("""
            SELECT * FROM task_claim
            WHERE status = 'OFFERED' AND offer_expires_at <= #{now} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<Claim> expiredOffers(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    /** Agrees to what the task says now. */
    @Update("""
            UPDATE task_claim SET agreed_version = #{version}
            WHERE id = #{id} AND status IN ('CLAIMED', 'WAITLISTED', 'OFFERED') AND agreed_version < #{version}""")
    int agree(@Param("id") long id, @Param("version") int version);

    @Update("""
            UPDATE task_claim SET status = 'CHECKED_IN', checked_in_at = #{now}, evidence = #{evidence},
                distance = #{distance}, device = #{device}, agreed_version = #{version}
            WHERE id = #{id} AND status = 'CLAIMED'""")
    int checkIn(
            @Param("id") long id,
            @Param("evidence") Evidence evidence,
            @Param("distance") @Nullable Integer distance,
            @Param("device") @Nullable String device,
            @Param("version") int version,
            @Param("now") Instant now);

    @Update("""
            UPDATE task_claim
            SET status = 'CHECKED_OUT', checked_out_at = #{at}, out_evidence = #{evidence}, out_device = #{device}
            WHERE id = #{id} AND status = 'CHECKED_IN'""")
    int checkOut(
            @Param("id") long id,
            @Param("evidence") Evidence evidence,
            @Param("device") @Nullable String device,
            @Param("at") Instant at);

    /** At the planned end, whenever it is done. */
    @Update("""
            UPDATE task_claim SET status = 'AUTO_OUT', checked_out_at = #{end}, out_evidence = 'AUTO'
            WHERE id = #{id} AND status = 'CHECKED_IN'""")
    int checkOutAtEnd(@Param("id") long id, @Param("end") Instant end);

    /** What the member says of it; evidence that is there stays. */
    @Update("""
            UPDATE task_claim SET status = 'SUBMITTED', statement = #{text}, stated_minutes = #{minutes},
                submitted_at = #{now}, evidence = COALESCE(evidence, #{evidence}), agreed_version = #{version}
            WHERE id = #{id} AND status = #{from}""")
    int submit(
            @Param("id") long id,
            @Param("from") ClaimStatus from,
            @Param("text") @Nullable String text,
            @Param("minutes") @Nullable Integer minutes,
            @Param("evidence") Evidence evidence,
            @Param("version") int version,
            @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET evidence = 'STAFF_LATER', submitted_at = #{now}
            WHERE id = #{id} AND status = 'SUBMITTED'""")
    int notePresence(@Param("id") long id, @Param("now") Instant now);

    /** Staff know that who only said so was there. */
    @Update("UPDATE task_claim SET evidence = 'STAFF_LATER' WHERE id = #{id} AND evidence = 'OWN'")
    int confirmLater(long id);

    /** Who states the end of what they checked in to leaves by their own word. */
    @Update("""
            UPDATE task_claim SET checked_out_at = GREATEST(#{at}, checked_in_at), out_evidence = 'OWN'
            WHERE id = #{id} AND checked_out_at IS NULL""")
    int leaveByOwnWord(@Param("id") long id, @Param("at") Instant at);

    @Update("""
            UPDATE task_claim SET status = 'EVALUATED', verdict = #{verdict}, stars = #{stars}, evaluation = #{text}
            WHERE id = #{id} AND status = #{from}""")
    int evaluate(
            @Param("id") long id,
            @Param("from") ClaimStatus from,
            @Param("verdict") Verdict verdict,
            @Param("stars") @Nullable Integer stars,
            @Param("text") @Nullable String text);

    @Update("""
            UPDATE task_claim SET status = 'SETTLED', grade = #{grade}, minutes = #{minutes}, points = #{points},
                settled_by = #{by}, settled_at = #{now}
            WHERE id = #{id} AND status = 'EVALUATED'""")
    int settle(
            @Param("id") long id,
            @Param("grade") String grade,
            @Param("minutes") int minutes,
            @Param("points") int points,
            @Param("by") String by,
            @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'REJECTED', settled_by = #{by}, settled_at = #{now}
            WHERE id = #{id} AND status = 'EVALUATED'""")
    int reject(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'NO_SHOW_PENDING', missed_at = #{now} WHERE id = #{id} AND status = 'CLAIMED'""")
    int miss(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'CONTESTED', contest = #{text}, contested_at = #{now}
            WHERE id = #{id} AND status = 'NO_SHOW_PENDING' AND missed_at > #{since}""")
    int contest(
            @Param("id") long id, @Param("text") String text, @Param("since") Instant since, @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = #{to}, contest_decided_by = #{by}
            WHERE id = #{id} AND status = 'CONTESTED'""")
    int decideContest(@Param("id") long id, @Param("to") ClaimStatus to, @Param("by") String by);

    /** Those contested until then, the latest first. */
    @Select("""
            <script>
            SELECT c.id AS claim_id, c.task_id, c.community_id, c.resident_id, t.title, c.contested_at
            FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.status = 'CONTESTED' AND c.contested_at &lt;= #{until} AND c.id &lt; #{before} AND c.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY c.id DESC LIMIT #{limit}
            </script>""")
    List<Contested> contested(
            @Param("communities") List<Long> communities,
            @Param("until") Instant until,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM task_claim WHERE status = 'CONTESTED' AND contested_at &lt;= #{until} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    long countContested(@Param("communities") List<Long> communities, @Param("until") Instant until);

    @Select("""
            SELECT * FROM task_claim
            WHERE status = 'CONTESTED' AND contested_at <= #{since} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<Claim> neverDecided(@Param("since") Instant since, @Param("after") long after, @Param("most") int most);

    @Update("""
            UPDATE task_claim SET status = 'EXCUSED', contest_decided_by = #{by}
            WHERE id = #{id} AND status = 'CONTESTED' AND contested_at <= #{since}""")
    int undecided(@Param("id") long id, @Param("by") String by, @Param("since") Instant since);

    @Update("""
            UPDATE task_claim SET status = 'NO_SHOW'
            WHERE id = #{id} AND status = 'NO_SHOW_PENDING' AND missed_at <= #{since}""")
    int finalNoShow(@Param("id") long id, @Param("since") Instant since);

    @Update("""
            UPDATE task_claim SET status = 'REVOKED', revoked_by = #{by}, revoked_at = #{now}, revoked_why = #{reason}
            WHERE id = #{id} AND status = 'SETTLED'""")
    int revoke(@Param("id") long id, @Param("by") String by, @Param("reason") String reason, @Param("now") Instant now);

    @Insert("""
            INSERT INTO task_claim_move (id, claim_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{claimId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Select("SELECT * FROM task_claim_move WHERE claim_id = #{claimId} ORDER BY id")
    List<Move> moves(long claimId);

    /** What happened to the contested absences of a task, from the note of the absence to the decision, step by step. */
    @Select("""
            SELECT m.id, m.claim_id, m.from_status, m.to_status, m.moved_by, m.reason, m.moved_at
            FROM task_claim c JOIN task_claim_move m ON m.claim_id = c.id
            WHERE c.task_id = #{taskId} AND c.contested_at IS NOT NULL
              AND (m.to_status IN ('NO_SHOW_PENDING', 'CONTESTED') OR m.from_status = 'CONTESTED')
            ORDER BY m.id""")
    List<Move> contests(long taskId);

    @Select("""
            SELECT * FROM task_claim
            WHERE status = 'NO_SHOW_PENDING' AND missed_at <= #{since} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<Claim> neverExplained(@Param("since") Instant since, @Param("after") long after, @Param("most") int most);

    /** Who is still in when the time to leave is over. */
    @Select("""
            SELECT c.* FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.status = 'CHECKED_IN' AND t.status = 'DONE' AND t.ends_at <= #{before} AND c.id > #{after}
            ORDER BY c.id LIMIT #{most}""")
    List<Claim> stillIn(@Param("before") Instant before, @Param("after") long after, @Param("most") int most);

    /**
     * Work that has waited too long to be evaluated: since the end or, if it was stated or found to have been done only later,
     * since then. Each community says how long.
     */
    @Select("""
            SELECT c.* FROM task_claim c
            JOIN task_volunteer_task t ON t.id = c.task_id
            LEFT JOIN task_setting s ON s.community_id = c.community_id
            WHERE c.status IN ('CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED') AND t.status = 'DONE' AND c.id > #{after}
              AND GREATEST(t.ends_at, COALESCE(c.submitted_at, t.ends_at))
                <= TIMESTAMPADD(DAY, -COALESCE(s.evaluation_days, #{days}), #{now})
            ORDER BY c.id LIMIT #{most}""")
    List<Claim> unanswered(
            @Param("now") Instant now, @Param("days") int days, @Param("after") long after, @Param("most") int most);

    @Insert("INSERT INTO task_claim_photo (claim_id, media_id) VALUES (#{claimId}, #{mediaId})")
    void addPhoto(@Param("claimId") long claimId, @Param("mediaId") long mediaId);

    /** Deletes what a resident said and what tells their telephone from others. */
    @Update("""
            UPDATE task_claim SET statement = NULL, contest = NULL, device = NULL, out_device = NULL,
                distance = NULL
            WHERE resident_id = #{residentId}""")
    int forget(long residentId);

    @Select("SELECT media_id FROM task_claim_photo WHERE claim_id = #{claimId} ORDER BY media_id LIMIT 1")
    @Nullable Long photo(long claimId);

    /** The pictures that members of a task showed of their work. */
    @Select("""
            SELECT p.claim_id, p.media_id FROM task_claim_photo p JOIN task_claim c ON c.id = p.claim_id
            WHERE c.task_id = #{taskId}""")
    List<Photo> photos(long taskId);

    default Optional<Claim> find(long id) {
        return Optional.ofNullable(selectById(id));
    }
}
