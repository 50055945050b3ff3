package cn.estation.guide.report;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ReportMapper {

    @Insert("""
            INSERT INTO guide_report (id, item_id, version_id, cell_id, resident_id, part, content, photo_id, status,
                handled_note, created_at)
            VALUES (#{id}, #{itemId}, #{versionId}, #{cellId}, #{residentId}, #{part}, #{content}, #{photoId},
                #{status}, #{handledNote}, #{createdAt})""")
    void insert(Report report);

    @Select("SELECT * FROM guide_report WHERE id = #{id}")
    @Nullable Report find(long id);

    @Select("""
            SELECT * FROM guide_report
            WHERE item_id = #{itemId} AND resident_id = #{residentId} AND part = #{part} AND status = 'OPEN'""")
    @Nullable Report open(long itemId, long residentId, Report.Part part);

    @Select("SELECT COUNT(*) FROM guide_report WHERE resident_id = #{residentId} AND created_at >= #{since}")
    int sentSince(long residentId, Instant since);

    /** By how many people the guide is doubted now. */
    @Select("SELECT COUNT(DISTINCT resident_id) FROM guide_report WHERE item_id = #{itemId} AND status = 'OPEN'")
    int doubters(long itemId);

    @Select("""
            <script>
            SELECT * FROM guide_report WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Report> page(Collection<Long> cells, Report.@Nullable Status status, long before, int limit);

    @Update("""
            UPDATE guide_report SET status = #{status}, handled_by = #{by}, handled_note = #{note}, handled_at = #{at}
            WHERE id = #{id} AND status = 'OPEN'""")
    int handle(long id, Report.Status status, String by, String note, Instant at);

    @Select("SELECT id FROM guide_report WHERE resident_id = #{residentId} ORDER BY id LIMIT 1000")
    List<Long> of(long residentId);

    @Update("UPDATE guide_report SET content = #{content}, photo_id = NULL WHERE id = #{id}")
    void replace(long id, Sealed content);
}
