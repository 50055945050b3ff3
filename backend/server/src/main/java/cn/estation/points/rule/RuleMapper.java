package cn.estation.points.rule;

import cn.estation.points.Grade;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RuleMapper extends BaseMapper<RuleBookRow> {

    record RateRow(long bookId, String workKind, RuleBook.Method method, int hundredths) {}

    record GradeRow(long bookId, Grade grade, int percent) {}

    record CapRow(long bookId, Cap.Scope scope, String subject, Cap.Period period, long points) {}

    /** The versions that apply on a day, of any of these cells. */
    @Select("""
            <script>
            SELECT * FROM points_rule_book
            WHERE status = 'APPROVED' AND effective_from &lt;= #{day} AND (effective_to IS NULL OR effective_to >= #{day})
              AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </script>""")
    List<RuleBookRow> inForce(@Param("cells") Collection<Long> cells, @Param("day") LocalDate day);

    @Select("""
            <script>
            SELECT * FROM points_rule_book WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<RuleBookRow> page(
            @Param("cells") Collection<Long> cells, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM points_rule_book WHERE status = 'SUBMITTED' AND proposed_by &lt;&gt; #{other} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </script>""")
    long submitted(@Param("cells") Collection<Long> cells, @Param("other") String other);

    /** Versions are numbered one at a time, whoever's they are: holds the one that came with the system until the end. */
    @Select("SELECT id FROM points_rule_book WHERE cell_id = #{cellId} FOR UPDATE")
    List<Long> hold(long cellId);

    @Select("SELECT COALESCE(MAX(version), 0) FROM points_rule_book WHERE cell_id = #{cellId}")
    int lastVersion(long cellId);

    @Select("SELECT * FROM points_rule_rate WHERE book_id = #{bookId}")
    List<RateRow> rates(long bookId);

    @Select("SELECT * FROM points_rule_grade WHERE book_id = #{bookId}")
    List<GradeRow> grades(long bookId);

    @Select("SELECT * FROM points_rule_cap WHERE book_id = #{bookId}")
    List<CapRow> caps(long bookId);

    @Insert("""
            INSERT INTO points_rule_rate (book_id, work_kind, method, hundredths)
            VALUES (#{bookId}, #{workKind}, #{method}, #{hundredths})""")
    void addRate(RateRow rate);

    @Insert("INSERT INTO points_rule_grade (book_id, grade, percent) VALUES (#{bookId}, #{grade}, #{percent})")
    void addGrade(GradeRow grade);

    @Insert("""
            INSERT INTO points_rule_cap (book_id, scope, subject, period, points)
            VALUES (#{bookId}, #{scope}, #{subject}, #{period}, #{points})""")
    void addCap(CapRow cap);

    @Delete("DELETE FROM points_rule_rate WHERE book_id = #{bookId}")
    void clearRates(long bookId);

    @Delete("DELETE FROM points_rule_grade WHERE book_id = #{bookId}")
    void clearGrades(long bookId);

    @Delete("DELETE FROM points_rule_cap WHERE book_id = #{bookId}")
    void clearCaps(long bookId);

    /** Changes a draft of one's own. */
    @Update("""
            UPDATE points_rule_book SET title = #{title}, effective_from = #{effectiveFrom}, effective_to = #{effectiveTo},
              rounding = #{rounding}, night_from = #{nightFrom}, night_to = #{nightTo}, night_percent = #{nightPercent},
              emergency_percent = #{emergencyPercent}, expiry_years = #{expiryYears}, warning_days = #{warningDays},
              return_days = #{returnDays}, publicity_days = #{publicityDays}, objection_days = #{objectionDays},
              adjust_cap = #{adjustCap}, note = #{note}
            WHERE id = #{id} AND status = 'DRAFT' AND proposed_by = #{proposedBy}""")
    int redraft(RuleBookRow row);

    /** Hands a draft of one's own on, as long as it does not begin before the day given. */
    @Update("""
            UPDATE points_rule_book SET status = 'SUBMITTED', submitted_at = #{now}
            WHERE id = #{id} AND status = 'DRAFT' AND proposed_by = #{by} AND effective_from >= #{earliest}""")
    int submit(
            @Param("id") long id,
            @Param("by") String by,
            @Param("earliest") LocalDate earliest,
            @Param("now") Instant now);

    /** Takes back what one has handed on. */
    @Update("""
            UPDATE points_rule_book SET status = 'DRAFT', submitted_at = NULL
            WHERE id = #{id} AND status = 'SUBMITTED' AND proposed_by = #{by}""")
    int takeBack(@Param("id") long id, @Param("by") String by);

    @Update("""
            UPDATE points_rule_book SET status = 'WITHDRAWN'
            WHERE id = #{id} AND status = 'DRAFT' AND proposed_by = #{by}""")
    int withdraw(@Param("id") long id, @Param("by") String by);

    /** Approves what somebody else has handed on and was seen so, as long as it does not begin before the day given. */
    @Update("""
            UPDATE points_rule_book SET status = 'APPROVED', decided_by = #{by}, decided_at = #{now}, decision = #{words}
            WHERE id = #{id} AND status = 'SUBMITTED' AND submitted_at = #{seen} AND proposed_by <> #{by}
              AND effective_from >= #{earliest}""")
    int approve(
            @Param("id") long id,
            @Param("seen") @Nullable Instant seen,
            @Param("by") String by,
            @Param("earliest") LocalDate earliest,
            @Param("words") String words,
            @Param("now") Instant now);

    @Update("""
            UPDATE points_rule_book SET status = 'REJECTED', decided_by = #{by}, decided_at = #{now}, decision = #{words}
            WHERE id = #{id} AND status = 'SUBMITTED' AND proposed_by <> #{by}""")
    int reject(@Param("id") long id, @Param("by") String by, @Param("words") String words, @Param("now") Instant now);
}
