package cn.estation.points;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface AccountMapper {

    record Account(long id, Ledger ledger, AccountKind kind, long ownerId, long balance, long sequence) {}

    String COLUMNS = "id, ledger, kind, owner_id, balance, sequence";

    /** Both accounts of a member, kept to this transaction until it ends. */
    @Select("SELECT " + COLUMNS + " " + """
             FROM points_account WHERE owner_id = #{residentId} AND kind = 'MEMBER' ORDER BY ledger FOR UPDATE""")
    List<Account> lock(long residentId);

    @Select("SELECT " + COLUMNS + " FROM points_account WHERE owner_id = #{residentId} AND kind = 'MEMBER'")
    List<Account> ofResident(long residentId);

    @Select("SELECT " + COLUMNS + " " + """
             FROM points_account WHERE owner_id = #{owner} AND kind = #{kind} AND ledger = #{ledger}""")
    @Nullable Account find(@Param("owner") long owner, @Param("kind") AccountKind kind, @Param("ledger") Ledger ledger);

    @Select("SELECT " + COLUMNS + " FROM points_account WHERE id = #{id}")
    Account byId(long id);

    /** Opens an account unless it is open. */
    @Insert("""
            INSERT INTO points_account (id, ledger, kind, owner_id, balance, sequence, created_at)
            VALUES (#{id}, #{ledger}, #{kind}, #{owner}, 0, 0, #{now})
            ON DUPLICATE KEY UPDATE balance = balance""")
    void open(
            @Param("id") long id,
            @Param("ledger") Ledger ledger,
            @Param("kind") AccountKind kind,
            @Param("owner") long owner,
            @Param("now") Instant now);

    /** Changes the balance of a member, or touches nothing if it would fall below zero. */
    @Update("""
            UPDATE points_account SET balance = balance + #{amount}, sequence = sequence + 1
            WHERE id = #{id} AND kind = 'MEMBER' AND balance + #{amount} >= 0""")
    int move(@Param("id") long id, @Param("amount") long amount);
}
