package cn.estation.identity.staff;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface StaffSessionMapper {

    record Live(long id, long staffId, String name, String stage, Instant lastSeenAt) {}

    @Insert("""
            INSERT INTO identity_staff_session (id, staff_id, token_hash, stage, tries, created_at, last_seen_at,
              expires_at)
            VALUES (#{id}, #{staffId}, #{token}, #{stage}, 0, #{now}, #{now}, #{until})""")
    void insert(long id, long staffId, String token, String stage, Instant now, Instant until);

    @Select("""
            SELECT s.id, s.staff_id, p.name, s.stage, s.last_seen_at FROM identity_staff_session s
            JOIN identity_staff p ON p.id = s.staff_id
            WHERE s.token_hash = #{token} AND s.ended_at IS NULL AND s.expires_at > #{now}
              AND s.last_seen_at > #{idleSince} AND p.status = 'ACTIVE'""")
    @Nullable Live live(String token, Instant now, Instant idleSince);

    @Select("""
            SELECT id, created_at, last_seen_at FROM identity_staff_session
            WHERE staff_id = #{staffId} AND stage = 'SIGNED_IN' AND ended_at IS NULL AND expires_at > #{now}
              AND last_seen_at > #{idleSince} ORDER BY id DESC LIMIT 50""")
    List<StaffSessions.Open> open(long staffId, Instant now, Instant idleSince);

    @Update("""
            UPDATE identity_staff_session SET ended_at = #{now}
            WHERE id = #{id} AND staff_id = #{staffId} AND ended_at IS NULL""")
    int endOwn(long id, long staffId, Instant now);

    @Update("UPDATE identity_staff_session SET last_seen_at = #{now} WHERE id = #{id} AND last_seen_at < #{now}")
    int touch(long id, Instant now);

    /** One more try at the second factor, or nothing when they are used up. */
    @Update("""
            UPDATE identity_staff_session SET tries = tries + 1
            WHERE id = #{id} AND ended_at IS NULL AND stage = 'PASSWORD' AND tries < #{most}""")
    int tryOnce(long id, int most);

    @Update("""
            UPDATE identity_staff_session SET stage = #{to}
            WHERE id = #{id} AND stage = #{from} AND ended_at IS NULL""")
    int move(long id, String from, String to);

    @Update("UPDATE identity_staff_session SET ended_at = #{now} WHERE id = #{id} AND ended_at IS NULL")
    int end(long id, Instant now);

    @Update("UPDATE identity_staff_session SET ended_at = #{now} WHERE staff_id = #{staffId} AND ended_at IS NULL")
    int endAll(long staffId, Instant now);

    @Update("""
            UPDATE identity_staff_session SET ended_at = #{now}
            WHERE staff_id = #{staffId} AND id <> #{keptId} AND ended_at IS NULL""")
    int endOthers(long staffId, long keptId, Instant now);

    @Delete("DELETE FROM identity_staff_session WHERE expires_at < #{before} LIMIT 2000")
    int forgetBefore(Instant before);
}
