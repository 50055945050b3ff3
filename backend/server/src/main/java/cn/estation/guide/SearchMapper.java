package cn.estation.guide;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What search needs beside the guides: synonyms, and which guides are in doubt. */
@Mapper
interface SearchMapper {

    record Row(
            long id,
            long cellId,
            String words,
            Synonyms.Status status,
            String author,
            @Nullable String approver,
            Instant addedAt,
            @Nullable Instant replayedAt,
            @Nullable Integer asked,
            @Nullable Sealed effects) {}

    record Live(long cellId, String words) {}

    @Select("SELECT id FROM guide_item WHERE stale_since IS NOT NULL")
    List<Long> stale();

    @Select("SELECT synonyms FROM guide_revision WHERE id = 1")
    long revision();

    @Update("UPDATE guide_revision SET synonyms = synonyms + 1 WHERE id = 1")
    void nextRevision();

    @Select("SELECT cell_id, words FROM guide_synonym WHERE status = 'LIVE' ORDER BY id")
    List<Live> live();

    @Insert("""
            INSERT INTO guide_synonym (id, cell_id, words, status, author, added_at)
            VALUES (#{id}, #{cellId}, #{words}, 'TRYING', #{author}, #{at})""")
    void add(long id, long cellId, String words, String author, Instant at);

    @Select("""
            <script>
            SELECT id, cell_id, words, status, author, approver, added_at, replayed_at, asked, effects FROM guide_synonym
            WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Row> page(Collection<Long> cells, Synonyms.@Nullable Status status, long before, int limit);

    @Select("""
            SELECT id, cell_id, words, status, author, approver, added_at, replayed_at, asked, effects FROM guide_synonym
            WHERE id = #{id}""")
    @Nullable Row find(long id);

    @Select("""
            SELECT id, cell_id, words, status, author, approver, added_at, replayed_at, asked, effects FROM guide_synonym
            WHERE status = 'TRYING' AND replayed_at IS NULL ORDER BY id LIMIT 50""")
    List<Row> toReplay();

    @Update("""
            UPDATE guide_synonym SET replayed_at = #{at}, asked = #{asked}, effects = #{effects}
            WHERE id = #{id} AND status = 'TRYING'""")
    void replayed(long id, int asked, Sealed effects, Instant at);

    /** Nobody approves what they proposed, and nothing goes live untried. Returns the number of rows changed. */
    @Update("""
            UPDATE guide_synonym SET status = 'LIVE', live_at = #{at}, approver = #{approver}, effects = NULL
            WHERE id = #{id} AND status = 'TRYING' AND author <> #{approver} AND replayed_at IS NOT NULL""")
    int goLive(long id, String approver, Instant at);

    /** The trial was seen where the words come from. */
    @Update("UPDATE guide_synonym SET replayed_at = #{at} WHERE id = #{id} AND status = 'TRYING'")
    void triedElsewhere(long id, Instant at);

    @Select("""
            <script>
            SELECT COUNT(*) FROM guide_synonym
            WHERE status = 'TRYING' AND replayed_at IS NOT NULL AND author &lt;> #{reader} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </script>""")
    long waiting(Collection<Long> cells, String reader);

    @Update("""
            UPDATE guide_synonym SET status = 'WITHDRAWN', withdrawn_at = #{at}, effects = NULL
            WHERE id = #{id} AND status <> 'WITHDRAWN'""")
    int withdraw(long id, Instant at);

    /** Trials nobody has decided on; what they show are questions of people, which are not kept longer. */
    @Update("""
            UPDATE guide_synonym SET status = 'WITHDRAWN', withdrawn_at = #{at}, effects = NULL
            WHERE status = 'TRYING' AND added_at < #{before}""")
    int abandon(Instant before, Instant at);
}
