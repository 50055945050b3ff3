package cn.estation.guide.version;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Who is editing which guide. */
@Mapper
interface EditLockMapper {

    @Select("""
            SELECT item_id, holder, holder_name, since, expires_at, taken_from FROM guide_edit_lock
            WHERE item_id = #{itemId}""")
    EditLocks.@Nullable Lock of(long itemId);

    @Insert("""
            INSERT INTO guide_edit_lock (item_id, holder, holder_name, since, expires_at)
            VALUES (#{itemId}, #{holder}, #{name}, #{now}, #{until})""")
    void insert(long itemId, String holder, String name, Instant now, Instant until);

    /** Prolongs one's own lock, or takes one that has expired; touches nothing that another holds. */
    @Update("""
            UPDATE guide_edit_lock SET taken_from = IF(holder = #{holder}, taken_from, NULL),
                since = IF(holder = #{holder}, since, #{now}), holder = #{holder}, holder_name = #{name},
                expires_at = #{until}
            WHERE item_id = #{itemId} AND (holder = #{holder} OR expires_at <= #{now})""")
    int renew(long itemId, String holder, String name, Instant now, Instant until);

    @Update("""
            UPDATE guide_edit_lock SET taken_from = holder, holder = #{holder}, holder_name = #{name}, since = #{now},
                expires_at = #{until}
            WHERE item_id = #{itemId} AND holder <> #{holder}""")
    int takeOver(long itemId, String holder, String name, Instant now, Instant until);

    @Delete("DELETE FROM guide_edit_lock WHERE item_id = #{itemId} AND holder = #{holder}")
    int release(long itemId, String holder);
}
