package cn.estation.identity.session;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface SessionMapper {

    record Live(long id, long residentId, Instant lastUsedAt) {}

    record Spent(long sessionId, Instant spentAt) {}

    record Listed(long id, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}

    @Insert("""
            INSERT INTO identity_session (id, resident_id, access_hash, refresh_hash, access_expires_at, created_at,
              last_used_at, expires_at)
            VALUES (#{id}, #{residentId}, #{access}, #{refresh}, #{accessUntil}, #{now}, #{now}, #{until})""")
    void insert(
            long id, long residentId, String access, String refresh, Instant accessUntil, Instant now, Instant until);

    @Select("""
            SELECT s.id, s.resident_id, s.last_used_at FROM identity_session s
            JOIN identity_resident r ON r.id = s.resident_id
            WHERE s.access_hash = #{access} AND s.access_expires_at > #{now} AND s.expires_at > #{now}
              AND s.last_used_at > #{idleSince} AND s.revoked_at IS NULL AND r.status = 'ACTIVE'""")
    @Nullable Live live(String access, Instant now, Instant idleSince);

    @Update("UPDATE identity_session SET last_used_at = #{now} WHERE id = #{id} AND last_used_at < #{now}")
    int touch(long id, Instant now);

    @Update("""
            UPDATE identity_session SET access_hash = #{access}, refresh_hash = #{refresh},
              access_expires_at = #{accessUntil}, last_used_at = #{now}
            WHERE refresh_hash = #{old} AND revoked_at IS NULL AND expires_at > #{now} AND last_used_at > #{idleSince}""")
    int rotate(String old, String access, String refresh, Instant accessUntil, Instant now, Instant idleSince);

    @Select("SELECT id, resident_id, last_used_at FROM identity_session WHERE refresh_hash = #{refresh}")
    @Nullable Live byRefresh(String refresh);

    @Insert("INSERT INTO identity_spent_refresh (refresh_hash, session_id, spent_at) VALUES (#{old}, #{id}, #{now})")
    void spend(String old, long id, Instant now);

    @Select("SELECT session_id, spent_at FROM identity_spent_refresh WHERE refresh_hash = #{refresh}")
    @Nullable Spent spent(String refresh);

    @Update("""
            UPDATE identity_session SET revoked_at = #{now}, revoked_why = #{why}
            WHERE id = #{id} AND revoked_at IS NULL""")
    int revoke(long id, String why, Instant now);

    @Update("""
            UPDATE identity_session SET revoked_at = #{now}, revoked_why = #{why}
            WHERE id = #{id} AND resident_id = #{residentId} AND revoked_at IS NULL""")
    int revokeOwn(long id, long residentId, String why, Instant now);

    @Update("""
            UPDATE identity_session SET revoked_at = #{now}, revoked_why = #{why}
            WHERE resident_id = #{residentId} AND revoked_at IS NULL""")
    int revokeAll(long residentId, String why, Instant now);

    @Select("""
            SELECT id, created_at, last_used_at, expires_at FROM identity_session
            WHERE resident_id = #{residentId} AND revoked_at IS NULL AND expires_at > #{now}
              AND last_used_at > #{idleSince}
            ORDER BY id DESC LIMIT 100""")
    List<Listed> open(long residentId, Instant now, Instant idleSince);

    @Delete("DELETE FROM identity_session WHERE expires_at < #{before} LIMIT 2000")
    int forgetBefore(Instant before);

    @Insert(
            "INSERT INTO identity_spent_code (code_index, resident_id, created_at) VALUES (#{code}, #{residentId}, #{now})")
    void spendCode(String code, @Nullable Long residentId, Instant now);

    @Select("SELECT resident_id FROM identity_spent_code WHERE code_index = #{code}")
    @Nullable Long spenderOf(String code);

    @Delete("DELETE FROM identity_spent_code WHERE created_at < #{before} LIMIT 5000")
    int forgetCodesBefore(Instant before);
}
