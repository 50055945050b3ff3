package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ledger that was written before there were lots and scores, and scores of tasks' own rates, brought to what is now. */
class PointsUpgradeTests {

    /** Ten points earned for work, four spent; another member earned three, which were taken back. */
    private static final List<String> BEFORE = List.of("""
            INSERT INTO points_account (id, ledger, kind, owner_id, balance, sequence, created_at) VALUES
            (1, 'POINTS', 'MEMBER', 100, 6, 2, '2025-12-31 17:00'), (2, 'APPRAISAL', 'MEMBER', 100, 10, 1, '2025-12-31 17:00'),
            (3, 'POINTS', 'ISSUE', 10, 0, 0, '2026-01-01'), (4, 'APPRAISAL', 'ISSUE', 10, 0, 0, '2026-01-01'),
            (5, 'POINTS', 'REDEEM', 10, 0, 0, '2026-01-01'), (6, 'POINTS', 'MEMBER', 101, 0, 2, '2026-01-01')""", """
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, reverses_id, rule,
              explanation, evidence, happened_at) VALUES
            (11, 'POINTS', 10, 'claim', 50, NULL, '1 分/小时', '清扫', 'ROTATING_CODE', '2026-01-02 17:00'),
            (12, 'APPRAISAL', 10, 'claim', 50, NULL, '1 分/小时', '清扫', 'ROTATING_CODE', '2026-01-02 17:00'),
            (13, 'POINTS', 10, 'redemption', 60, NULL, '', '', '', '2026-01-03'),
            (14, 'POINTS', 10, 'claim', 51, NULL, '', '', '', '2026-01-03'),
            (15, 'POINTS', 10, 'reversal', 14, 14, '', '', '', '2026-01-04')""", """
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance) VALUES
            (21, 11, 1, 10, 1, 10), (22, 11, 3, -10, NULL, NULL), (23, 12, 2, 10, 1, 10), (24, 12, 4, -10, NULL, NULL),
            (25, 13, 1, -4, 2, 6), (26, 13, 5, 4, NULL, NULL), (27, 14, 6, 3, 1, 3), (28, 14, 3, -3, NULL, NULL),
            (29, 15, 6, -3, 2, 0), (30, 15, 3, 3, NULL, NULL)""");

    /** Counted by a rate of the task's own, and by the rules. */
    private static final String BY_OWN_RATE = """
            INSERT INTO points_score (id, source_kind, source_id, resident_id, community_id, title, work_kind, grade, minutes,
              started_at, worked_on, emergency, own_method, own_hundredths, rule_id, full_points, points, rule, explanation,
              status, publish_until, scored_at) VALUES
            (70, 'claim', 52, 100, 10, '巡逻', 'PATROL', 'A', 60, '2026-02-01', '2026-02-01', FALSE, 'FIXED', 500, 1, 5, 5,
              '5 分/次', '巡逻 1 次 × 5 分/次 × A 级 1.0 = 5 分', 'PENDING', '2099-01-01', '2026-02-01'),
            (71, 'claim', 53, 100, 10, '巡逻', 'PATROL', 'A', 60, '2026-02-01', '2026-02-01', FALSE, NULL, NULL, 1, 1, 1,
              '1 分/小时', '巡逻 1 小时 × 1 分/小时 × A 级 1.0 = 1 分', 'PENDING', '2099-01-01', '2026-02-01')""";

    /** Everything that moves, in every state, before moves were kept. */
    private static final List<String> DECIDED = List.of("""
            INSERT INTO points_score (id, source_kind, source_id, resident_id, community_id, title, work_kind, grade, minutes,
              started_at, worked_on, emergency, rule_id, full_points, points, rule, explanation, status, scored_at,
              settled_at) VALUES
            (72, 'claim', 54, 102, 10, '', 'OTHER', 'A', 0, '2026-02-01', '2026-02-01', FALSE, 1, 0, 0, '1 分/小时', '',
              'REVOKED', '2026-02-01', '2026-02-03'),
            (73, 'claim', 55, 102, 10, '', 'OTHER', 'D', 0, '2026-02-01', '2026-02-01', FALSE, 0, 0, 0, '', '',
              'REVOKED', '2026-02-01', '2026-02-01')""", """
            INSERT INTO points_adjustment (id, community_id, resident_id, ledger, amount, reason, status, proposed_by,
              proposed_at, decided_by, decided_at, decision) VALUES
            (80, 10, 103, 'POINTS', 2, '补', 'PROPOSED', 'staff:1', '2026-01-01', NULL, NULL, ''),
            (81, 10, 103, 'POINTS', 2, '补', 'REJECTED', 'staff:1', '2026-01-01', 'staff:2', '2026-01-02', '没有依据'),
            (82, 10, 103, 'POINTS', 2, '补', 'WITHDRAWN', 'staff:1', '2026-01-01', 'staff:1', '2026-01-02', '')""", """
            INSERT INTO points_objection (id, score_id, community_id, resident_id, text, status, raised_at, answer, answered_by,
              answered_at) VALUES
            (90, 71, 10, 101, '没来', 'OPEN', '2026-02-02', '', NULL, NULL),
            (91, 72, 10, 101, '没来', 'UPHELD', '2026-02-02', '查实没有到场', 'staff:1', '2026-02-03')""", """
            INSERT INTO points_rule_book (id, cell_id, version, title, status, effective_from, rounding, night_from, night_to,
              night_percent, emergency_percent, expiry_years, warning_days, return_days, publicity_days, objection_days,
              adjust_cap, note, proposed_by, proposed_at, submitted_at, decided_by, decided_at, decision)
            SELECT 2, 10, 1, title, 'WITHDRAWN', effective_from, rounding, night_from, night_to, night_percent,
              emergency_percent, expiry_years, warning_days, return_days, publicity_days, objection_days, adjust_cap, note,
              'staff:1', '2026-01-01', NULL, NULL, NULL, '' FROM points_rule_book WHERE id = 1""");

    /** Appraisal scores, corrected in the year of the approval: proposed by the clock in China on New Year's day, and before it. */
    private static final List<String> ADJUSTED = List.of("""
            INSERT INTO points_adjustment (id, community_id, resident_id, ledger, amount, reason, status, proposed_by,
              proposed_at, decided_by, decided_at, decision, decided_month, month_used, month_cap) VALUES
            (83, 10, 103, 'APPRAISAL', 2, '补', 'PROPOSED', 'staff:1', '2025-12-31 17:00', NULL, NULL, '', NULL, NULL, NULL),
            (84, 10, 103, 'APPRAISAL', 2, '补', 'APPROVED', 'staff:1', '2025-12-30', 'staff:2', '2026-01-02', '', '2026-01', 0, 9)""", """
            INSERT INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at) VALUES
            (7, 'APPRAISAL', 'MEMBER', 103, 2026, 2, 1, '2026-01-02'), (8, 'APPRAISAL', 'ADJUST', 10, 0, 0, 0, '2026-01-02')""", """
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, rule, explanation, evidence,
              happened_at) VALUES (16, 'APPRAISAL', 10, 'adjustment', 84, '', '', '', '2026-01-02')""", """
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance) VALUES
            (31, 16, 7, 2, 1, 2), (32, 16, 8, -2, NULL, NULL)""");

    private static Upgrade tables;

    @BeforeAll
    static void upgrade() throws SQLException, IOException {
        tables = Upgrade.of("points");
        tables.migrate("V1__ledger.sql");
        tables.run(BEFORE);
        tables.migrate("V2__lots_and_rules.sql");
        tables.migrate("V3__decisions.sql");
        tables.migrate("V4__named_statements.sql");
        tables.run(BY_OWN_RATE);
        tables.migrate("V5__no_rate_of_its_own.sql");
        tables.run(DECIDED);
        tables.run(ADJUSTED);
        tables.migrate("V7__moves.sql");
        tables.migrate("V9__adjustments_of_a_year.sql");
        tables.migrate("V10__scores_to_object_to.sql");
    }

    @AfterAll
    static void close() throws SQLException {
        tables.close();
    }

    @Test
    void makesOneLotOfWhatMembersHad() throws SQLException {
        assertThat(tables.rows("SELECT account_id, amount, remaining, open_until > UTC_TIMESTAMP() FROM points_lot"))
                .containsExactly("1 6 6 1");
        assertThat(tables.rows("SELECT lots_from FROM points_account WHERE id = 1"))
                .containsExactly("2");
    }

    @Test
    void keepsTheAppraisalScoreInTheYearInWhichItsAccountWasOpenedInChina() throws SQLException {
        assertThat(
                        tables.rows(
                                "SELECT owner_id, score_year FROM points_account WHERE ledger = 'APPRAISAL' AND kind = 'MEMBER'"))
                .contains("100 2026");
    }

    @Test
    void keepsAScoreForWorkThatWasCreditedBefore() throws SQLException {
        assertThat(tables.rows("""
                        SELECT source_id, resident_id, points, status, worked_on FROM points_score
                        WHERE minutes = 0 AND id < 70 ORDER BY id""")).containsExactly("50 100 10 POSTED 2026-01-03", "51 101 3 REVOKED 2026-01-03");
    }

    @Test
    void keepsScoresOfATasksOwnRateAsTheyWereAndRemembersWhichTheyAre() throws SQLException {
        assertThat(tables.rows("SELECT id, points, rule, explanation FROM points_score WHERE minutes > 0 ORDER BY id"))
                .containsExactly(
                        "70 5 5 分/次 巡逻 1 次 × 5 分/次 × A 级 1.0 = 5 分", "71 1 1 分/小时 巡逻 1 小时 × 1 分/小时 × A 级 1.0 = 1 分");
        assertThat(tables.rows("SELECT score_id, method, hundredths FROM points_own_rate"))
                .containsExactly("70 FIXED 500");
        assertThat(tables.rows("SHOW COLUMNS FROM points_score LIKE 'own%'")).isEmpty();
    }

    @Test
    void tellsTheMovesThatTheRowsTellOf() throws SQLException {
        assertThat(tables.rows("""
                        SELECT subject, subject_id, number, COALESCE(from_status, '-'), to_status, moved_by, reason, DATE(moved_at)
                        FROM points_move ORDER BY subject, subject_id, number"""))
                .contains(
                        "SCORE 11 1 - PENDING system:upgrade 升级时补记 2026-01-02",
                        "SCORE 11 2 PENDING POSTED system:upgrade 升级时补记 2026-01-02",
                        "SCORE 14 2 PENDING POSTED system:upgrade 升级时补记 2026-01-03",
                        "SCORE 14 3 POSTED REVOKED system:upgrade 升级时补记 2026-01-03",
                        "SCORE 70 1 - PENDING system:upgrade 升级时补记 2026-02-01",
                        "SCORE 72 2 PENDING REVOKED system:upgrade 升级时补记 2026-02-03",
                        "SCORE 73 1 - REVOKED system:upgrade 升级时补记 2026-02-01",
                        "ADJUSTMENT 81 2 PROPOSED REJECTED staff:2 没有依据 2026-01-02",
                        "ADJUSTMENT 82 2 PROPOSED WITHDRAWN staff:1  2026-01-02",
                        "OBJECTION 90 1 - OPEN resident:101  2026-02-02",
                        "OBJECTION 91 2 OPEN UPHELD staff:1 查实没有到场 2026-02-03",
                        "RULE_BOOK 1 3 SUBMITTED APPROVED system:setup  2000-01-01",
                        "RULE_BOOK 2 2 DRAFT WITHDRAWN staff:1 升级时补记 2026-01-01")
                .hasSize(26);
    }

    @Test
    void saysOfAdjustmentsWhichYearsScoreTheyCorrect() throws SQLException {
        assertThat(tables.rows("SELECT id, score_year FROM points_adjustment ORDER BY id"))
                .containsExactly("80 0", "81 0", "82 0", "83 2026", "84 2026");
    }

    @Test
    void leavesNothingThatAnInvariantWouldFind() throws SQLException, IOException {
        try (var files = Files.list(Path.of("../../sql/points/invariants"))) {
            for (var file : files.filter(one -> one.getFileName().toString().matches("I(1|2|3|4|8|9|11|12|21)-.*"))
                    .toList()) {
                assertThat(tables.rows(Files.readString(file)))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }
}
