package cn.estation.media;

import java.time.LocalDate;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What each person keeps. Taking room is one statement that holds the rule. */
@Mapper
interface QuotaMapper {

    /** What somebody keeps. */
    record Kept(String owner, int files, long bytes, LocalDate day, int dayFiles) {}

    @Insert("""
            INSERT IGNORE INTO media_quota (owner, files, bytes, day, day_files) VALUES (#{owner}, 0, 0, #{day}, 0)""")
    int introduce(String owner, LocalDate day);

    /** Takes room for one file, or none if a limit would be passed. */
    @Update("""
            UPDATE media_quota
            SET files = files + 1, bytes = bytes + #{bytes},
                day_files = CASE WHEN day = #{day} THEN day_files + 1 ELSE 1 END, day = #{day}
            WHERE owner = #{owner} AND files < #{mostFiles} AND bytes + #{bytes} <= #{mostBytes}
                AND (day <> #{day} OR day_files < #{mostADay})""")
    int take(String owner, long bytes, LocalDate day, int mostFiles, long mostBytes, int mostADay);

    @Update("""
            UPDATE media_quota SET files = files - 1, bytes = bytes - #{bytes}
            WHERE owner = #{owner} AND files >= 1 AND bytes >= #{bytes}""")
    int give(String owner, long bytes);

    @Select("SELECT * FROM media_quota WHERE owner = #{owner}")
    @Nullable Kept kept(String owner);

    @Delete("DELETE FROM media_quota WHERE owner = #{owner} AND files = 0")
    int forget(String owner);
}
