package cn.estation.task.board;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface BoardMapper {

    record Card(
            long id,
            String title,
            String status,
            Instant startsAt,
            int places,
            int claimed,
            int waiting,
            int toEvaluate) {}

    /** Somebody who has a place in a task of the day. */
    record Comer(
            long taskId,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt,
            long claimId,
            long residentId,
            String status,
            @Nullable Instant checkedInAt) {}

    /**
     * How a day stands.
     *
     * @param expected who has a place in a task of the day, whatever became of it
     * @param here of these, who has checked in
     * @param late of these, who has not though their task has begun
     */
    record Day(long expected, long here, long late) {}

    /** One line of a member's history. */
    record Past(
            long claimId,
            long taskId,
            String title,
            Instant startsAt,
            String status,
            @Nullable String grade,
            @Nullable Integer minutes) {}

    record Sums(long claims, long settled, long minutes, long absences, long lateWithdrawals, long ownWord) {}

    /** A change of a published task that a second person has to look at. */
    record Proposed(long taskId, String title, String summary, Instant proposedAt) {}

    @Select("""
            <script>
            SELECT p.task_id, t.title, p.summary, p.proposed_at FROM task_proposed_change p
            JOIN task_volunteer_task t ON t.id = p.task_id AND t.status IN ('PUBLISHED', 'SIGNUP_CLOSED')
            WHERE p.status = 'PROPOSED' AND p.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY p.id LIMIT #{most}
            </script>""")
    List<Proposed> proposed(@Param("communities") List<Long> communities, @Param("most") int most);

    /**
     * The last tasks of these communities in a state, the latest to start first. Of each community only the newest are read:
     * what it did in all the years before costs nothing.
     */
    @Select("""
            <script>
            SELECT t.id, t.title, t.status, t.starts_at, t.places, t.claimed, t.waiting,
              (SELECT COUNT(*) FROM task_claim c WHERE c.task_id = t.id
                AND c.status IN ('CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED', 'CONTESTED')) AS to_evaluate
            FROM (
              SELECT n.id FROM (
                <foreach item="community" collection="communities" separator=" UNION ALL ">
                (SELECT id, starts_at FROM task_volunteer_task
                 WHERE community_id = #{community} AND status = #{status} ORDER BY id DESC LIMIT #{most})
                </foreach>
              ) n ORDER BY n.starts_at DESC, n.id DESC LIMIT #{most}
            ) shown JOIN task_volunteer_task t ON t.id = shown.id
            ORDER BY t.starts_at DESC, t.id DESC
            </script>""")
    List<Card> cards(
            @Param("communities") List<Long> communities, @Param("status") String status, @Param("most") int most);

    /** Everybody with a place in a task of the day. What becomes of it takes nobody off but who is excused. */
    String OF_THE_DAY = """
            FROM task_volunteer_task t JOIN task_claim c ON c.task_id = t.id
            WHERE t.status IN ('PUBLISHED', 'SIGNUP_CLOSED', 'RUNNING', 'DONE', 'SETTLED')
              AND t.starts_at &lt; #{end} AND t.ends_at &gt; #{start}
              AND c.live = 1 AND c.status NOT IN ('WAITLISTED', 'OFFERED', 'EXCUSED')
              AND t.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            """;

    @Select("<script>" + """
            SELECT COUNT(*) AS expected, COUNT(c.checked_in_at) AS here,
              COUNT(CASE WHEN c.status = 'CLAIMED' AND t.starts_at &lt;= #{now} THEN 1 END) AS late
            """ + OF_THE_DAY + "</script>")
    Day day(
            @Param("communities") List<Long> communities,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("now") Instant now);

    /** Those of the day in the order in which their tasks begin, from the one after this claim on. */
    @Select("<script>" + """
            SELECT c.task_id, t.title, t.place, t.starts_at, t.ends_at, c.id AS claim_id, c.resident_id, c.status,
              c.checked_in_at
            """ + OF_THE_DAY + """
            <if test="after != null">
              AND (t.starts_at, t.id, c.id) &gt; (
                SELECT p.starts_at, p.id, l.id FROM task_claim l JOIN task_volunteer_task p ON p.id = l.task_id
                WHERE l.id = #{after})
            </if>
            ORDER BY t.starts_at, t.id, c.id LIMIT #{limit}
            </script>""")
    List<Comer> coming(
            @Param("communities") List<Long> communities,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("after") @Nullable Long after,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT c.id AS claim_id, c.task_id, t.title, t.starts_at, c.status, c.grade, c.minutes
            FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.resident_id = #{resident} AND c.id &lt; #{before} AND c.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY c.id DESC LIMIT #{limit}
            </script>""")
    List<Past> history(
            @Param("resident") long resident,
            @Param("communities") List<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) AS claims, COALESCE(SUM(status = 'SETTLED'), 0) AS settled,
              COALESCE(SUM(CASE WHEN status = 'SETTLED' THEN minutes END), 0) AS minutes,
              COALESCE(SUM(status = 'NO_SHOW'), 0) AS absences,
              COALESCE(SUM(status = 'LATE_WITHDRAWN'), 0) AS late_withdrawals,
              COALESCE(SUM(status = 'SETTLED' AND grade = 'D'), 0) AS own_word
            FROM task_claim WHERE resident_id = #{resident} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    Sums sums(@Param("resident") long resident, @Param("communities") List<Long> communities);
}
