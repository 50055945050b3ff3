package cn.estation.guide.version;

import cn.estation.guide.lint.Finding;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** What the rules found in each version, kept so that lists can count and filter. */
@Mapper
interface FindingMapper {

    @Select("""
            SELECT severity, rule, field, sentence FROM guide_finding WHERE version_id = #{versionId} ORDER BY position""")
    List<Finding> of(long versionId);

    @Delete("DELETE FROM guide_finding WHERE version_id = #{versionId}")
    void delete(long versionId);

    @Insert("""
            <script>INSERT INTO guide_finding (version_id, position, severity, rule, field, sentence) VALUES
            <foreach item="f" index="i" collection="findings" separator=",">(#{versionId}, #{i} + 1, #{f.severity},
            #{f.rule}, #{f.field}, #{f.sentence})</foreach></script>""")
    void insert(long versionId, List<Finding> findings);

    @Update("""
            UPDATE guide_version SET lint_errors = #{errors}, lint_warnings = #{warnings}, score = #{score},
                linted_by = #{edition} WHERE id = #{versionId}""")
    void count(long versionId, int errors, int warnings, int score, String edition);

    /** Versions that matter and were last read under other rules. */
    @Select("""
            SELECT id FROM guide_version WHERE slot IS NOT NULL AND linted_by <> #{edition} ORDER BY id LIMIT #{most}""")
    List<Long> outdated(String edition, int most);
}
