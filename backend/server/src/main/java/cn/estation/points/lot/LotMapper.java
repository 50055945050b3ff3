package cn.estation.points.lot;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface LotMapper {

    /** Points that went into a lot or out of it; {@code back} of those that went out have come back. */
    record Taken(long id, long lotId, long amount, long back) {}

    String COLUMNS = """
            id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at, warn_at, created_at
            """;

    @Insert("""
            INSERT INTO points_lot (id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at,
              warn_at, created_at)
            VALUES (#{id}, #{accountId}, #{communityId}, #{transactionId}, #{rootId}, #{amount}, #{remaining},
              #{expiresAt}, #{warnAt}, #{createdAt})""")
    void insert(Lot lot);

    @Select("SELECT " + COLUMNS + " FROM points_lot WHERE id = #{id}")
    Lot byId(long id);

    /** What can be spent, in the order in which it is: the first to expire first. */
    @Select("SELECT " + COLUMNS + """
            FROM points_lot WHERE account_id = #{accountId} AND open_until > #{now} ORDER BY open_until, id""")
    List<Lot> open(@Param("accountId") long accountId, @Param("now") Instant now);

    /** What is left past its time. */
    @Select("SELECT " + COLUMNS + """
            FROM points_lot WHERE account_id = #{accountId} AND open_until <= #{now} ORDER BY open_until, id""")
    List<Lot> due(@Param("accountId") long accountId, @Param("now") Instant now);

    /** The lots a transaction brought. */
    @Select("SELECT " + COLUMNS + " FROM points_lot WHERE transaction_id = #{transactionId} ORDER BY expires_at, id")
    List<Lot> broughtBy(long transactionId);

    /** Some lots with what came back of them later. Lots that came back themselves have no others after them by their root. */
    @Select("""
            <script>
            SELECT id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at, warn_at, created_at
            FROM points_lot WHERE id IN
            <foreach item="lot" collection="lots" open="(" separator="," close=")">#{lot}</foreach>
            OR root_id IN
            <foreach item="lot" collection="lots" open="(" separator="," close=")">#{lot}</foreach>
            ORDER BY expires_at, id
            </script>""")
    List<Lot> family(@Param("lots") List<Long> lots);

    /** How much of these lots expired. */
    @Select("""
            <script>
            SELECT COALESCE(-SUM(m.amount), 0) FROM points_lot_move m JOIN points_transaction t ON t.id = m.transaction_id
            WHERE t.source_kind = 'lot-expiry' AND m.lot_id IN
            <foreach item="lot" collection="lots" open="(" separator="," close=")">#{lot}</foreach>
            </script>""")
    long expired(@Param("lots") List<Long> lots);

    /** Takes from a lot, or touches nothing if there is less. */
    @Update("UPDATE points_lot SET remaining = remaining - #{amount} WHERE id = #{id} AND remaining >= #{amount}")
    int take(@Param("id") long id, @Param("amount") long amount);

    /** Puts back into a lot, or touches nothing if that would be more than there ever was. */
    @Update("""
            UPDATE points_lot SET remaining = remaining + #{amount}
            WHERE id = #{id} AND remaining + #{amount} <= amount""")
    int putBack(@Param("id") long id, @Param("amount") long amount);

    @Insert("""
            INSERT INTO points_lot_move (id, lot_id, transaction_id, amount, undoes_id)
            VALUES (#{id}, #{lot}, #{transaction}, #{amount}, #{undoes})""")
    void record(
            @Param("id") long id,
            @Param("lot") long lot,
            @Param("transaction") long transaction,
            @Param("amount") long amount,
            @Param("undoes") @Nullable Long undoes);

    /** What a transaction took, the last to expire first, with what of it has come back since. */
    @Select("""
            SELECT m.id, m.lot_id, -m.amount AS amount, COALESCE(SUM(b.amount), 0) AS back
            FROM points_lot_move m
            JOIN points_lot l ON l.id = m.lot_id
            LEFT JOIN points_lot_move b ON b.undoes_id = m.id
            WHERE m.transaction_id = #{transactionId} AND m.amount < 0
            GROUP BY m.id, m.lot_id, m.amount, l.expires_at
            ORDER BY l.expires_at DESC, m.id DESC""")
    List<Taken> takenBy(long transactionId);

    /** Owners of lots past their time, after one that was dealt with. */
    @Select("""
            SELECT DISTINCT a.owner_id FROM points_lot l JOIN points_account a ON a.id = l.account_id
            WHERE l.open_until <= #{now} AND a.owner_id > #{after} ORDER BY a.owner_id LIMIT #{most}""")
    List<Long> ownersOfDue(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    /**
     * What is about to expire and was not told of, the first to expire first, after what was dealt with. Read in the order of
     * the index {@code points_lot_due}: a round passes once over what can still be spent, not over all there ever was.
     */
    @Select("""
            SELECT l.account_id, (SELECT a.owner_id FROM points_account a WHERE a.id = l.account_id) AS owner_id,
              MAX(l.community_id) AS community_id, l.open_until AS expires_at, SUM(l.remaining) AS amount
            FROM points_lot l
            LEFT JOIN points_lot_warning w ON w.account_id = l.account_id AND w.expires_at = l.open_until
            WHERE l.open_until > #{now} AND l.open_until >= #{done.expiresAt}
              AND (l.open_until > #{done.expiresAt} OR l.account_id > #{done.accountId})
              AND l.warn_at <= #{now} AND w.account_id IS NULL
            GROUP BY l.open_until, l.account_id ORDER BY l.open_until, l.account_id LIMIT #{most}""")
    List<Expiring> toWarnOf(@Param("now") Instant now, @Param("done") Expiring done, @Param("most") int most);

    /** Keeps that the owner was told. Returns 0 if that was kept before. */
    @Insert("""
            INSERT IGNORE INTO points_lot_warning (account_id, expires_at, amount, warned_at)
            VALUES (#{expiring.accountId}, #{expiring.expiresAt}, #{expiring.amount}, #{now})""")
    int warned(@Param("expiring") Expiring expiring, @Param("now") Instant now);

    /** The next to expire of what can be spent, by the moment. */
    @Select("""
            SELECT account_id, 0 AS owner_id, 0 AS community_id, expires_at, SUM(remaining) AS amount
            FROM points_lot WHERE account_id = #{accountId} AND open_until > #{now}
            GROUP BY account_id, expires_at ORDER BY expires_at LIMIT 20""")
    List<Expiring> expiring(@Param("accountId") long accountId, @Param("now") Instant now);

    /** What is past its time and waits to be written off: it counts no more. */
    @Select("""
            SELECT COALESCE(SUM(remaining), 0) FROM points_lot
            WHERE account_id = #{accountId} AND open_until <= #{now}""")
    long overdue(@Param("accountId") long accountId, @Param("now") Instant now);
}
