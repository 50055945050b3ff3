package cn.estation.guide;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** The child rows of versions: documents, steps, aliases. Written only while the version is a draft. */
@Mapper
interface GuidePartMapper {

    record Document(
            long versionId,
            String name,
            GuideDocument.Form form,
            int copies,
            GuideDocument.Necessity necessity,
            String note) {

        GuideDocument content() {
            return new GuideDocument(name, form, copies, necessity, note);
        }
    }

    record Line(long versionId, String text) {}

    @Select("""
            <script>
            SELECT version_id, name, form, copies, necessity, note FROM guide_document WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position
            </script>""")
    List<Document> documents(Collection<Long> versions);

    @Select("""
            <script>
            SELECT version_id, content AS text FROM guide_step WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position
            </script>""")
    List<Line> steps(Collection<Long> versions);

    @Select("""
            <script>
            SELECT version_id, words AS text FROM guide_alias WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position
            </script>""")
    List<Line> aliases(Collection<Long> versions);

    @Insert("""
            INSERT INTO guide_document (id, version_id, position, name, form, copies, necessity, note)
            VALUES (#{id}, #{versionId}, #{position}, #{d.name}, #{d.form}, #{d.copies}, #{d.necessity}, #{d.note})""")
    void insertDocument(long id, long versionId, int position, GuideDocument d);

    @Insert("""
            INSERT INTO guide_step (id, version_id, position, content)
            VALUES (#{id}, #{versionId}, #{position}, #{text})""")
    void insertStep(long id, long versionId, int position, String text);

    @Insert("""
            INSERT INTO guide_alias (id, version_id, position, words)
            VALUES (#{id}, #{versionId}, #{position}, #{text})""")
    void insertAlias(long id, long versionId, int position, String text);

    @Delete("DELETE FROM guide_document WHERE version_id = #{versionId}")
    void deleteDocuments(long versionId);

    @Delete("DELETE FROM guide_step WHERE version_id = #{versionId}")
    void deleteSteps(long versionId);

    @Delete("DELETE FROM guide_alias WHERE version_id = #{versionId}")
    void deleteAliases(long versionId);
}
