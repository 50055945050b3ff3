package cn.estation.media;

import cn.estation.wechat.MediaChecked;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What the platform was asked and what it said, joined by its trace id, whichever comes first. */
@Mapper
interface CheckMapper {

    record Check(String traceId, @Nullable Long uploadId, MediaChecked.@Nullable Suggestion suggestion, String label) {}

    @Insert("INSERT IGNORE INTO media_check (trace_id, label, known_at) VALUES (#{traceId}, '', #{now})")
    int introduce(String traceId, Instant now);

    @Update("""
            UPDATE media_check SET upload_id = #{uploadId}, asked_at = #{now}
            WHERE trace_id = #{traceId} AND upload_id IS NULL""")
    int asked(String traceId, long uploadId, Instant now);

    /** Only the first answer counts. */
    @Update("""
            UPDATE media_check SET suggestion = #{suggestion}, label = #{label}, answered_at = #{now}
            WHERE trace_id = #{traceId} AND suggestion IS NULL""")
    int answered(String traceId, MediaChecked.Suggestion suggestion, String label, Instant now);

    @Select("SELECT trace_id, upload_id, suggestion, label FROM media_check WHERE trace_id = #{traceId} FOR UPDATE")
    @Nullable Check hold(String traceId);

    /** Answers to questions that nobody here asked. */
    @Delete("DELETE FROM media_check WHERE upload_id IS NULL AND known_at < #{before} LIMIT 500")
    int forgetStrays(Instant before);
}
