package cn.estation.mall.shelf;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface VoucherMapper {

    record Voucher(long id, Sealed code) {}

    /** Returns 0 if the item has this code already. */
    @Insert("""
            INSERT IGNORE INTO mall_voucher (id, item_id, community_id, code, code_index, status, batch_id, added_at)
            VALUES (#{id}, #{itemId}, #{communityId}, #{code}, #{index}, 'FREE', #{batch}, #{now})""")
    int add(
            @Param("id") long id,
            @Param("itemId") long itemId,
            @Param("communityId") long communityId,
            @Param("code") Sealed code,
            @Param("index") String index,
            @Param("batch") long batch,
            @Param("now") Instant now);

    /** A code nobody has and nobody else is about to take; it is kept to this transaction. */
    @Select("""
            SELECT id FROM mall_voucher WHERE item_id = #{itemId} AND status = 'FREE'
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""")
    @Nullable Long nextFree(long itemId);

    /** The same, waiting for those who are about to take the last ones: they may think better of it. */
    @Select("SELECT id FROM mall_voucher WHERE item_id = #{itemId} AND status = 'FREE' ORDER BY id LIMIT 1 FOR UPDATE")
    @Nullable Long nextFreeAfterOthers(long itemId);

    @Update("""
            UPDATE mall_voucher SET status = 'GIVEN', redemption_id = #{redemptionId}
            WHERE id = #{id} AND status = 'FREE'""")
    int give(@Param("id") long id, @Param("redemptionId") long redemptionId);

    @Update("""
            UPDATE mall_voucher SET status = 'FREE', redemption_id = NULL
            WHERE redemption_id = #{redemptionId} AND status = 'GIVEN'""")
    int takeBack(long redemptionId);

    @Select("SELECT id, code FROM mall_voucher WHERE redemption_id = #{redemptionId}")
    @Nullable Voucher of(long redemptionId);

    @Update(
            "UPDATE mall_voucher SET status = 'VOID' WHERE item_id = #{itemId} AND batch_id = #{batch} AND status = 'FREE'")
    int withdraw(@Param("itemId") long itemId, @Param("batch") long batch);

    /** Writes down where a code has come to, from where it was; the change of it has just been made. */
    @Insert("""
            INSERT INTO mall_voucher_move (voucher_id, number, from_status, to_status, redemption_id, moved_by, reason, moved_at)
            SELECT v.id, p.number + 1, p.to_status, v.status, v.redemption_id, #{by}, #{reason}, #{now}
            FROM mall_voucher v JOIN mall_voucher_move p ON p.voucher_id = v.id
            WHERE v.id = #{id}
              AND NOT EXISTS (SELECT 1 FROM mall_voucher_move n WHERE n.voucher_id = v.id AND n.number > p.number)""")
    int moved(@Param("id") long id, @Param("by") String by, @Param("reason") String reason, @Param("now") Instant now);

    /** The same for all codes of an upload that are new. */
    @Insert("""
            INSERT INTO mall_voucher_move (voucher_id, number, to_status, moved_by, reason, moved_at)
            SELECT id, 1, status, #{by}, '', #{now} FROM mall_voucher WHERE item_id = #{itemId} AND batch_id = #{batch}""")
    int begun(
            @Param("itemId") long itemId,
            @Param("batch") long batch,
            @Param("by") String by,
            @Param("now") Instant now);

    /** The same for those of an upload that have just been withdrawn. */
    @Insert("""
            INSERT INTO mall_voucher_move (voucher_id, number, from_status, to_status, moved_by, reason, moved_at)
            SELECT v.id, p.number + 1, p.to_status, v.status, #{by}, #{reason}, #{now}
            FROM mall_voucher v JOIN mall_voucher_move p ON p.voucher_id = v.id AND p.to_status = 'FREE'
            WHERE v.item_id = #{itemId} AND v.batch_id = #{batch} AND v.status = 'VOID'
              AND NOT EXISTS (SELECT 1 FROM mall_voucher_move n WHERE n.voucher_id = v.id AND n.number > p.number)""")
    int withdrawn(
            @Param("itemId") long itemId,
            @Param("batch") long batch,
            @Param("by") String by,
            @Param("reason") String reason,
            @Param("now") Instant now);

    @Select("""
            SELECT batch_id, MIN(added_at) AS added_at, COUNT(*) AS total,
              COALESCE(SUM(status = 'FREE'), 0) AS free, COALESCE(SUM(status = 'GIVEN'), 0) AS given
            FROM mall_voucher WHERE item_id = #{itemId} AND batch_id < #{before}
            GROUP BY batch_id ORDER BY batch_id DESC LIMIT #{limit}""")
    List<Vouchers.Batch> batches(@Param("itemId") long itemId, @Param("before") long before, @Param("limit") int limit);
}
