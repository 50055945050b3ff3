package cn.estation.guide.exchange;

import cn.estation.guide.format.Sheets;
import cn.estation.guide.version.GuideStatus;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ImportMapper extends BaseMapper<ImportRun> {

    /** A row as it is shown. */
    record Line(int line, String code, String title, Outcome outcome, String field, String sentence) {
        Sheets.Told told() {
            return new Sheets.Told(line, code, title, outcome.title(), field, sentence);
        }
    }

    /** A row as it is kept. {@code content} is gone once the row was taken in. */
    record Kept(
            int line,
            String code,
            String title,
            Outcome outcome,
            String field,
            String sentence,
            String digest,
            @Nullable String content) {}

    record Count(Outcome outcome, int rows, int told) {}

    /**
     * What is known of an item: where it stands, and how it stood when it was last imported.
     *
     * @param digest of the row it was last imported from; none if it never was
     */
    record Known(
            long id,
            String code,
            long cellId,
            @Nullable Long draftId,
            @Nullable GuideStatus draftStatus,
            @Nullable Integer draftEdits,
            @Nullable Long liveId,
            @Nullable Integer liveEdits,
            @Nullable String digest,
            @Nullable Long markedVersion,
            @Nullable Integer markedEdits) {

        /** True if the version stands as the last import wrote it. */
        boolean untouched(@Nullable Long versionId, @Nullable Integer edits) {
            return versionId != null && versionId.equals(markedVersion) && edits != null && edits.equals(markedEdits);
        }

        /** The version whose words hold now, drafts first. */
        long latest() {
            if (draftId != null) {
                return draftId;
            }
            return liveId == null ? 0 : liveId;
        }
    }

    @Select("""
            <script>
            SELECT i.id, i.code, i.cell_id, d.id AS draft_id, d.status AS draft_status, d.edits AS draft_edits,
                l.id AS live_id, l.edits AS live_edits, m.digest, m.version_id AS marked_version, m.edits AS marked_edits
            FROM guide_item i
            LEFT JOIN guide_version d ON d.item_id = i.id AND d.slot = 'DRAFT'
            LEFT JOIN guide_version l ON l.item_id = i.id AND l.slot = 'LIVE'
            LEFT JOIN guide_import_mark m ON m.item_id = i.id
            WHERE i.code IN
            <foreach item="code" collection="codes" open="(" separator="," close=")">#{code}</foreach>
            </script>""")
    List<Known> known(Collection<String> codes);

    @Insert("""
            <script>
            INSERT INTO guide_import_row (import_id, line, code, title, outcome, field, sentence, digest, content) VALUES
            <foreach item="r" collection="rows" separator=",">
              (#{importId}, #{r.line}, #{r.code}, #{r.title}, #{r.outcome}, #{r.field}, #{r.sentence}, #{r.digest},
                #{r.content})
            </foreach>
            </script>""")
    void insertRows(long importId, List<Kept> rows);

    @Select("""
            SELECT outcome, COUNT(*) AS `rows`, COUNT(NULLIF(sentence, '')) AS told FROM guide_import_row
            WHERE import_id = #{importId} GROUP BY outcome""")
    List<Count> counts(long importId);

    @Select("""
            <script>
            SELECT line, code, title, outcome, field, sentence FROM guide_import_row
            WHERE import_id = #{importId} AND line > #{after}
            <if test="outcome != null">AND outcome = #{outcome}</if>
            <if test="told">AND sentence &lt;&gt; ''</if>
            ORDER BY line LIMIT #{limit}
            </script>""")
    List<Line> lines(long importId, @Nullable Outcome outcome, boolean told, int after, int limit);

    /** The next rows that wait to be taken in. */
    @Select("""
            SELECT line, code, title, outcome, field, sentence, digest, content FROM guide_import_row
            WHERE import_id = #{importId} AND line > #{after} AND content IS NOT NULL ORDER BY line LIMIT #{limit}""")
    List<Kept> waiting(long importId, int after, int limit);

    /** Whether the row still waits: another node may have taken it in since it was read. */
    @Select("""
            SELECT COUNT(*) FROM guide_import_row
            WHERE import_id = #{importId} AND line = #{line} AND content IS NOT NULL""")
    boolean waits(long importId, int line);

    @Select("SELECT COUNT(*) FROM guide_import_row WHERE import_id = #{importId} AND content IS NOT NULL")
    int waitingCount(long importId);

    @Update("""
            UPDATE guide_import_row SET outcome = #{outcome}, field = #{field}, sentence = #{sentence}, content = NULL
            WHERE import_id = #{importId} AND line = #{line}""")
    void settle(long importId, int line, Outcome outcome, String field, String sentence);

    @Update("UPDATE guide_import_row SET content = NULL WHERE import_id = #{importId} AND content IS NOT NULL")
    void forgetContents(long importId);

    @Insert("""
            INSERT INTO guide_import_mark (item_id, digest, version_id, edits, marked_at)
            VALUES (#{itemId}, #{digest}, #{versionId}, #{edits}, #{at})
            ON DUPLICATE KEY UPDATE digest = VALUES(digest), version_id = VALUES(version_id), edits = VALUES(edits),
                marked_at = VALUES(marked_at)""")
    void mark(long itemId, String digest, long versionId, int edits, Instant at);

    @Select("SELECT * FROM guide_import WHERE id = #{id} FOR UPDATE")
    @Nullable ImportRun hold(long id);

    @Update("""
            UPDATE guide_import SET status = #{to}, job_id = COALESCE(#{jobId}, job_id), finished_at = #{finishedAt}
            WHERE id = #{id} AND status = #{from}""")
    int move(long id, ImportRun.Status from, ImportRun.Status to, @Nullable Long jobId, @Nullable Instant finishedAt);

    @Update("UPDATE guide_import SET job_id = #{jobId} WHERE id = #{id} AND status = 'QUEUED'")
    int again(long id, long jobId);

    @Select("SELECT * FROM guide_import WHERE status = 'QUEUED' ORDER BY id LIMIT 1")
    @Nullable ImportRun nextQueued();

    @Select("""
            <script>
            SELECT * FROM guide_import WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<ImportRun> page(Collection<Long> cells, long before, int limit);

    /** Previews that nobody confirmed: their contents need not be kept. */
    @Select("SELECT id FROM guide_import WHERE status = 'PREVIEW' AND created_at < #{before} LIMIT 100")
    List<Long> abandoned(Instant before);

    record Item(
            long id,
            String code,
            @Nullable Long draftId,
            @Nullable Long liveId) {}

    /** Items for an export, in order of their ids. */
    @Select("""
            <script>
            SELECT i.id, i.code, d.id AS draft_id, l.id AS live_id FROM guide_item i
            LEFT JOIN guide_version d ON d.item_id = i.id AND d.slot = 'DRAFT'
            LEFT JOIN guide_version l ON l.item_id = i.id AND l.slot = 'LIVE'
            WHERE i.id > #{after} AND i.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY i.id LIMIT #{limit}
            </script>""")
    List<Item> items(Collection<Long> cells, long after, int limit);
}
