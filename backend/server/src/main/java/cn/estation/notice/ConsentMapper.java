package cn.estation.notice;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ConsentMapper {

    @Insert("""
            INSERT INTO notice_consent (id, resident_id, template_id, result, given_at)
            VALUES (#{id}, #{residentId}, #{templateId}, #{result}, #{at})""")
    void insert(long id, long residentId, String templateId, String result, Instant at);

    @Select("""
            SELECT COUNT(*) FROM notice_consent
            WHERE resident_id = #{residentId} AND template_id = #{templateId} AND result = 'ACCEPT' AND spent_on IS NULL""")
    int unspent(long residentId, String templateId);

    /** Uses up the oldest consent for one notice, or touches nothing when there is none. Returns the number of rows. */
    @Update("""
            UPDATE notice_consent SET spent_on = #{noticeId}, spent_at = #{now}
            WHERE resident_id = #{residentId} AND template_id = #{templateId} AND result = 'ACCEPT'
              AND spent_on IS NULL ORDER BY id LIMIT 1""")
    int spend(long residentId, String templateId, long noticeId, Instant now);

    @Delete("DELETE FROM notice_consent WHERE resident_id = #{residentId}")
    void forget(long residentId);
}
