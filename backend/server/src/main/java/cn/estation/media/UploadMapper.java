package cn.estation.media;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface UploadMapper {

    /** One change of a verdict. */
    record Move(
            long id,
            long uploadId,
            @Nullable Verdict fromVerdict,
            Verdict toVerdict,
            String movedBy,
            String reason,
            Instant movedAt) {}

    @Insert("""
            INSERT INTO media_upload (id, owner, purpose, cell_id, format, width, height, pages, bytes, digest, location,
                verdict, used_by, attempts, next_check_at, created_at, judged_at)
            VALUES (#{id}, #{owner}, #{purpose}, #{cellId}, #{format}, #{width}, #{height}, #{pages}, #{bytes},
                #{digest}, #{location}, #{verdict}, #{usedBy}, #{attempts}, #{nextCheckAt}, #{createdAt}, #{judgedAt})""")
    int insert(Upload upload);

    @Insert("""
            INSERT INTO media_move (id, upload_id, from_verdict, to_verdict, moved_by, reason, moved_at)
            VALUES (#{id}, #{uploadId}, #{fromVerdict}, #{toVerdict}, #{movedBy}, #{reason}, #{movedAt})""")
    int record(Move move);

    @Select("SELECT * FROM media_upload WHERE id = #{id}")
    @Nullable Upload find(long id);

    @Select("""
            <script>
            SELECT * FROM media_upload WHERE id IN
            <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Upload> findAll(Collection<Long> ids);

    @Select("SELECT * FROM media_upload WHERE id = #{id} FOR UPDATE")
    @Nullable Upload hold(long id);

    @Select("""
            SELECT * FROM media_upload WHERE owner = #{owner} AND id < #{before} ORDER BY id DESC LIMIT #{limit}""")
    List<Upload> ofOwner(String owner, long before, int limit);

    @Select("SELECT * FROM media_upload WHERE owner = #{owner} FOR UPDATE")
    List<Upload> holdAllOf(String owner);

    @Select("""
            <script>
            SELECT * FROM media_upload
            WHERE verdict = #{verdict} AND id &lt; #{before} AND cell_id IN
            <foreach collection="cells" item="cell" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Upload> queue(Collection<Long> cells, Verdict verdict, long before, int limit);

    @Select("SELECT * FROM media_move WHERE upload_id = #{uploadId} ORDER BY id")
    List<Move> moves(long uploadId);

    /** Changes the verdict if it is still what it was seen to be. */
    @Update("""
            UPDATE media_upload SET verdict = #{to}, judged_at = #{now}, next_check_at = NULL
            WHERE id = #{id} AND verdict = #{from}""")
    int judge(long id, Verdict from, Verdict to, Instant now);

    /** Lets a thing use a picture of this purpose that nothing uses yet; using it again changes nothing. */
    @Update("""
            UPDATE media_upload SET used_by = #{thing}
            WHERE id = #{id} AND purpose = #{purpose} AND verdict <> 'REFUSED' AND used_by IN ('', #{thing})""")
    int use(long id, Purpose purpose, String thing);

    @Update("UPDATE media_upload SET used_by = '' WHERE id = #{id} AND used_by = #{thing}")
    int release(long id, String thing);

    /** Says to which organisation it belongs from now on. */
    @Update("UPDATE media_upload SET cell_id = #{cellId} WHERE id = #{id}")
    int file(long id, long cellId);

    @Select("SELECT id FROM media_upload WHERE used_by = #{thing} ORDER BY id")
    List<Long> usedBy(String thing);

    @Select("""
            SELECT * FROM media_upload WHERE next_check_at <= #{now} ORDER BY next_check_at LIMIT #{limit}""")
    List<Upload> toCheck(Instant now, int limit);

    /** Takes one to ask for, if no other node has. */
    @Update("""
            UPDATE media_upload SET next_check_at = #{next}, attempts = attempts + 1
            WHERE id = #{id} AND attempts = #{attempts} AND next_check_at IS NOT NULL""")
    int takeToCheck(long id, int attempts, Instant next);

    @Update("UPDATE media_upload SET next_check_at = #{until} WHERE id = #{id} AND verdict = 'PENDING'")
    int waitFor(long id, Instant until);

    @Select("""
            SELECT id FROM media_upload
            WHERE (used_by = '' AND created_at < #{unusedSince}) OR (verdict = 'REFUSED' AND judged_at < #{refusedSince})
            ORDER BY id LIMIT #{limit}""")
    List<Long> stale(Instant unusedSince, Instant refusedSince, int limit);

    @Select("""
            <script>
            SELECT location FROM media_upload WHERE location IN
            <foreach collection="locations" item="location" open="(" separator="," close=")">#{location}</foreach>
            </script>""")
    List<String> known(Collection<String> locations);

    @Select("SELECT * FROM media_upload WHERE id > #{after} ORDER BY id LIMIT #{limit}")
    List<Upload> all(long after, int limit);

    @Delete("DELETE FROM media_move WHERE upload_id = #{id}")
    int deleteMoves(long id);

    @Delete("DELETE FROM media_check WHERE upload_id = #{id}")
    int deleteChecks(long id);

    @Delete("DELETE FROM media_upload WHERE id = #{id}")
    int delete(long id);
}
