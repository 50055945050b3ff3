package cn.estation.task;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface TaskMapper extends BaseMapper<VolunteerTask> {

    /** One change of a task's state. */
    record Move(
            long id,
            long taskId,
            @Nullable TaskStatus fromStatus,
            TaskStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** One change of what a published task says. */
    record Change(
            long id, long taskId, int version, String summary, String reason, String changedBy, Instant changedAt) {}

    default Optional<VolunteerTask> find(long id) {
        return Optional.ofNullable(selectById(id));
    }

    /** The task, kept to this transaction: whoever gives places back, passes them on or takes the task off takes turns. */
    @Select("SELECT * FROM task_volunteer_task WHERE id = #{id} FOR UPDATE")
    @Nullable VolunteerTask hold(long id);

    /** The task, not to be changed while this transaction lasts; others may keep it at the same time. */
    @Select("SELECT * FROM task_volunteer_task WHERE id = #{id} LOCK IN SHARE MODE")
    Optional<VolunteerTask> keep(long id);

    /** Takes a place, or touches nothing when there is none, it is not the time for it, or the task was changed. */
    @Update("""
            UPDATE task_volunteer_task SET claimed = claimed + 1
            WHERE id = #{id} AND status IN ('PUBLISHED', 'RUNNING') AND claimed < places
              AND COALESCE(claim_until, ends_at) > #{now} AND (claim_from IS NULL OR claim_from <= #{now})
              AND version = #{version}""")
    int takePlace(@Param("id") long id, @Param("version") int version, @Param("now") Instant now);

    /** Joins the queue, or touches nothing unless every place is taken and there is time left to pass one on. */
    @Update("""
            UPDATE task_volunteer_task SET waiting = waiting + 1
            WHERE id = #{id} AND status IN ('PUBLISHED', 'SIGNUP_CLOSED') AND claimed >= places AND waiting < 1000
              AND starts_at > #{now} AND (claim_from IS NULL OR claim_from <= #{now}) AND version = #{version}""")
    int wait(@Param("id") long id, @Param("version") int version, @Param("now") Instant now);

    @Update("UPDATE task_volunteer_task SET waiting = waiting - 1 WHERE id = #{id} AND waiting > 0")
    int leaveQueue(long id);

    /** Takes a free place for the first who waits. */
    @Update("""
            UPDATE task_volunteer_task SET claimed = claimed + 1, waiting = waiting - 1
            WHERE id = #{id} AND claimed < places AND waiting > 0""")
    int passOn(long id);

    /** Gives a place back, or touches nothing once the task began or is no longer on. */
    @Update("""
            UPDATE task_volunteer_task SET claimed = claimed - 1
            WHERE id = #{id} AND status IN ('PUBLISHED', 'SIGNUP_CLOSED') AND claimed > 0 AND starts_at > #{now}""")
    int givePlaceBack(@Param("id") long id, @Param("now") Instant now);

    /** Frees the place of an offer that nobody took. */
    @Update("UPDATE task_volunteer_task SET claimed = claimed - 1 WHERE id = #{id} AND claimed > 0")
    int freePlace(long id);

    @Update("UPDATE task_volunteer_task SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int move(@Param("id") long id, @Param("from") TaskStatus from, @Param("to") TaskStatus to);

    /** Its end, and the moments at which it would be called off or closed again at once. */
    String STILL_TIME = """
            ends_at > #{now} AND (claim_until IS NULL OR claim_until > #{now})
              AND (minimum = 0 OR minimum_at > #{now} OR starts_at <= #{now})
            """;

    @Update("""
            UPDATE task_volunteer_task SET status = 'REVIEW', submitted_by = #{by}
            WHERE id = #{id} AND status = 'DRAFT' AND
            """ + STILL_TIME)
    int submit(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);

    /** Publishes what somebody else submitted and was seen so, while its time is still to come. */
    @Update("""
            UPDATE task_volunteer_task SET status = 'PUBLISHED', reviewed_by = #{by}
            WHERE id = #{id} AND status = 'REVIEW' AND version = #{seen} AND submitted_by <> #{by} AND created_by <> #{by}
              AND
            """ + STILL_TIME)
    int approve(@Param("id") long id, @Param("seen") int seen, @Param("by") String by, @Param("now") Instant now);

    /** Publishes a draft whose times are still to come. Who does that stands for it as who submits it does. */
    @Update("""
            UPDATE task_volunteer_task SET status = 'PUBLISHED', submitted_by = #{by}
            WHERE id = #{id} AND status = 'DRAFT' AND
            """ + STILL_TIME)
    int publish(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);

    /** Takes a task off; its claims are released in the same transaction. */
    @Update("""
            UPDATE task_volunteer_task SET status = 'CANCELLED', claimed = 0, waiting = 0
            WHERE id = #{id} AND status = #{from}""")
    int cancel(@Param("id") long id, @Param("from") TaskStatus from);

    String CONTENT = """
            title = #{title}, description = #{description}, place = #{place}, kind = #{kind}, starts_at = #{startsAt},
            ends_at = #{endsAt}, places = #{places}, audience = #{audience},
            audience_cell_id = #{audienceCellId}, cell_id = #{cellId}, longitude = #{longitude}, latitude = #{latitude},
            skills = #{skills}, contact = #{contact}, minimum = #{minimum},
            minimum_at = #{minimumAt}, minimum_met = #{minimumMet}, claim_from = #{claimFrom}, claim_until = #{claimUntil},
            withdraw_until = #{withdrawUntil}
            """;

    @Update("UPDATE task_volunteer_task SET " + CONTENT
            + ", version = version + 1 WHERE id = #{id} AND status = 'DRAFT'")
    int redraft(VolunteerTask task);

    /** Changes what members have agreed to; never below the places that are taken, never once it began. */
    @Update("UPDATE task_volunteer_task SET " + CONTENT + """
            , version = version + 1, changed = #{changed}
            WHERE id = #{id} AND status IN ('PUBLISHED', 'SIGNUP_CLOSED') AND version = #{version}
              AND claimed <= #{places}""")
    int change(VolunteerTask task);

    @Update("UPDATE task_volunteer_task SET minimum_met = TRUE WHERE id = #{id} AND minimum_met = FALSE")
    int minimumMet(long id);

    @Update("UPDATE task_volunteer_task SET waiting = 0 WHERE id = #{id}")
    int closeQueue(long id);

    @Insert("""
            INSERT INTO task_move (id, task_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{taskId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Insert("""
            INSERT INTO task_change (id, task_id, version, summary, reason, changed_by, changed_at)
            VALUES (#{id}, #{taskId}, #{version}, #{summary}, #{reason}, #{changedBy}, #{changedAt})""")
    void recordChange(Change change);

    @Select("SELECT * FROM task_change WHERE task_id = #{taskId} ORDER BY version")
    List<Change> changes(long taskId);

    @Select("SELECT * FROM task_move WHERE task_id = #{taskId} ORDER BY id")
    List<Move> moves(long taskId);

    @Select("SELECT id FROM task_volunteer_task WHERE code = #{code}")
    @Nullable Long idOfCode(String code);

    /** What somebody looks for. */
    record Wanted(
            @Nullable TaskKind kind,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean free) {}

    /** What people of a community can see: its own tasks and those of others that are for wider circles. */
    @Select("""
            <script>
            SELECT * FROM task_volunteer_task
            WHERE id &lt; #{before} AND status IN ('PUBLISHED', 'SIGNUP_CLOSED', 'RUNNING')
              AND (community_id = #{community} OR audience_cell_id IN
              <foreach item="cell" collection="above" open="(" separator="," close=")">#{cell}</foreach>)
            <if test="wanted.kind != null">AND kind = #{wanted.kind}</if>
            <if test="wanted.from != null">AND ends_at &gt; #{wanted.from}</if>
            <if test="wanted.to != null">AND starts_at &lt; #{wanted.to}</if>
            <if test="wanted.free">AND claimed &lt; places AND status &lt;&gt; 'SIGNUP_CLOSED'</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<VolunteerTask> open(
            @Param("community") long community,
            @Param("above") List<Long> above,
            @Param("wanted") Wanted wanted,
            @Param("before") long before,
            @Param("limit") int limit);

    /** The same nearest first, within so many metres. The box lets the distance be counted for few. */
    @Select("""
            <script>
            SELECT * FROM task_volunteer_task
            WHERE status IN ('PUBLISHED', 'RUNNING') AND ends_at &gt; #{now}
              AND latitude BETWEEN #{south} AND #{north} AND longitude BETWEEN #{west} AND #{east}
              AND (community_id = #{community} OR audience_cell_id IN
              <foreach item="cell" collection="above" open="(" separator="," close=")">#{cell}</foreach>)
              AND ST_Distance_Sphere(POINT(longitude, latitude), POINT(#{lng}, #{lat})) &lt;= #{metres}
            ORDER BY ST_Distance_Sphere(POINT(longitude, latitude), POINT(#{lng}, #{lat})), id LIMIT #{most}
            </script>""")
    List<VolunteerTask> near(
            @Param("community") long community,
            @Param("above") List<Long> above,
            @Param("lng") double lng,
            @Param("lat") double lat,
            @Param("west") double west,
            @Param("east") double east,
            @Param("south") double south,
            @Param("north") double north,
            @Param("metres") int metres,
            @Param("now") Instant now,
            @Param("most") int most);

    @Select("""
            <script>
            SELECT * FROM task_volunteer_task WHERE id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<VolunteerTask> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("status") @Nullable TaskStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("SELECT * FROM task_volunteer_task WHERE series_id = #{series} ORDER BY starts_at LIMIT 100")
    List<VolunteerTask> ofSeries(long series);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE served_resident_id = #{resident} AND id < #{before} ORDER BY id DESC LIMIT #{limit}""")
    List<VolunteerTask> wishesOf(
            @Param("resident") long resident, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE status = 'PUBLISHED' AND claim_until <= #{now} AND starts_at > #{now} AND id > #{after}
            ORDER BY id LIMIT #{most}""")
    List<VolunteerTask> signupOver(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE status IN ('PUBLISHED', 'SIGNUP_CLOSED') AND minimum > 0 AND minimum_met = FALSE
              AND minimum_at <= #{now} AND starts_at > #{now} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<VolunteerTask> atTheirMinimum(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE status IN ('PUBLISHED', 'SIGNUP_CLOSED') AND starts_at <= #{now} AND id > #{after}
            ORDER BY id LIMIT #{most}""")
    List<VolunteerTask> begun(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE status = 'RUNNING' AND ends_at <= #{now} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<VolunteerTask> ended(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    /** Tasks that are over and have nobody left whose work or absence is open. */
    @Select("""
            SELECT t.* FROM task_volunteer_task t
            WHERE t.status = 'DONE' AND t.ends_at <= #{now} AND t.id > #{after}
            AND NOT EXISTS (SELECT 1 FROM task_claim c
                WHERE c.task_id = t.id AND c.status IN ('CLAIMED', 'WAITLISTED', 'OFFERED', 'CHECKED_IN', 'CHECKED_OUT',
                  'AUTO_OUT', 'SUBMITTED', 'EVALUATED', 'NO_SHOW_PENDING', 'CONTESTED'))
            ORDER BY t.id LIMIT #{most}""")
    List<VolunteerTask> doneWith(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);
}
