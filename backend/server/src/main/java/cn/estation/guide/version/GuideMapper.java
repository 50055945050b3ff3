package cn.estation.guide.version;

import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTopic;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Items and versions. */
@Mapper
interface GuideMapper extends BaseMapper<GuideVersion> {

    @Insert("""
            INSERT INTO guide_item (id, code, name, cell_id, demonstration, revision, created_at)
            VALUES (#{id}, #{code}, #{name}, #{cellId}, #{demonstration}, #{revision}, #{createdAt})""")
    void insertItem(GuideItem item);

    @Select("SELECT * FROM guide_item WHERE id = #{id}")
    @Nullable GuideItem item(long id);

    @Select("SELECT * FROM guide_item WHERE id = #{id} FOR UPDATE")
    @Nullable GuideItem holdItem(long id);

    @Select("SELECT * FROM guide_item WHERE code = #{code}")
    @Nullable GuideItem itemByCode(String code);

    @Select("SELECT i.cell_id FROM guide_version v JOIN guide_item i ON i.id = v.item_id WHERE v.id = #{versionId}")
    long cellOf(long versionId);

    @Update("UPDATE guide_item SET name = #{name}, revision = #{revision} WHERE id = #{id}")
    void changed(long id, String name, long revision);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND status = 'PUBLISHED'")
    @Nullable GuideVersion published(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND slot = 'LIVE'")
    @Nullable GuideVersion live(long itemId);

    /** The version that is being written, reviewed or waits for its day. */
    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND slot = 'DRAFT'")
    @Nullable GuideVersion coming(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} ORDER BY number DESC LIMIT 200")
    List<GuideVersion> versions(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND number = #{number}")
    @Nullable GuideVersion numbered(long itemId, int number);

    @Select("""
            <script>
            SELECT v.* FROM guide_version v WHERE v.status = 'PUBLISHED' AND v.item_id &lt; #{before}
            <if test="topic != null">AND EXISTS (SELECT 1 FROM guide_topic t
                WHERE t.version_id = v.id AND t.topic = #{topic})</if>
            <if test="audience != null">AND v.audience IN (#{audience}, 'BOTH')</if>
            ORDER BY v.item_id DESC LIMIT #{limit}
            </script>""")
    List<GuideVersion> publishedPage(@Nullable GuideTopic topic, @Nullable Audience audience, long before, int limit);

    @Select("""
            <script>
            SELECT * FROM guide_version WHERE status = 'PUBLISHED' AND item_id IN
            <foreach item="id" collection="items" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<GuideVersion> publishedOf(Collection<Long> items);

    @Select("""
            <script>
            SELECT * FROM guide_item WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<GuideItem> items(Collection<Long> ids);

    @Select("SELECT COUNT(*) FROM guide_version WHERE status = 'PUBLISHED'")
    int publishedCount();

    @Select("""
            <script>
            SELECT i.id, i.name, i.cell_id, i.demonstration, i.stale_since, l.id AS live_id, l.number AS live_number,
                l.status AS live_status, d.id AS draft_id, d.number AS draft_number, d.status AS draft_status,
                COALESCE(d.lint_errors, l.lint_errors) AS lint_errors,
                COALESCE(d.lint_warnings, l.lint_warnings) AS lint_warnings, COALESCE(d.score, l.score) AS score
            FROM guide_item i
            LEFT JOIN guide_version l ON l.item_id = i.id AND l.slot = 'LIVE'
            LEFT JOIN guide_version d ON d.item_id = i.id AND d.slot = 'DRAFT'
            WHERE i.id &lt; #{before} AND i.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="filter.status() != null and filter.status().coming()">AND d.status = #{filter.status}</if>
            <if test="filter.status() != null and !filter.status().coming()">AND l.status = #{filter.status}</if>
            <if test="filter.topic() != null">AND EXISTS (SELECT 1 FROM guide_topic t
                WHERE t.version_id = COALESCE(d.id, l.id) AND t.topic = #{filter.topic})</if>
            <if test="filter.rule() != null">AND EXISTS (SELECT 1 FROM guide_finding f
                WHERE f.version_id = COALESCE(d.id, l.id) AND f.rule = #{filter.rule})</if>
            <if test="filter.stale()">AND i.stale_since IS NOT NULL</if>
            ORDER BY i.id DESC LIMIT #{limit}
            </script>""")
    List<Versions.Overview> overview(Collection<Long> cells, Versions.Filter filter, long before, int limit);

    @Select("""
            <script>
            SELECT COUNT(*) AS published, COALESCE(ROUND(AVG(v.score)), 0) AS score,
                COALESCE(SUM(v.lint_errors &gt; 0), 0) AS with_errors,
                COALESCE(SUM(i.stale_since IS NOT NULL), 0) AS stale,
                (SELECT COUNT(*) FROM guide_report r WHERE r.status = 'OPEN' AND r.cell_id IN
                <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>) AS open_reports
            FROM guide_version v JOIN guide_item i ON i.id = v.item_id
            WHERE v.status = 'PUBLISHED' AND i.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </script>""")
    Versions.Library library(Collection<Long> cells);

    @Insert("""
            INSERT INTO guide_version (id, item_id, number, status, edits, title, kind, audience, summary, eligibility,
                limits, handling_body, body_nature, use_level, processing, statutory_days, statutory_unit, statutory_note,
                promised_days, promised_unit, promised_note, visits, visit_reason, place, hours, phone, complaint_phone,
                charged, fee_basis, pay_online, rights, duties, assisted, review_by, owner, effective_from, effective_to,
                author, created_at)
            VALUES (#{id}, #{itemId}, #{number}, 'DRAFT', 1, #{c.about.title}, #{c.about.kind}, #{c.about.audience},
                #{c.about.summary}, #{c.about.eligibility}, #{c.about.limits}, #{c.handling.handlingBody},
                #{c.handling.bodyNature}, #{c.handling.useLevel}, #{c.handling.processing}, #{c.handling.statutory.days},
                #{c.handling.statutory.unit}, #{c.handling.statutory.note}, #{c.handling.promised.days},
                #{c.handling.promised.unit}, #{c.handling.promised.note}, #{c.access.visits}, #{c.access.visitReason},
                #{c.access.place}, #{c.access.hours}, #{c.access.phone}, #{c.access.complaintPhone}, #{c.fee.charged},
                #{c.fee.basis}, #{c.fee.payOnline}, #{c.standing.rights}, #{c.standing.duties}, #{c.upkeep.assisted},
                #{c.upkeep.reviewBy}, #{c.upkeep.owner}, #{c.upkeep.effectiveFrom}, #{c.upkeep.effectiveTo}, #{author},
                #{at})""")
    void insertDraft(long id, long itemId, int number, GuideContent c, String author, Instant at);

    /** Saves a draft, or touches nothing when somebody saved, submitted or published it meanwhile. */
    @Update("""
            UPDATE guide_version SET edits = edits + 1, title = #{c.about.title}, kind = #{c.about.kind},
                audience = #{c.about.audience}, summary = #{c.about.summary}, eligibility = #{c.about.eligibility},
                limits = #{c.about.limits}, handling_body = #{c.handling.handlingBody},
                body_nature = #{c.handling.bodyNature}, use_level = #{c.handling.useLevel},
                processing = #{c.handling.processing}, statutory_days = #{c.handling.statutory.days},
                statutory_unit = #{c.handling.statutory.unit}, statutory_note = #{c.handling.statutory.note},
                promised_days = #{c.handling.promised.days}, promised_unit = #{c.handling.promised.unit},
                promised_note = #{c.handling.promised.note}, visits = #{c.access.visits},
                visit_reason = #{c.access.visitReason}, place = #{c.access.place}, hours = #{c.access.hours},
                phone = #{c.access.phone}, complaint_phone = #{c.access.complaintPhone}, charged = #{c.fee.charged},
                fee_basis = #{c.fee.basis}, pay_online = #{c.fee.payOnline}, rights = #{c.standing.rights},
                duties = #{c.standing.duties}, assisted = #{c.upkeep.assisted}, review_by = #{c.upkeep.reviewBy},
                owner = #{c.upkeep.owner}, effective_from = #{c.upkeep.effectiveFrom},
                effective_to = #{c.upkeep.effectiveTo}, author = #{author}
            WHERE id = #{id} AND status = 'DRAFT' AND edits = #{edits}""")
    int saveDraft(long id, int edits, GuideContent c, String author);

    /** Puts the version that is live out of the way of its successor. */
    @Update("""
            UPDATE guide_version SET status = 'SUPERSEDED', successor_id = #{successor}
            WHERE id = #{id} AND status IN ('PUBLISHED', 'SUSPENDED')""")
    int supersede(long id, long successor);

    @Update("""
            UPDATE guide_version SET status = 'REVIEW', submitter = #{submitter}
            WHERE id = #{id} AND status = 'DRAFT' AND edits = #{edits}""")
    int submit(long id, int edits, String submitter);

    @Update("""
            UPDATE guide_version SET status = 'DRAFT', submitter = NULL, publisher = NULL, published_at = NULL,
                digest = NULL
            WHERE id = #{id} AND status IN ('REVIEW', 'SCHEDULED')""")
    int giveBack(long id);

    /**
     * Lets exactly what was reviewed go live or wait for its day, and never by a hand that wrote it. Returns the number of
     * rows changed.
     */
    @Update("""
            UPDATE guide_version SET status = #{status}, publisher = #{publisher}, published_at = #{at},
                digest = #{digest}
            WHERE id = #{id} AND status = 'REVIEW' AND edits = #{edits} AND author <> #{publisher}
                AND NOT EXISTS (SELECT 1 FROM guide_move m WHERE m.version_id = #{id} AND m.actor = #{publisher}
                    AND m.to_status = 'DRAFT' AND (m.from_status IS NULL OR m.from_status = 'DRAFT'))""")
    int approve(long id, int edits, GuideStatus status, String publisher, String digest, Instant at);

    @Update("""
            UPDATE guide_version SET status = 'PUBLISHED', published_at = #{at}
            WHERE id = #{id} AND status = 'SCHEDULED' AND effective_from <= #{today}""")
    int takeEffect(long id, LocalDate today, Instant at);

    @Update("UPDATE guide_version SET status = 'SUSPENDED' WHERE id = #{id} AND status = 'PUBLISHED'")
    int suspend(long id);

    @Update("""
            UPDATE guide_version SET status = 'SUSPENDED'
            WHERE id = #{id} AND status = 'PUBLISHED' AND effective_to < #{today}""")
    int end(long id, LocalDate today);

    /** Items with a version whose day has come. */
    @Select("""
            SELECT item_id FROM guide_version WHERE status = 'SCHEDULED' AND effective_from <= #{today}
            ORDER BY id LIMIT #{most}""")
    List<Long> due(LocalDate today, int most);

    /** Items with a published version whose last day has passed. */
    @Select("""
            SELECT item_id FROM guide_version WHERE status = 'PUBLISHED' AND effective_to < #{today}
            ORDER BY id LIMIT #{most}""")
    List<Long> over(LocalDate today, int most);

    @Update("UPDATE guide_item SET stale_since = NULL, stale_reason = NULL WHERE id = #{id}")
    void freshen(long id);

    @Update("""
            UPDATE guide_item SET stale_since = #{at}, stale_reason = #{reason}
            WHERE id = #{id} AND stale_since IS NULL""")
    int doubt(long id, Instant at, String reason);

    @Update("""
            UPDATE guide_item SET stale_since = NULL, stale_reason = NULL
            WHERE id = #{id} AND stale_reason = #{reason}""")
    int settle(long id, String reason);

    /** Items not yet doubted whose published version should have been looked at before this day. */
    @Select("""
            SELECT v.item_id FROM guide_version v JOIN guide_item i ON i.id = v.item_id
            WHERE v.status = 'PUBLISHED' AND v.review_by < #{today} AND i.stale_since IS NULL
            ORDER BY v.id LIMIT #{most}""")
    List<Long> reviewDue(LocalDate today, int most);

    @Select("SELECT id FROM guide_version WHERE digest = 'before-v2' ORDER BY id")
    List<Long> toReseal();

    @Update("UPDATE guide_version SET digest = #{digest} WHERE id = #{id} AND digest = 'before-v2'")
    int reseal(long id, String digest);

    @Insert("""
            INSERT INTO guide_move (id, version_id, from_status, to_status, actor, reason, moved_at)
            VALUES (#{id}, #{versionId}, #{from}, #{to}, #{actor}, #{reason}, #{at})""")
    void move(
            long id,
            long versionId,
            @Nullable GuideStatus from,
            GuideStatus to,
            String actor,
            String reason,
            Instant at);

    @Select("""
            SELECT from_status, to_status, actor, reason, moved_at FROM guide_move
            WHERE version_id = #{versionId} ORDER BY id""")
    List<GuideMove> moves(long versionId);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM guide_move
            WHERE version_id = #{versionId} AND actor = #{actor} AND to_status = 'DRAFT'
                AND (from_status IS NULL OR from_status = 'DRAFT'))""")
    boolean wrote(long versionId, String actor);

    @Select("SELECT number, rebuild FROM guide_revision WHERE id = 1")
    Versions.Revision revision();

    /** Held until the transaction ends: whoever reads a number knows that all smaller ones are committed. */
    @Update("UPDATE guide_revision SET number = number + 1 WHERE id = 1")
    void nextRevision();

    @Update("UPDATE guide_revision SET rebuild = rebuild + 1 WHERE id = 1")
    void askForRebuild();

    @Select("SELECT id FROM guide_item WHERE revision > #{after} ORDER BY id")
    List<Long> changedAfter(long after);
}
