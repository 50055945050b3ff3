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

    /**
     * @param scoreYear the year of an appraisal score, otherwise 0
     * @param balance what is there; of a debt, what is owed as a number below zero
     */
    record Account(
            long id, Ledger ledger, AccountKind kind, long ownerId, int scoreYear, long balance, long sequence) {}

    String COLUMNS = "id, ledger, kind, owner_id, score_year, balance, sequence";

    /** Keeps all of a member's accounts to this transaction until it ends; null if they have none yet. */
    @Select("SELECT resident_id FROM points_holder WHERE resident_id = #{residentId} FOR UPDATE")
    @Nullable Long hold(long residentId);

    /**
     * The same for a member without accounts. A row of its own that has no other key: whoever waits for it asks for no gap
     * between accounts, into which whoever has it wants to insert.
     */
    @Insert("""
            INSERT INTO points_holder (resident_id) VALUES (#{residentId})
            ON DUPLICATE KEY UPDATE resident_id = VALUES(resident_id)""")
    void holdFirst(long residentId);

    /** Everything a member has and owes, the newest year first. */
    @Select("SELECT " + COLUMNS + " " + """
             FROM points_account WHERE owner_id = #{residentId} AND kind IN ('MEMBER', 'DEBT')
             ORDER BY score_year DESC, id""")
    List<Account> ofResident(long residentId);

    @Select("SELECT " + COLUMNS + " " + """
             FROM points_account
             WHERE owner_id = #{owner} AND kind = #{kind} AND ledger = #{ledger} AND score_year = #{year}""")
    @Nullable Account find(
            @Param("owner") long owner,
            @Param("kind") AccountKind kind,
            @Param("ledger") Ledger ledger,
            @Param("year") int year);

    @Select("SELECT " + COLUMNS + " FROM points_account WHERE id = #{id}")
    Account byId(long id);

    /** Opens an account unless it is open. */
    @Insert("""
            INSERT INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at)
            VALUES (#{id}, #{ledger}, #{kind}, #{owner}, #{year}, 0, 0, #{now})
            ON DUPLICATE KEY UPDATE balance = balance""")
    void open(
            @Param("id") long id,
            @Param("ledger") Ledger ledger,
            @Param("kind") AccountKind kind,
            @Param("owner") long owner,
            @Param("year") int year,
            @Param("now") Instant now);

    /** Changes a member's balance, or touches nothing if it would fall below zero, or a debt rise above it. */
    @Update("""
            UPDATE points_account SET balance = balance + #{amount}, sequence = sequence + 1
            WHERE id = #{id}
              AND ((kind = 'MEMBER' AND balance + #{amount} >= 0) OR (kind = 'DEBT' AND balance + #{amount} <= 0))""")
    int move(@Param("id") long id, @Param("amount") long amount);
}
