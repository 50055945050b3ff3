package cn.estation.task.signal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface SignalMapper {

    record Signal(
            long id,
            long communityId,
            SignalKind kind,
            String subject,
            @Nullable Long residentId,
            String facts,
            SignalStatus status,
            Instant foundAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decision) {

        private static final String CLAIMS = "认领编号：";

        /** The claims that the facts name. What a task is called, which may be a resident's words, is never among facts. */
        List<Long> claimIds() {
            int at = facts.indexOf(CLAIMS);
            return at < 0
                    ? List.of()
                    : Arrays.stream(facts.substring(at + CLAIMS.length()).split("、"))
                            .map(Long::valueOf)
                            .toList();
        }
    }

    /** A claim, by the task it is of. */
    record Claimed(long claimId, long taskId, String title) {}

    /** Something that was found, before it is kept. */
    record Found(long communityId, String subject, @Nullable Long residentId, String facts) {}

    /** Keeps it unless it was found before. Returns 0 then. */
    @Insert("""
            INSERT IGNORE INTO task_signal (id, community_id, kind, subject, resident_id, facts, status, found_at)
            VALUES (#{id}, #{found.communityId}, #{kind}, #{found.subject}, #{found.residentId}, #{found.facts}, 'OPEN',
              #{now})""")
    int keep(
            @Param("id") long id,
            @Param("kind") SignalKind kind,
            @Param("found") Found found,
            @Param("now") Instant now);

    /** Those of the claims that are of these communities. */
    @Select("""
            <script>
            SELECT c.id AS claim_id, c.task_id, t.title FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.id IN <foreach item="id" collection="claims" open="(" separator="," close=")">#{id}</foreach>
              AND c.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY c.id
            </script>""")
    List<Claimed> claimed(@Param("claims") List<Long> claims, @Param("communities") List<Long> communities);

    @Select("SELECT * FROM task_signal WHERE id = #{id}")
    @Nullable Signal find(long id);

    @Select("""
            <script>
            SELECT * FROM task_signal WHERE id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Signal> page(
            @Param("communities") List<Long> communities,
            @Param("status") @Nullable SignalStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    /**
     * Whether a staff member, or the resident they are, is one of those it is about: of two who do something for each other
     * either of them, who served and who was served, everybody with the one telephone.
     */
    @Select("""
            SELECT EXISTS (SELECT 1 FROM task_signal g
            WHERE g.id = #{id} AND (g.resident_id = #{resident}
              OR g.subject LIKE 'ring:%' AND FIND_IN_SET(#{staff}, REPLACE(g.subject, ':', ',')) > 0
              OR g.subject LIKE 'wishes:%' AND FIND_IN_SET(#{resident}, REPLACE(g.subject, ':', ',')) > 0
              OR g.subject LIKE 'served:%' AND EXISTS (SELECT 1 FROM task_claim c
                JOIN task_volunteer_task t ON t.id = c.task_id
                WHERE c.id = CAST(SUBSTRING_INDEX(g.subject, ':', -1) AS SIGNED) AND t.served_resident_id = #{resident})
              OR g.kind = 'ONE_DEVICE' AND EXISTS (SELECT 1 FROM task_claim c WHERE c.resident_id = #{resident}
                AND SUBSTRING_INDEX(SUBSTRING_INDEX(g.subject, ':', 2), ':', -1)
                  IN (LEFT(c.device, 32), LEFT(c.out_device, 32)))))""")
    boolean isAbout(@Param("id") long id, @Param("staff") long staff, @Param("resident") @Nullable Long resident);

    @Select("""
            <script>
            SELECT COUNT(*) FROM task_signal WHERE status = 'OPEN' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    long open(@Param("communities") List<Long> communities);

    @Update("""
            UPDATE task_signal SET status = #{to}, decided_by = #{by}, decided_at = #{now}, decision = #{words}
            WHERE id = #{id} AND status = 'OPEN'""")
    int decide(
            @Param("id") long id,
            @Param("to") SignalStatus to,
            @Param("by") String by,
            @Param("words") String words,
            @Param("now") Instant now);

    /** Leaves out what is queued already, so that however much lies in the window, what is new comes to its turn. */
    String ONLY_NEW = """
            ) f WHERE NOT EXISTS (SELECT 1 FROM task_signal g WHERE g.kind = #{kind} AND g.subject = f.subject COLLATE utf8mb4_bin)
            ORDER BY f.subject LIMIT #{most}""";

    String FOUND = "SELECT f.community_id, f.subject, f.resident_id, f.facts FROM (\n";

    /**
     * One telephone with which several people came or went, be it at one task or at many. Somebody more with it, or the same
     * in another month, is new.
     */
    @Select(FOUND + """
            SELECT u.community_id, CONCAT(u.community_id, ':', LEFT(u.device, 32), ':',
                DATE_FORMAT(TIMESTAMPADD(HOUR, 8, MAX(u.used_at)), '%Y-%m'), ':', COUNT(DISTINCT u.resident_id)) AS subject,
              MIN(u.resident_id) AS resident_id,
              CONCAT('14 天内 ', COUNT(DISTINCT u.resident_id), ' 人用同一部手机签到或签退，认领编号：',
                LEFT(GROUP_CONCAT(DISTINCT u.id ORDER BY u.id SEPARATOR '、'), 400)) AS facts
            FROM (SELECT id, community_id, resident_id, device, checked_in_at AS used_at FROM task_claim
                WHERE checked_in_at >= #{since} AND device IS NOT NULL
                UNION ALL
                SELECT id, community_id, resident_id, out_device, checked_out_at FROM task_claim
                WHERE checked_out_at >= #{since} AND out_device IS NOT NULL) u
            GROUP BY u.community_id, u.device HAVING COUNT(DISTINCT u.resident_id) > 1
            """ + ONLY_NEW)
    List<Found> oneDevice(@Param("kind") SignalKind kind, @Param("since") Instant since, @Param("most") int most);

    /** Somebody who was in two places: their presence in one overlaps that in another. */
    @Select(FOUND + """
            SELECT a.community_id, CONCAT(a.id, ':', b.id) AS subject, a.resident_id,
              CONCAT('同一人在两项任务的在场时间重叠，认领编号：', a.id, '、', b.id) AS facts
            FROM task_claim a
            JOIN task_claim b ON b.resident_id = a.resident_id AND b.id > a.id
            JOIN task_volunteer_task s ON s.id = a.task_id
            JOIN task_volunteer_task t ON t.id = b.task_id
            WHERE a.checked_in_at >= #{since} AND b.checked_in_at >= #{since} AND a.task_id <> b.task_id
              AND a.checked_in_at < COALESCE(b.checked_out_at, t.ends_at)
              AND b.checked_in_at < COALESCE(a.checked_out_at, s.ends_at)
            """ + ONLY_NEW)
    List<Found> overlaps(@Param("kind") SignalKind kind, @Param("since") Instant since, @Param("most") int most);

    /** Two who evaluate each other: each settled the other's work. Queued again in a month in which they do it again. */
    @Select(FOUND + """
            SELECT a.community_id, CONCAT('ring:', x.staff_id, ':', y.staff_id, ':',
                DATE_FORMAT(TIMESTAMPADD(HOUR, 8, MAX(GREATEST(a.settled_at, b.settled_at))), '%Y-%m')) AS subject,
              a.resident_id,
              CONCAT('两名工作人员互相核实对方的志愿服务，各有一次以上，认领编号：', MIN(a.id), '、', MIN(b.id)) AS facts
            FROM task_claim a
            JOIN identity_staff_resident x ON x.resident_id = a.resident_id
            JOIN identity_staff_resident y ON a.settled_by = CONCAT('staff:', y.staff_id) AND y.staff_id > x.staff_id
            JOIN task_claim b ON b.resident_id = y.resident_id AND b.settled_by = CONCAT('staff:', x.staff_id)
            WHERE a.settled_at >= #{since} AND b.settled_at >= #{since}
            GROUP BY a.community_id, x.staff_id, y.staff_id, a.resident_id
            """ + ONLY_NEW)
    List<Found> rings(@Param("kind") SignalKind kind, @Param("since") Instant since, @Param("most") int most);

    /** Two residents each of whom fulfilled a wish of the other, and each of whom passed it. */
    @Select(FOUND + """
            SELECT a.community_id, CONCAT('wishes:', a.resident_id, ':', b.resident_id, ':',
                DATE_FORMAT(TIMESTAMPADD(HOUR, 8, MAX(GREATEST(a.settled_at, b.settled_at))), '%Y-%m')) AS subject,
              a.resident_id,
              CONCAT('两名居民互相完成并互相评价对方的微心愿，各有一次以上，认领编号：', MIN(a.id), '、', MIN(b.id)) AS facts
            FROM task_claim a
            JOIN task_volunteer_task s ON s.id = a.task_id
            JOIN task_claim b ON b.resident_id = s.served_resident_id AND b.resident_id > a.resident_id
            JOIN task_volunteer_task t ON t.id = b.task_id AND t.served_resident_id = a.resident_id
            WHERE a.status = 'SETTLED' AND b.status = 'SETTLED' AND a.settled_at >= #{since} AND b.settled_at >= #{since}
              AND a.settled_by = CONCAT('resident:', b.resident_id) AND b.settled_by = CONCAT('resident:', a.resident_id)
            GROUP BY a.community_id, a.resident_id, b.resident_id
            """ + ONLY_NEW)
    List<Found> wishesForWishes(@Param("kind") SignalKind kind, @Param("since") Instant since, @Param("most") int most);

    /** Giver and receiver are one: whoever evaluated is also a member who was served, or lives by one phone with them. */
    @Select(FOUND + """
            SELECT c.community_id, CONCAT('served:', c.id) AS subject, c.resident_id,
              CONCAT('微心愿的服务人和被服务的居民用过同一部手机签到，认领编号：', c.id) AS facts
            FROM task_claim c
            JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.settled_at >= #{since} AND t.served_resident_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM task_claim d JOIN task_claim e ON e.device = d.device
                WHERE d.resident_id = c.resident_id AND e.resident_id = t.served_resident_id AND d.device IS NOT NULL)
            """ + ONLY_NEW)
    List<Found> servedByTheirOwn(
            @Param("kind") SignalKind kind, @Param("since") Instant since, @Param("most") int most);

    /** Members most of whose settled work rests on their own word: three of grade D and more than half. */
    @Select(FOUND + """
            SELECT community_id, CONCAT(resident_id, ':', #{month}) AS subject, resident_id,
              CONCAT('近 90 天结算 ', COUNT(*), ' 次，其中只凭本人说明（D 级）', SUM(grade = 'D'), ' 次') AS facts
            FROM task_claim WHERE status = 'SETTLED' AND settled_at >= #{since}
            GROUP BY community_id, resident_id
            HAVING SUM(grade = 'D') >= 3 AND SUM(grade = 'D') * 2 > COUNT(*)
            """ + ONLY_NEW)
    List<Found> ownWord(
            @Param("kind") SignalKind kind,
            @Param("since") Instant since,
            @Param("month") String month,
            @Param("most") int most);

    @Select("""
            <script>
            SELECT * FROM task_signal WHERE resident_id = #{resident} AND status &lt;&gt; 'HARMLESS' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC LIMIT 20
            </script>""")
    List<Signal> about(@Param("resident") long resident, @Param("communities") Collection<Long> communities);
}
