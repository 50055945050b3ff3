package cn.estation.guide;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
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

    /** A row of the console's list: the item and where its newest draft and its live version stand. */
    record Overview(
            long id,
            String name,
            long cellId,
            boolean demonstration,
            @Nullable Long liveId,
            @Nullable Integer liveNumber,
            @Nullable GuideStatus liveStatus,
            @Nullable Long draftId,
            @Nullable Integer draftNumber) {}

    record Move(@Nullable GuideStatus fromStatus, GuideStatus toStatus, String actor, String reason, Instant movedAt) {}

    record Revision(long number, long rebuild) {}

    @Insert("""
            INSERT INTO guide_item (id, code, name, cell_id, demonstration, revision, created_at)
            VALUES (#{id}, #{code}, #{name}, #{cellId}, #{demonstration}, #{revision}, #{createdAt})""")
    void insertItem(GuideItem item);

    @Select("SELECT * FROM guide_item WHERE id = #{id}")
    @Nullable GuideItem item(long id);

    @Select("SELECT * FROM guide_item WHERE id = #{id} FOR UPDATE")
    @Nullable GuideItem holdItem(long id);

    @Select("SELECT EXISTS (SELECT 1 FROM guide_item WHERE code = #{code})")
    boolean hasCode(String code);

    @Update("UPDATE guide_item SET name = #{name}, revision = #{revision} WHERE id = #{id}")
    void changed(long id, String name, long revision);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND status = 'PUBLISHED'")
    @Nullable GuideVersion published(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND slot = 'LIVE'")
    @Nullable GuideVersion live(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} AND slot = 'DRAFT'")
    @Nullable GuideVersion draft(long itemId);

    @Select("SELECT * FROM guide_version WHERE item_id = #{itemId} ORDER BY number DESC LIMIT 50")
    List<GuideVersion> versions(long itemId);

    @Select("""
            <script>
            SELECT * FROM guide_version WHERE status = 'PUBLISHED' AND item_id &lt; #{before}
            <if test="topic != null">AND topic = #{topic}</if>
            <if test="audience != null">AND audience = #{audience}</if>
            ORDER BY item_id DESC LIMIT #{limit}
            </script>""")
    List<GuideVersion> publishedPage(@Nullable GuideTopic topic, @Nullable Audience audience, long before, int limit);

    @Select("""
            <script>
            SELECT * FROM guide_version WHERE status = 'PUBLISHED' AND item_id IN
            <foreach item="id" collection="items" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<GuideVersion> publishedOf(Collection<Long> items);

    @Select("SELECT COUNT(*) FROM guide_version WHERE status = 'PUBLISHED'")
    int publishedCount();

    @Select("""
            <script>
            SELECT i.id, i.name, i.cell_id, i.demonstration, l.id AS live_id, l.number AS live_number,
                l.status AS live_status, d.id AS draft_id, d.number AS draft_number
            FROM guide_item i
            LEFT JOIN guide_version l ON l.item_id = i.id AND l.slot = 'LIVE'
            LEFT JOIN guide_version d ON d.item_id = i.id AND d.slot = 'DRAFT'
            WHERE i.id &lt; #{before} AND i.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="status != null and status.name() == 'DRAFT'">AND d.id IS NOT NULL</if>
            <if test="status != null and status.name() != 'DRAFT'">AND l.status = #{status}</if>
            <if test="topic != null">AND COALESCE(d.topic, l.topic) = #{topic}</if>
            ORDER BY i.id DESC LIMIT #{limit}
            </script>""")
    List<Overview> overview(
            Collection<Long> cells, @Nullable GuideStatus status, @Nullable GuideTopic topic, long before, int limit);

    /** Saves a draft, or touches nothing when somebody saved or published it meanwhile. */
    @Update("""
            UPDATE guide_version SET edits = edits + 1, title = #{c.title}, topic = #{c.topic},
                audience = #{c.audience}, summary = #{c.summary}, eligibility = #{c.eligibility},
                handling_body = #{c.handlingBody}, place = #{c.place}, hours = #{c.hours}, phone = #{c.phone},
                online_url = #{c.onlineUrl}, fee = #{c.fee}, statutory_limit = #{c.statutoryLimit},
                promised_limit = #{c.promisedLimit}, legal_basis = NULLIF(#{c.legalBasis}, ''),
                effective_from = #{c.effectiveFrom}, author = #{author}
            WHERE id = #{id} AND status = 'DRAFT' AND edits = #{edits}""")
    int saveDraft(long id, int edits, GuideContent c, String author);

    /** Puts the version that is live out of the way of its successor. */
    @Update("""
            UPDATE guide_version SET status = 'SUPERSEDED', successor_id = #{successor}
            WHERE id = #{id} AND status IN ('PUBLISHED', 'SUSPENDED')""")
    int supersede(long id, long successor);

    /** Publishes exactly what was reviewed, and never by a hand that wrote it. Returns the number of rows changed. */
    @Update("""
            UPDATE guide_version SET status = 'PUBLISHED', publisher = #{publisher}, published_at = #{at},
                digest = #{digest}
            WHERE id = #{id} AND status = 'DRAFT' AND edits = #{edits} AND author <> #{publisher}
                AND NOT EXISTS (SELECT 1 FROM guide_move m
                    WHERE m.version_id = #{id} AND m.to_status = 'DRAFT' AND m.actor = #{publisher})""")
    int publish(long id, int edits, String publisher, String digest, Instant at);

    @Update("UPDATE guide_version SET status = 'SUSPENDED' WHERE id = #{id} AND status = 'PUBLISHED'")
    int suspend(long id);

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
    List<Move> moves(long versionId);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM guide_move
            WHERE version_id = #{versionId} AND to_status = 'DRAFT' AND actor = #{actor})""")
    boolean wrote(long versionId, String actor);

    @Select("SELECT number, rebuild FROM guide_revision WHERE id = 1")
    Revision revision();

    /** Held until the transaction ends: whoever reads a number knows that all smaller ones are committed. */
    @Update("UPDATE guide_revision SET number = number + 1 WHERE id = 1")
    void nextRevision();

    @Update("UPDATE guide_revision SET rebuild = rebuild + 1 WHERE id = 1")
    void askForRebuild();

    @Select("SELECT id FROM guide_item WHERE revision > #{after} ORDER BY id")
    List<Long> changedAfter(long after);
}
