package cn.estation.points.statement;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface StatementMapper extends BaseMapper<Statement> {

    record Year(long residentId, long score) {}

    record Served(long residentId, long works, long minutes) {}

    record Spending(long earned, long spent, long expired) {}

    @Select("SELECT * FROM points_statement WHERE code = #{code}")
    @Nullable Statement byCode(String code);

    @Select("""
            SELECT * FROM points_statement WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Statement> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM points_statement WHERE id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Statement> page(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT owner_id AS resident_id, balance AS score FROM points_account
            WHERE kind = 'MEMBER' AND ledger = 'APPRAISAL' AND score_year = #{year} AND owner_id IN
            <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
            </script>""")
    List<Year> scores(@Param("residents") Collection<Long> residents, @Param("year") int year);

    @Select("""
            <script>
            SELECT resident_id, COUNT(*) AS works, SUM(minutes) AS minutes FROM points_score
            WHERE status = 'POSTED' AND worked_on BETWEEN #{first} AND #{last} AND resident_id IN
            <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
            GROUP BY resident_id
            </script>""")
    List<Served> served(
            @Param("residents") Collection<Long> residents,
            @Param("first") LocalDate first,
            @Param("last") LocalDate last);

    /** What came, was used and expired, what was taken back or given back set off against it. */
    @Select("""
            SELECT COALESCE(SUM(CASE WHEN o.kind IN ('ISSUE', 'ADJUST') THEN -c.amount END), 0) AS earned,
              COALESCE(SUM(CASE WHEN o.kind = 'REDEEM' THEN c.amount END), 0) AS spent,
              COALESCE(SUM(CASE WHEN o.kind = 'EXPIRE' THEN c.amount END), 0) AS expired
            FROM points_transaction t
            JOIN points_line c ON c.transaction_id = t.id
            JOIN points_account o ON o.id = c.account_id AND o.kind NOT IN ('MEMBER', 'DEBT')
            WHERE t.ledger = 'POINTS' AND t.happened_at >= #{from} AND t.happened_at < #{to}
              AND t.id IN (SELECT l.transaction_id FROM points_line l JOIN points_account a ON a.id = l.account_id
                WHERE a.owner_id = #{resident} AND a.kind IN ('MEMBER', 'DEBT') AND a.ledger = 'POINTS')""")
    Spending spending(@Param("resident") long resident, @Param("from") Instant from, @Param("to") Instant to);

    @Update("UPDATE points_statement SET holder = NULL, unit = NULL WHERE resident_id = #{residentId}")
    int forget(long residentId);

    @Select("SELECT * FROM points_statement WHERE resident_id = #{residentId} AND named ORDER BY id")
    List<Statement> namedOf(long residentId);

    /** Leaves a statement with a masked name, if it has a whole one. Nothing else on it changes. */
    @Update("""
            UPDATE points_statement SET holder = #{masked}, unit = NULL, named = FALSE
            WHERE id = #{id} AND kind = 'MEMBER' AND named""")
    int maskName(@Param("id") long id, @Param("masked") Sealed masked);

    /** Somebody who stands on a unit's statement by name. */
    record Person(
            long statementId,
            int line,
            long residentId,
            @Nullable Sealed name) {}

    @Insert("""
            INSERT INTO points_statement_person (statement_id, line, resident_id, name)
            VALUES (#{statementId}, #{line}, #{residentId}, #{name})""")
    void name(Person person);

    @Select("SELECT statement_id, line, resident_id, name FROM points_statement_person WHERE statement_id = #{id}")
    List<Person> people(long id);

    @Update("UPDATE points_statement_person SET name = NULL WHERE resident_id = #{residentId}")
    int forgetName(long residentId);
}
