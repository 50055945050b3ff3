package cn.estation.identity.staff;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface AttemptMapper {

    /** One more, in a new window where the last is over. */
    @Insert("""
            INSERT INTO identity_attempt (bucket, failures, window_ends_at) VALUES (#{bucket}, 1, #{end})
            ON DUPLICATE KEY UPDATE
              failures = IF(window_ends_at <= #{now}, 1, failures + 1),
              window_ends_at = IF(window_ends_at <= #{now}, VALUES(window_ends_at), window_ends_at)""")
    void count(String bucket, Instant now, Instant end);

    @Select("SELECT failures FROM identity_attempt WHERE bucket = #{bucket} AND window_ends_at > #{now}")
    @Nullable Integer failures(String bucket, Instant now);

    @Update("UPDATE identity_attempt SET failures = 0 WHERE bucket = #{bucket}")
    int clear(String bucket);

    @Update("UPDATE identity_attempt SET failures = failures - 1 WHERE bucket = #{bucket} AND failures > 0")
    int takeBack(String bucket);

    @Delete("DELETE FROM identity_attempt WHERE window_ends_at < #{before} LIMIT 5000")
    int forgetBefore(Instant before);
}
