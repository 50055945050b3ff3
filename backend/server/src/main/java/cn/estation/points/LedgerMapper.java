package cn.estation.points;

import cn.estation.audit.SealedTrail;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface LedgerMapper {

    /** A line of a member's account with what explains it. */
    record Entry(
            long id,
            Ledger ledger,
            long amount,
            long balance,
            String sourceKind,
            long sourceId,
            String rule,
            String explanation,
            String evidence,
            Instant happenedAt) {}

    @Insert("""
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, reverses_id, rule,
                explanation, evidence, happened_at)
            VALUES (#{id}, #{ledger}, #{communityId}, #{sourceKind}, #{sourceId}, #{reversesId}, #{rule},
                #{explanation}, #{evidence}, #{happenedAt})""")
    void insertTransaction(PointsTransaction transaction);

    @Insert("""
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance)
            VALUES (#{id}, #{transactionId}, #{accountId}, #{amount}, #{sequence}, #{balance})""")
    void insertLine(PointsLine line);

    @Select("""
            SELECT * FROM points_transaction
            WHERE ledger = #{ledger} AND source_kind = #{kind} AND source_id = #{id}""")
    @Nullable PointsTransaction find(@Param("ledger") Ledger ledger, @Param("kind") String kind, @Param("id") long id);

    @Select("SELECT * FROM points_line WHERE transaction_id = #{transactionId} ORDER BY id")
    List<PointsLine> linesOf(long transactionId);

    @Select("""
            <script>
            SELECT l.id, t.ledger, l.amount, l.balance, t.source_kind, t.source_id, t.rule, t.explanation, t.evidence,
                t.happened_at
            FROM points_line l JOIN points_transaction t ON t.id = l.transaction_id
            WHERE l.id &lt; #{before} AND l.account_id IN
            <foreach item="account" collection="accounts" open="(" separator="," close=")">#{account}</foreach>
            ORDER BY l.id DESC LIMIT #{limit}
            </script>""")
    List<Entry> page(@Param("accounts") List<Long> accounts, @Param("before") long before, @Param("limit") int limit);

    String CONTENT = """
            CONCAT_WS('|', l.id, l.transaction_id, l.account_id, a.ledger, a.kind, a.owner_id, l.amount,
                IFNULL(l.sequence, ''), IFNULL(l.balance, ''), t.ledger, t.community_id, t.source_kind, t.source_id,
                IFNULL(t.reverses_id, ''), t.rule, t.explanation, t.evidence, t.happened_at) AS content
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
