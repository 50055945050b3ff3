package cn.estation.chat.desk;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HandoverMapper extends BaseMapper<Handover> {

    record Move(
            long id,
            long handoverId,
            @Nullable HandoverStatus fromStatus,
            HandoverStatus toStatus,
            String actor,
            String why,
            Instant movedAt) {}

    @Select("SELECT * FROM chat_handover WHERE open_person = #{person}")
    @Nullable Handover open(String person);

    /** How many of the same community wait longer. */
    @Select("""
            SELECT COUNT(*) FROM chat_handover
            WHERE status = 'WAITING' AND id < #{id} AND community_id <=> #{communityId}""")
    int before(@Param("id") long id, @Param("communityId") @Nullable Long communityId);

    @Update("UPDATE chat_handover SET person_at = #{now} WHERE id = #{id}")
    int heard(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE chat_handover SET told_at = #{now} WHERE id = #{id} AND status = 'WAITING'")
    int told(@Param("id") long id, @Param("now") Instant now);

    /** Given to whoever is first, and to nobody else. Returns the number of rows changed. */
    @Update("""
            UPDATE chat_handover SET status = 'TALKING', staff_id = #{staffId}, taken_at = #{now}, staff_at = NULL
            WHERE id = #{id} AND status IN ('WAITING', 'MESSAGE')""")
    int take(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Update("""
            UPDATE chat_handover SET staff_at = #{now}
            WHERE id = #{id} AND status = 'TALKING' AND staff_id = #{staffId}""")
    int said(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Update("""
            UPDATE chat_handover SET staff_id = #{to}, taken_at = #{now}, staff_at = NULL
            WHERE id = #{id} AND status = 'TALKING' AND staff_id = #{staffId}""")
    int transfer(@Param("id") long id, @Param("staffId") long staffId, @Param("to") long to, @Param("now") Instant now);

    @Update("""
            UPDATE chat_handover SET status = 'WAITING', staff_id = NULL, told_at = #{now}
            WHERE id = #{id} AND status = 'TALKING'""")
    int requeue(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE chat_handover SET status = 'MESSAGE' WHERE id = #{id} AND status = 'WAITING'")
    int message(long id);

    @Update("""
            UPDATE chat_handover SET status = 'CLOSED', open_person = NULL, closed_at = #{now}
            WHERE id = #{id} AND status = #{from}""")
    int close(@Param("id") long id, @Param("from") HandoverStatus from, @Param("now") Instant now);

    @Insert("""
            INSERT INTO chat_handover_move (id, handover_id, from_status, to_status, actor, why, moved_at)
            VALUES (#{id}, #{handoverId}, #{fromStatus}, #{toStatus}, #{actor}, #{why}, #{movedAt})""")
    void move(Move move);

    /** Those that still need somebody, who waits longest first; then those being talked to. */
    @Select("""
            <script>
            SELECT * FROM chat_handover WHERE status IN ('WAITING', 'TALKING', 'MESSAGE')
              AND (FALSE <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>)
            ORDER BY CASE status WHEN 'WAITING' THEN 0 WHEN 'MESSAGE' THEN 1 ELSE 2 END, id LIMIT 200
            </script>""")
    List<Handover> unfinished(@Param("communities") Collection<Long> communities, @Param("unplaced") boolean unplaced);

    @Select("""
            <script>
            SELECT * FROM chat_handover WHERE status = 'CLOSED' AND id &lt; #{before}
              AND (FALSE <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>)
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Handover> finished(
            @Param("communities") Collection<Long> communities,
            @Param("unplaced") boolean unplaced,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("SELECT * FROM chat_handover WHERE status IN ('WAITING', 'TALKING') ORDER BY id LIMIT 1000")
    List<Handover> alive();

    @Update("""
            UPDATE chat_handover SET person = NULL, openid = NULL, open_person = NULL,
                status = 'CLOSED', closed_at = COALESCE(closed_at, #{now})
            WHERE person = #{person}""")
    int forgetPerson(@Param("person") String person, @Param("now") Instant now);

    @Select(
            "SELECT * FROM chat_handover WHERE open_person = #{person} OR (resident_id = #{residentId} AND status <> 'CLOSED')")
    List<Handover> openOf(@Param("person") String person, @Param("residentId") @Nullable Long residentId);

    @Update(
            "UPDATE chat_handover SET person = NULL, resident_id = NULL, openid = NULL WHERE resident_id = #{residentId}")
    int forgetResident(long residentId);

    /** With the lines goes the way to whoever spoke them. */
    @Update("""
            UPDATE chat_handover SET person = NULL, openid = NULL
            WHERE id < #{id} AND status = 'CLOSED' AND (person IS NOT NULL OR openid IS NOT NULL) LIMIT 500""")
    int forgetBefore(long id);
}
