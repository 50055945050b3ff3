package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.services.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The invariants of tasks, points and mall: silent on good rows, and each finds the bad row it is there for. */
class LoopInvariantTests {

    /**
     * One member: ten points for a task, four spent on rice, three spent on soap and given back. Another: five points,
     * four of them spent and one expired, taken back, so that four were owed; one is repaid.
     */
    private static final List<String> GOOD = List.of(
            """
            INSERT INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at) VALUES
            (1, 'POINTS', 'MEMBER', 100, 0, 6, 4, UTC_TIMESTAMP(3)), (2, 'POINTS', 'ISSUE', 10, 0, 0, 0, UTC_TIMESTAMP(3)),
            (3, 'POINTS', 'REDEEM', 10, 0, 0, 0, UTC_TIMESTAMP(3)),
            (4, 'APPRAISAL', 'MEMBER', 100, 2026, 10, 1, UTC_TIMESTAMP(3)),
            (5, 'APPRAISAL', 'ISSUE', 10, 0, 0, 0, UTC_TIMESTAMP(3)), (6, 'POINTS', 'EXPIRE', 10, 0, 0, 0, UTC_TIMESTAMP(3)),
            (7, 'POINTS', 'MEMBER', 101, 0, 0, 5, UTC_TIMESTAMP(3)), (8, 'POINTS', 'DEBT', 101, 0, -3, 2, UTC_TIMESTAMP(3)),
            (9, 'POINTS', 'ADJUST', 10, 0, 0, 0, UTC_TIMESTAMP(3))""",
            """
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, reverses_id, rule,
              explanation, evidence, happened_at) VALUES
            (11, 'POINTS', 10, 'claim', 50, NULL, '', '', '', '2099-01-01'),
            (12, 'APPRAISAL', 10, 'claim', 50, NULL, '', '', '', '2099-01-01'),
            (13, 'POINTS', 10, 'redemption', 60, NULL, '', '', '', '2099-01-01'),
            (14, 'POINTS', 10, 'redemption', 61, NULL, '', '', '', '2099-01-01'),
            (15, 'POINTS', 10, 'reversal', 14, 14, '', '', '', '2099-01-01'),
            (16, 'POINTS', 10, 'bonus', 1, NULL, '', '', '', '2099-01-01'),
            (17, 'POINTS', 10, 'raffle', 2, NULL, '', '', '', '2099-01-01'),
            (18, 'POINTS', 10, 'lot-expiry', 82, NULL, '', '', '', '2100-01-02'),
            (19, 'POINTS', 10, 'reversal', 16, 16, '', '', '', '2100-01-03'),
            (20, 'POINTS', 10, 'bonus', 2, NULL, '', '', '', '2100-01-04'),
            (201, 'POINTS', 10, 'repayment', 20, NULL, '', '', '', '2100-01-04')""",
            """
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance) VALUES
            (21, 11, 1, 10, 1, 10), (22, 11, 2, -10, NULL, NULL), (23, 12, 4, 10, 1, 10), (24, 12, 5, -10, NULL, NULL),
            (25, 13, 1, -4, 2, 6), (26, 13, 3, 4, NULL, NULL), (27, 14, 1, -3, 3, 3), (28, 14, 3, 3, NULL, NULL),
            (29, 15, 1, 3, 4, 6), (30, 15, 3, -3, NULL, NULL),
            (31, 16, 7, 5, 1, 5), (32, 16, 2, -5, NULL, NULL), (33, 17, 7, -4, 2, 1), (34, 17, 3, 4, NULL, NULL),
            (35, 18, 7, -1, 3, 0), (36, 18, 6, 1, NULL, NULL),
            (37, 19, 8, -4, 1, -4), (38, 19, 6, -1, NULL, NULL), (39, 19, 2, 5, NULL, NULL),
            (40, 20, 7, 1, 4, 1), (41, 20, 2, -1, NULL, NULL), (42, 201, 7, -1, 5, 0), (43, 201, 8, 1, 2, -3)""",
            """
            INSERT INTO points_lot (id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at,
              warn_at, created_at) VALUES
            (80, 1, 10, 11, 80, 10, 3, '2101-01-01', '2100-12-01', '2099-01-01'),
            (81, 1, 10, 15, 80, 3, 3, '2101-02-01', '2101-01-01', '2099-01-01'),
            (82, 7, 10, 16, 82, 5, 0, '2100-01-01', '2099-12-01', '2099-01-01'),
            (83, 7, 10, 20, 83, 1, 0, '2101-01-01', '2100-12-01', '2100-01-04')""",
            """
            INSERT INTO points_lot_move (id, lot_id, transaction_id, amount, undoes_id) VALUES
            (90, 80, 11, 10, NULL), (91, 80, 13, -4, NULL), (92, 80, 14, -3, NULL), (93, 81, 15, 3, 92),
            (94, 82, 16, 5, NULL), (95, 82, 17, -4, NULL), (96, 82, 18, -1, NULL), (97, 83, 20, 1, NULL),
            (98, 83, 201, -1, NULL)""",
            """
            INSERT INTO points_score (id, source_kind, source_id, resident_id, community_id, title, work_kind, grade,
              minutes, started_at, worked_on, emergency, rule_id, full_points, points, rule, explanation, status,
              scored_at, settled_at) VALUES
            (95, 'claim', 50, 100, 10, '', 'OTHER', 'D', 60, '2026-01-01 01:00', '2026-01-01', FALSE, 1, 10, 10, '1 分/小时', '',
              'POSTED', '2026-01-01', '2026-01-01')""",
            """
            INSERT INTO points_adjustment (id, community_id, resident_id, ledger, amount, reason, status, proposed_by,
              proposed_at, decided_by, decided_at, decision, decided_month, month_used, month_cap) VALUES
            (96, 10, 103, 'POINTS', 2, '', 'APPROVED', 'staff:1', '2026-01-01', 'staff:2', '2026-01-01', '', '2026-01', 0, 5)""",
            """
            INSERT INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at)
            VALUES (10, 'POINTS', 'MEMBER', 103, 0, 2, 1, UTC_TIMESTAMP(3))""",
            """
            INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, rule, explanation, evidence,
              happened_at) VALUES (202, 'POINTS', 10, 'adjustment', 96, '', '', '', '2099-01-01')""",
            """
            INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance) VALUES
            (44, 202, 10, 2, 1, 2), (45, 202, 9, -2, NULL, NULL)""",
            """
            INSERT INTO points_lot (id, account_id, community_id, transaction_id, root_id, amount, remaining, expires_at,
              warn_at, created_at) VALUES (84, 10, 10, 202, 84, 2, 2, '2101-01-01', '2100-12-01', '2099-01-01')""",
            """
            INSERT INTO points_lot_move (id, lot_id, transaction_id, amount) VALUES (100, 84, 202, 2)""",
            """
            INSERT INTO points_objection (id, score_id, community_id, resident_id, text, status, raised_at, answer)
            VALUES (97, 95, 10, 101, '', 'OPEN', '2026-01-02', '')""",
            """
            INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at) VALUES
            ('SCORE', 95, 1, NULL, 'PENDING', '', '', '2026-01-01'), ('SCORE', 95, 2, 'PENDING', 'POSTED', '', '', '2026-01-01'),
            ('ADJUSTMENT', 96, 1, NULL, 'PROPOSED', '', '', '2026-01-01'),
            ('ADJUSTMENT', 96, 2, 'PROPOSED', 'APPROVED', '', '', '2026-01-01'),
            ('OBJECTION', 97, 1, NULL, 'OPEN', '', '', '2026-01-02')""",
            """
            INSERT INTO task_signal (id, community_id, kind, subject, facts, status, found_at, decided_by, decided_at, decision)
            VALUES (45, 10, 'OVERLAP', 'good', '', 'HARMLESS', '2026-01-01', 'staff:1', '2026-01-02', '')""",
            """
            INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at) VALUES
            ('SIGNAL', 45, 1, NULL, 'OPEN', '', '', '2026-01-01'), ('SIGNAL', 45, 2, 'OPEN', 'HARMLESS', '', '', '2026-01-02')""",
            """
            INSERT INTO identity_resident (id, status, created_at, forgotten_at)
            VALUES (199, 'FORGOTTEN', '2026-01-01', '2026-01-02')""",
            """
            INSERT INTO task_volunteer_task (id, community_id, title, description, place, starts_at, ends_at, places,
              claimed, status, created_by, created_at) VALUES
            (40, 10, '', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 1, 'PUBLISHED', '', '2026-01-01'),
            (41, 10, '', '', '', '2026-01-01 02:00', '2026-01-01 04:00', 5, 0, 'PUBLISHED', '', '2026-01-01')""",
            """
            INSERT INTO task_move (id, task_id, to_status, moved_by, reason, moved_at) VALUES
            (1, 40, 'PUBLISHED', '', '', '2026-01-01'), (2, 41, 'PUBLISHED', '', '', '2026-01-01')""",
            """
            INSERT INTO task_claim (id, task_id, community_id, resident_id, status, claimed_at, checked_in_at, evidence,
              minutes, points, settled_by, settled_at, grade, verdict) VALUES
            (50, 40, 10, 100, 'SETTLED', '2026-01-01 00:10', '2026-01-01 01:00', 'ROTATING_CODE', 60, 10, 'staff:1',
              '2026-01-01 03:00', 'B', 'PASS')""",
            """
            INSERT INTO task_claim_move (id, claim_id, to_status, moved_by, reason, moved_at)
            VALUES (1, 50, 'SETTLED', '', '', '2026-01-01')""",
            """
            INSERT INTO mall_item (id, community_id, name, description, price, listed, created_at)
            VALUES (70, 10, '', '', 4, TRUE, '2026-01-01')""",
            """
            INSERT INTO mall_item (id, community_id, kind, name, description, price, listed, created_at)
            VALUES (71, 10, 'VOUCHER', '', '', 4, TRUE, '2026-01-01')""",
            """
            INSERT INTO mall_site (id, community_id, kind, name, address, hours, phone, in_use, created_at) VALUES
            (72, 10, 'COUNTER', 'a', '', '', '', TRUE, '2026-01-01'), (73, 10, 'ONLINE', 'b', '', '', '', TRUE, '2026-01-01')""",
            """
            INSERT INTO mall_stock (item_id, site_id, community_id, quantity) VALUES (70, 72, 10, 2), (71, 73, 10, 1)""",
            """
            INSERT INTO mall_budget (id, community_id, year, limit_cents, spent_cents) VALUES (74, 10, 2026, 900, 500)""",
            """
            INSERT INTO mall_voucher (id, item_id, community_id, code, code_index, status, batch_id, added_at)
            VALUES (75, 71, 10, '', 'a', 'FREE', 1, '2026-01-01')""",
            """
            INSERT INTO mall_voucher_move (voucher_id, number, to_status, moved_by, reason, moved_at)
            VALUES (75, 1, 'FREE', '', '', '2026-01-01')""",
            """
            INSERT INTO mall_household (id, household_key) VALUES (76, 'resident:100')""",
            """
            INSERT INTO mall_stock_movement (id, item_id, site_id, community_id, kind, quantity, reason, moved_by, moved_at)
            VALUES (1, 70, 72, 10, 'INITIAL', 3, '', '', '2026-01-01'), (2, 71, 73, 10, 'VOUCHERS', 1, '', '', '2026-01-01')""",
            """
            INSERT INTO mall_redemption (id, item_id, community_id, site_id, resident_id, item_name, price, status, code,
              code_index, created_at, created_day, expires_at, cost_cents, budget_id, household_id) VALUES
            (60, 70, 10, 72, 100, '', 4, 'READY', '', 'a', '2026-01-01', '2026-01-01', '2026-02-01', 500, 74, 76),
            (61, 70, 10, 72, 100, '', 3, 'EXPIRED', '', 'b', '2026-01-01', '2026-01-01', '2026-02-01', 500, 74, 76)""",
            """
            INSERT INTO mall_redemption_move (id, redemption_id, to_status, moved_by, reason, moved_at) VALUES
            (1, 60, 'READY', '', '', '2026-01-01'), (2, 61, 'READY', '', '', '2026-01-01'),
            (3, 61, 'EXPIRED', '', '', '2026-01-02')""");

    /** A bad row for each, that the checks and keys of the tables would not let in. */
    private static final Map<String, String> BAD = Map.ofEntries(
            Map.entry("points/I1-transactions-balance", "UPDATE points_line SET amount = 11 WHERE id = 21"),
            Map.entry("points/I1-lines-stay-in-their-ledger", "UPDATE points_line SET account_id = 5 WHERE id = 22"),
            Map.entry("points/I2-ledgers-sum-to-zero", "UPDATE points_line SET amount = 11 WHERE id = 21"),
            Map.entry("points/I3-balances-are-their-lines", "UPDATE points_account SET balance = -4 WHERE id = 8"),
            Map.entry("points/I3-balances-are-the-last-lines", "UPDATE points_line SET balance = 9 WHERE id = 29"),
            Map.entry("points/I4-no-negative-balance", "UPDATE points_line SET balance = 1 WHERE id = 43"),
            Map.entry("points/I5-verified-work-is-scored-once", "UPDATE points_score SET source_id = 51 WHERE id = 95"),
            Map.entry(
                    "points/I5-scores-are-posted-as-counted",
                    "UPDATE points_score SET status = 'REVOKED' WHERE id = 95"),
            Map.entry(
                    "points/I5-only-verified-work-is-credited",
                    "UPDATE task_claim SET status = 'REJECTED' WHERE id = 50"),
            Map.entry("points/I8-reversals-undo-exactly", "UPDATE points_line SET amount = -2 WHERE id = 30"),
            Map.entry(
                    "points/I8-what-is-taken-back-is-there-owed-or-expired",
                    "UPDATE points_account SET owner_id = 102 WHERE id = 8"),
            Map.entry(
                    "points/I8-adjustments-are-posted-as-approved",
                    "UPDATE points_adjustment SET amount = 1 WHERE id = 96"),
            Map.entry(
                    "points/I12-adjustments-have-two-people-and-a-cap",
                    "UPDATE points_adjustment SET decided_by = 'staff:1' WHERE id = 96"),
            Map.entry("points/I12-rules-have-two-people", "UPDATE points_rule_book SET decided_by = NULL WHERE id = 1"),
            Map.entry(
                    "points/I12-objections-hold-posting",
                    "UPDATE points_objection SET raised_at = '2025-12-31' WHERE id = 97"),
            Map.entry(
                    "points/I12-every-state-was-moved-to",
                    "UPDATE points_move SET from_status = 'REVOKED' WHERE subject = 'SCORE' AND subject_id = 95 AND number = 2"),
            Map.entry("points/I9-running-balances", "UPDATE points_line SET sequence = 9 WHERE id = 29"),
            Map.entry(
                    "points/I9-members-lines-are-numbered",
                    "UPDATE points_line SET sequence = 1, balance = 1 WHERE id = 22"),
            Map.entry(
                    "points/I10-lines-are-sealed",
                    "UPDATE points_transaction SET happened_at = '2026-01-02' WHERE id = 11"),
            Map.entry("points/I11-lots-are-the-balance", "UPDATE points_lot SET remaining = 2 WHERE id = 80"),
            Map.entry("points/I11-lots-are-their-moves", "UPDATE points_lot_move SET amount = -5 WHERE id = 91"),
            Map.entry("points/I11-every-line-names-its-lots", "DELETE FROM points_lot_move WHERE id = 91"),
            Map.entry("points/I11-lots-stay-with-their-account", "UPDATE points_lot SET account_id = 1 WHERE id = 83"),
            Map.entry(
                    "points/I11-no-more-comes-back-than-was-taken",
                    "INSERT INTO points_lot_move (id, lot_id, transaction_id, amount, undoes_id) VALUES (99, 80, 15, 1, 92)"),
            Map.entry(
                    "points/I11-what-is-over-is-written-off",
                    "UPDATE points_lot SET expires_at = '2026-01-01', warn_at = '2025-12-01' WHERE id = 80"),
            Map.entry(
                    "points/I11-expiry-takes-the-rest-once",
                    "UPDATE points_transaction SET happened_at = '2099-12-31' WHERE id = 18"),
            Map.entry(
                    "points/I11-first-to-expire-is-spent-first",
                    "UPDATE points_lot_move SET lot_id = 81, amount = -3, undoes_id = NULL, transaction_id = 13 WHERE id = 93"),
            Map.entry("points/I11-debts-are-repaid-first", "UPDATE points_account SET balance = 1 WHERE id = 7"),
            Map.entry(
                    "points/I11-debts-are-explained",
                    "UPDATE points_transaction SET source_kind = 'bonus' WHERE id = 201"),
            Map.entry("points/I12-caps-hold", "UPDATE points_score SET points = 11 WHERE id = 95"),
            Map.entry(
                    "points/I12-scores-follow-rules-of-their-day",
                    "UPDATE points_rule_book SET decided_by = proposed_by WHERE id = 1"),
            Map.entry("points/I12-rates-are-the-rules-own", "UPDATE points_score SET rule = '5 分/次' WHERE id = 95"),
            Map.entry("points/I21-amounts-within-bounds", "UPDATE points_line SET amount = 1000001 WHERE id = 21"),
            Map.entry("task/I4-places-within-bounds", "UPDATE task_volunteer_task SET claimed = 6 WHERE id = 40"),
            Map.entry("task/I4-places-are-their-claims", "UPDATE task_volunteer_task SET claimed = 2 WHERE id = 40"),
            Map.entry(
                    "task/I13-one-active-claim",
                    "INSERT INTO task_claim (id, task_id, community_id, resident_id, status, claimed_at) VALUES (51, 40, 10, 100, 'CLAIMED', '2026-01-01')"),
            Map.entry(
                    "task/I13-changes-and-signals-were-moved-to",
                    "UPDATE task_signal SET status = 'FOLLOWED' WHERE id = 45"),
            Map.entry(
                    "task/forgotten-leave-no-words",
                    "UPDATE task_volunteer_task SET served_resident_id = 199 WHERE id = 41"),
            Map.entry(
                    "mall/I6-vouchers-were-moved-to",
                    "INSERT INTO mall_voucher_move (voucher_id, number, from_status, to_status, moved_by, reason, moved_at) VALUES (75, 2, 'GIVEN', 'FREE', '', '', '2026-01-01')"),
            Map.entry(
                    "mall/forgotten-leave-no-words",
                    "INSERT INTO mall_household_member (resident_id, household_id, community_id, added_by, added_at) VALUES (199, 76, 10, '', '2026-01-01')"),
            Map.entry("task/I13-claims-have-tasks", "UPDATE task_claim SET task_id = 99 WHERE id = 50"),
            Map.entry("task/I13-work-was-checked-in", "UPDATE task_claim SET checked_in_at = NULL WHERE id = 50"),
            Map.entry(
                    "task/I13-settled-work-was-evaluated",
                    "UPDATE task_claim SET settled_by = 'resident:100' WHERE id = 50"),
            Map.entry(
                    "task/I13-contests-are-decided-by-others",
                    "UPDATE task_claim SET contest_decided_by = '' WHERE id = 50"),
            Map.entry("task/I13-reviewed-by-another", "UPDATE task_volunteer_task SET reviewed_by = '' WHERE id = 40"),
            Map.entry(
                    "task/I4-free-places-go-to-who-waits",
                    "UPDATE task_volunteer_task SET waiting = 1, starts_at = '2099-01-01', ends_at = '2099-01-02' WHERE id = 40"),
            Map.entry("task/I13-minutes-within-plan", "UPDATE task_claim SET minutes = 121 WHERE id = 50"),
            Map.entry(
                    "task/I13-no-overlapping-claims",
                    "INSERT INTO task_claim (id, task_id, community_id, resident_id, status, claimed_at) VALUES (51, 41, 10, 100, 'CLAIMED', '2026-01-01')"),
            Map.entry("task/I13-every-state-was-moved-to", "DELETE FROM task_claim_move WHERE claim_id = 50"),
            Map.entry("mall/I4-no-negative-stock", "UPDATE mall_stock SET quantity = -1 WHERE item_id = 70"),
            Map.entry("mall/I6-one-code-per-redemption", "UPDATE mall_redemption SET code_index = 'a' WHERE id = 61"),
            Map.entry(
                    "mall/I6-collected-once",
                    "INSERT INTO mall_redemption_move (id, redemption_id, to_status, moved_by, reason, moved_at) VALUES (4, 61, 'COLLECTED', '', '', '2026-01-01')"),
            Map.entry("mall/I6-every-state-was-moved-to", "DELETE FROM mall_redemption_move WHERE redemption_id = 60"),
            Map.entry("mall/I7-no-oversell", "UPDATE mall_stock SET quantity = 3 WHERE item_id = 70"),
            Map.entry("mall/I7-free-vouchers-are-the-stock", "UPDATE mall_voucher SET status = 'VOID' WHERE id = 75"),
            Map.entry("mall/I7-budgets-are-their-redemptions", "UPDATE mall_budget SET spent_cents = 1 WHERE id = 74"),
            Map.entry("mall/I6-returns-were-collected", "UPDATE mall_redemption SET status = 'REFUSED' WHERE id = 60"),
            Map.entry(
                    "mall/I6-one-voucher-per-redemption", "UPDATE mall_redemption SET kind = 'VOUCHER' WHERE id = 60"),
            Map.entry(
                    "mall/I12-household-limits-hold",
                    "UPDATE mall_redemption SET status = 'READY', per_household = 1 WHERE id IN (60, 61)"),
            Map.entry(
                    "mall/I22-days-are-chinese",
                    "UPDATE mall_redemption SET created_at = '2026-01-01 16:00' WHERE id = 60"),
            Map.entry("mall/I7-redemptions-have-items", "UPDATE mall_redemption SET item_id = 99 WHERE id = 60"),
            Map.entry("mall/I8-redemptions-have-their-debit", "UPDATE mall_redemption SET price = 5 WHERE id = 60"),
            Map.entry("mall/I8-debits-have-redemptions", "DELETE FROM mall_redemption WHERE id = 60"),
            Map.entry(
                    "mall/I8-ended-redemptions-are-reversed-once",
                    "UPDATE mall_redemption SET status = 'EXPIRED' WHERE id = 60"),
            Map.entry(
                    "mall/I12-limits-hold",
                    "UPDATE mall_redemption SET status = 'READY', per_person = 1 WHERE id IN (60, 61)"));

    static final List<String> NAMES = BAD.keySet().stream().sorted().toList();

    private static Connection owner;

    @BeforeAll
    static void writeGoodRows() throws SQLException {
        owner = TestServices.database().connectAsOwner(TestEnvironment.migratedSchema());
        for (var statement : GOOD) {
            run(statement);
        }
        run("SET SESSION check_constraint_checks = 0");
        run("SET SESSION foreign_key_checks = 0");
        run("ALTER TABLE mall_redemption DROP INDEX mall_redemption_code");
        run("ALTER TABLE task_claim DROP INDEX task_claim_live");
        owner.setAutoCommit(false);
    }

    @AfterAll
    static void close() throws SQLException {
        owner.close();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void findsTheBadRow(String name) throws SQLException, IOException {
        var question = Files.readString(Path.of("../../sql/" + name.replace("/", "/invariants/") + ".sql"));
        assertThat(findings(question)).as("good rows").isZero();
        try {
            run(BAD.get(name));
            assertThat(findings(question)).as("bad row").isPositive();
        } finally {
            owner.rollback();
        }
    }

    @Test
    void claimsOverlapUnlessNobodyAgreedToTheNewTimeOrCame() throws SQLException, IOException {
        var question = Files.readString(Path.of("../../sql/task/invariants/I13-no-overlapping-claims.sql"));
        try {
            run(BAD.get("task/I13-no-overlapping-claims"));
            run("UPDATE task_volunteer_task SET version = 2 WHERE id = 41");
            assertThat(findings(question)).isZero();

            run("UPDATE task_claim SET status = 'SUBMITTED' WHERE id = 51");
            assertThat(findings(question)).isPositive();
        } finally {
            owner.rollback();
        }
    }

    /** What an upgrade does to the rows it finds. */
    @ParameterizedTest
    @ValueSource(strings = {"task/V5__forgotten_words", "mall/V3__forgotten_buyers_and_voucher_moves"})
    void anUpgradeForgetsWhoLeftBefore(String migration) throws SQLException, IOException {
        var module = migration.substring(0, migration.indexOf('/'));
        var question = Files.readString(Path.of("../../sql/" + module + "/invariants/forgotten-leave-no-words.sql"));
        try {
            run("UPDATE task_volunteer_task SET served_resident_id = 199, description = '厨房的灯坏了' WHERE id IN (40, 41)");
            run("UPDATE task_claim SET settled_by = 'resident:199', evaluation = '灯还是不亮' WHERE id = 50");
            run(
                    "INSERT INTO task_change (id, task_id, version, summary, reason, changed_by, changed_at) VALUES (1, 41, 2, '换灯', '', '', '2026-01-01')");
            run("UPDATE mall_redemption SET resident_id = 199 WHERE id IN (60, 61)");
            run("UPDATE mall_household SET household_key = 'phone:a' WHERE id = 76");
            run(
                    "INSERT INTO mall_return (redemption_id, community_id, reason, asked_at, answer) VALUES (60, 10, '太硬', '2026-01-01', '')");
            run(BAD.get("mall/forgotten-leave-no-words"));
            run("DELETE FROM mall_voucher_move");
            int before = findings(question);

            runRows(migration);

            assertThat(before).isGreaterThan(1);
            assertThat(findings(question)).isZero();
        } finally {
            owner.rollback();
        }
    }

    @Test
    void anUpgradeLeavesSignalsNobodysWords() throws SQLException, IOException {
        var question = Files.readString(Path.of("../../sql/task/invariants/forgotten-leave-no-words.sql"));
        try {
            run("UPDATE task_signal SET subject = '50:51', facts = '同一人在“换灯”和“送餐”的在场时间重叠，认领编号：50、51' WHERE id = 45");
            run("""
                    INSERT INTO task_signal (id, community_id, kind, subject, facts, status, found_at) VALUES
                    (46, 10, 'SAME_PERSON', 'served:50', '“换灯”的服务人和被服务的居民用过同一部手机签到，认领编号：50', 'OPEN', '2026-01-01'),
                    (47, 10, 'SAME_PERSON', 'ring:1:2:2026-01', '两名工作人员互相核实', 'OPEN', '2026-01-01')""");
            assertThat(findings(question)).isEqualTo(2);

            runRows("task/V8__signals_quote_nobody");

            assertThat(findings(question)).isZero();
            assertThat(findings("SELECT 1 FROM task_signal WHERE facts IN ('同一人在两项任务的在场时间重叠，认领编号：50、51',"
                            + " '微心愿的服务人和被服务的居民用过同一部手机签到，认领编号：50', '两名工作人员互相核实')"))
                    .isEqualTo(3);
        } finally {
            owner.rollback();
        }
    }

    @Test
    void anUpgradeTellsTheMovesOfChangesAndSignals() throws SQLException, IOException {
        var question = Files.readString(Path.of("../../sql/task/invariants/I13-changes-and-signals-were-moved-to.sql"));
        try {
            run("DELETE FROM task_beside_move");
            run("""
                    INSERT INTO task_proposed_change (id, task_id, community_id, base_version, content, summary, reason, status,
                      proposed_by, proposed_at, decided_by, decided_at, decision) VALUES
                    (46, 40, 10, 1, '{}', '', '', 'PROPOSED', 'staff:1', '2026-01-01', NULL, NULL, ''),
                    (47, 41, 10, 1, '{}', '', '', 'REJECTED', 'staff:1', '2026-01-01', 'staff:2', '2026-01-02', '不妥')""");
            assertThat(findings(question)).isEqualTo(3);

            runRows("task/V6__signals_and_moves");

            assertThat(findings(question)).isZero();
            assertThat(findings("SELECT 1 FROM task_beside_move WHERE reason = '不妥' AND moved_by = 'staff:2'"))
                    .isEqualTo(1);
        } finally {
            owner.rollback();
        }
    }

    /** What of a migration changes rows; the rest would end the transaction. */
    private static void runRows(String migration) throws SQLException, IOException {
        for (var statement :
                Files.readString(Path.of("../../sql/" + migration + ".sql")).split(";\\s*\\n")) {
            var sql = statement.replaceAll("(?m)^--.*$", "").strip();
            if (sql.matches("(?s)(UPDATE|DELETE|INSERT) .*")) {
                run(sql);
            }
        }
    }

    @Test
    void knowsABadRowForEveryInvariant() throws IOException {
        // Nobody can write nine million million rows.
        var unshowable = List.of("points/I21-sums-cannot-overflow");
        for (var module : List.of("points", "task", "mall")) {
            try (Stream<Path> files = Files.list(Path.of("../../sql/" + module + "/invariants"))) {
                assertThat(files.map(file ->
                                module + "/" + file.getFileName().toString().replace(".sql", "")))
                        .allMatch(name -> BAD.containsKey(name) || unshowable.contains(name));
            }
        }
    }

    private static int findings(String question) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(question)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static void run(@org.jspecify.annotations.Nullable String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(java.util.Objects.requireNonNull(sql));
        }
    }
}
