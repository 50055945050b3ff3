package cn.estation.guide.form;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface FormMapper {

    @Insert("""
            INSERT INTO guide_form (id, code, item_id, document, kind, media_id, uploaded_by, uploaded_at)
            VALUES (#{id}, #{code}, #{itemId}, #{document}, #{kind}, #{mediaId}, #{uploadedBy}, #{uploadedAt})""")
    void insert(GuideForm form);

    @Select("SELECT * FROM guide_form WHERE code = #{code}")
    @Nullable GuideForm byCode(String code);

    /** Whether what residents see of its guide now leads to it. */
    @Select("""
            SELECT EXISTS (SELECT 1 FROM guide_version v JOIN guide_document d ON d.version_id = v.id
            WHERE v.item_id = #{itemId} AND v.status = 'PUBLISHED' AND #{link} IN (d.blank_form, d.sample_form))""")
    boolean published(long itemId, String link);

    /** Forms from before this moment that no version of their guide ever kept. */
    @Select("""
            SELECT f.* FROM guide_form f WHERE f.uploaded_at < #{before} AND NOT EXISTS (
                SELECT 1 FROM guide_version v JOIN guide_document d ON d.version_id = v.id
                WHERE v.item_id = f.item_id
                    AND CONCAT('/forms/', f.code) IN (d.blank_form, d.sample_form))
            ORDER BY f.uploaded_at LIMIT #{most}""")
    List<GuideForm> unused(Instant before, int most);

    @Delete("""
            DELETE FROM guide_form WHERE id = #{id} AND NOT EXISTS (
                SELECT 1 FROM guide_version v JOIN guide_document d ON d.version_id = v.id
                WHERE v.item_id = #{itemId} AND #{link} IN (d.blank_form, d.sample_form))""")
    int delete(long id, long itemId, String link);
}
