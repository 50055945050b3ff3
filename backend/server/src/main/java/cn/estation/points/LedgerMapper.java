package cn.estation.points;

import cn.estation.audit.SealedTrail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface LedgerMapper {

    /** One side of a transaction. Sequence and running balance belong to members' accounts and debts only. */
    record Line(
            long id,
            long transactionId,
            long accountId,
            long amount,
            @Nullable Long sequence,
            @Nullable Long balance) {}

    /** A line of a member's account with what explains it. */
    record Entry(
            long id,
            Ledger ledger,
            AccountKind kind,
            int scoreYear,
            long amount,
            long balance,
            String sourceKind,
            long sourceId,
            String rule,
            String explanation,
            String evidence,
            @Nullable Long ruleId,
            @Nullable LocalDate countsOn,
            Instant happenedAt) {}

    @Insert("""
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, reverses_id, rule,
                explanation, evidence, happened_at, rule_id, counts_on)
            VALUES (#{id}, #{ledger}, #{communityId}, #{sourceKind}, #{sourceId}, #{reversesId}, #{rule},
                #{explanation}, #{evidence}, #{happenedAt}, #{ruleId}, #{countsOn})""")
    void insertTransaction(PointsTransaction transaction);

    @Insert("""
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance)
            VALUES (#{id}, #{transactionId}, #{accountId}, #{amount}, #{sequence}, #{balance})""")
    void insertLine(Line line);

    @Select("""
            SELECT id, ledger, community_id, source_kind, source_id, reverses_id, rule, explanation, evidence, happened_at,
                rule_id, counts_on
            FROM points_transaction WHERE ledger = #{ledger} AND source_kind = #{kind} AND source_id = #{id}""")
    @Nullable PointsTransaction find(@Param("ledger") Ledger ledger, @Param("kind") String kind, @Param("id") long id);

    /** How much of a transaction other transactions have undone. */
    @Select("""
            SELECT COALESCE(SUM(ABS(l.amount)), 0) FROM points_transaction t
            JOIN points_line l ON l.transaction_id = t.id
            JOIN points_account a ON a.id = l.account_id
            WHERE t.reverses_id = #{id} AND a.kind IN ('ISSUE', 'REDEEM', 'ADJUST')""")
    long undone(long id);

    @Select("SELECT * FROM points_line WHERE transaction_id = #{transactionId} ORDER BY id")
    List<Line> linesOf(long transactionId);

    String ENTRY = """
            SELECT l.id, t.ledger, a.kind, a.score_year, l.amount, l.balance, t.source_kind, t.source_id, t.rule,
                t.explanation, t.evidence, t.rule_id, t.counts_on, t.happened_at
            FROM points_line l
            JOIN points_transaction t ON t.id = l.transaction_id
            JOIN points_account a ON a.id = l.account_id
            """;

    @Select("<script>" + ENTRY + """
            WHERE l.id &lt; #{before} AND l.account_id IN
            <foreach item="account" collection="accounts" open="(" separator="," close=")">#{account}</foreach>
            ORDER BY l.id DESC LIMIT #{limit}
            </script>""")
    List<Entry> page(@Param("accounts") List<Long> accounts, @Param("before") long before, @Param("limit") int limit);

    @Select(ENTRY + """
            WHERE a.owner_id = #{resident} AND a.kind IN ('MEMBER', 'DEBT')
              AND t.id IN (SELECT o.id FROM points_transaction o WHERE o.source_kind = #{kind} AND o.source_id = #{id}
                UNION SELECT u.id FROM points_transaction o JOIN points_transaction u ON u.reverses_id = o.id
                  WHERE o.source_kind = #{kind} AND o.source_id = #{id}
                UNION SELECT r.id FROM points_transaction o
                  JOIN points_transaction r ON r.source_kind = 'repayment' AND r.source_id = o.id
                  WHERE o.source_kind = #{kind} AND o.source_id = #{id})
            ORDER BY l.id""")
    List<Entry> ofSource(@Param("resident") long resident, @Param("kind") String kind, @Param("id") long id);

    /** What stands behind a line by rule and day is left out where there is none: CONCAT_WS skips what is null. */
    String CONTENT = """
            CONCAT_WS('|', l.id, l.transaction_id, l.account_id, a.ledger, a.kind, a.owner_id, l.amount,
                IFNULL(l.sequence, ''), IFNULL(l.balance, ''), t.ledger, t.community_id, t.source_kind, t.source_id,
                IFNULL(t.reverses_id, ''), t.rule, t.explanation, t.evidence, t.happened_at,
                CONCAT('rule:', t.rule_id), CONCAT('day:', t.counts_on)) AS content
            FROM points_line l
            JOIN points_transaction t ON t.id = l.transaction_id
            JOIN points_account a ON a.id = l.account_id\n""";

    @Select("SELECT l.id, " + CONTENT + """
            LEFT JOIN audit_seal s ON s.trail = 'points' AND s.entry_id = l.id
            WHERE l.id > #{floor} AND s.entry_id IS NULL ORDER BY l.id LIMIT #{most}""")
    List<SealedTrail.SealLine> unsealed(@Param("floor") long floor, @Param("most") int most);

    @Select("<script>SELECT l.id, " + CONTENT + """
            WHERE l.id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<SealedTrail.SealLine> lines(@Param("ids") List<Long> ids);
}
