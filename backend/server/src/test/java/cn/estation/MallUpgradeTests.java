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

/** A shelf with orders from before there were sites and periods, brought to what it is now. */
class MallUpgradeTests {

    /**
     * Two communities. In the first, rice and oil at one counter and a service elsewhere; of the rice one was collected, one
     * waits, one was cancelled and one ran out of time; in the second the same place by name, and nothing ever taken in.
     */
    private static final List<String> BEFORE = List.of("""
            INSERT INTO mall_item (id, community_id, code, name, description, price, stock, per_person, listed,
              pickup_place, pickup_hours, created_at) VALUES
            (101, 10, 'rice', '大米', '', 18, 3, 2, TRUE, '服务大厅', '工作日', '2026-01-01'),
            (102, 10, NULL, '食用油', '', 30, 0, NULL, TRUE, '服务大厅', '工作日', '2026-01-02'),
            (103, 10, NULL, '磨刀', '', 3, 9, NULL, FALSE, '文化站', '周六', '2026-01-03'),
            (104, 11, NULL, '大米', '', 18, 0, NULL, FALSE, '服务大厅', '工作日', '2026-01-04')""", """
            INSERT INTO mall_stock_movement (id, item_id, community_id, kind, quantity, reason, moved_by, moved_at) VALUES
            (201, 101, 10, 'INITIAL', 4, '', 'staff:1', '2026-01-01'), (202, 101, 10, 'RESTOCK', 1, '补货', 'staff:1', '2026-01-02'),
            (203, 102, 10, 'INITIAL', 2, '', 'staff:1', '2026-01-02'), (204, 102, 10, 'STOCKTAKE', -2, '漏了', 'staff:1', '2026-01-03'),
            (205, 103, 10, 'INITIAL', 9, '', 'staff:1', '2026-01-03')""", """
            INSERT INTO mall_redemption (id, item_id, community_id, resident_id, item_name, price, per_person, status,
              code, code_index, created_at, expires_at, collected_at) VALUES
            (301, 101, 10, 100, '大米', 18, 2, 'COLLECTED', 'x', REPEAT('a', 64), '2026-01-05 17:00', '2026-02-05', '2026-01-06'),
            (302, 101, 10, 100, '大米', 18, 2, 'READY', 'x', REPEAT('b', 64), '2026-01-05 15:59:59.999', '2026-02-05', NULL),
            (303, 101, 10, 100, '大米', 18, 2, 'CANCELLED_BY_MEMBER', 'x', REPEAT('c', 64), '2026-01-05', '2026-02-05', NULL),
            (304, 101, 10, 101, '大米', 18, NULL, 'EXPIRED', 'x', REPEAT('d', 64), '2025-12-01', '2026-01-01', NULL)""", """
            INSERT INTO mall_redemption_move (id, redemption_id, from_status, to_status, moved_by, reason, moved_at)
            SELECT id + 1000, id, NULL, 'READY', 'resident:1', '', created_at FROM mall_redemption""", """
            INSERT INTO mall_redemption_move (id, redemption_id, from_status, to_status, moved_by, reason, moved_at)
            SELECT id + 2000, id, 'READY', status, 'resident:1', '', created_at FROM mall_redemption WHERE status <> 'READY'""");

    private static Upgrade tables;

    @BeforeAll
    static void upgrade() throws SQLException, IOException {
        tables = Upgrade.of("mall");
        tables.migrate("V1__mall.sql");
        tables.run(BEFORE);
        // As much of the residents as migrations look at; they come with a module of their own.
        tables.run(
                "CREATE TABLE identity_resident (id BIGINT NOT NULL, status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL,"
                        + " phone_index CHAR(64) COLLATE utf8mb4_bin, forgotten_at DATETIME(3), PRIMARY KEY (id)) DEFAULT CHARSET = utf8mb4");
        try (var files = Files.list(Path.of("../../sql/mall"))) {
            for (var file : files.map(one -> one.getFileName().toString())
                    .filter(one -> one.matches("V[0-9]+__.*\\.sql") && !one.startsWith("V1__"))
                    .sorted()
                    .toList()) {
                if (file.startsWith("V4__")) {
                    tables.run("UPDATE mall_item SET supplier_id = 901 WHERE id = 101");
                }
                tables.migrate(file);
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        tables.close();
    }

    @Test
    void makesOneSiteOfEachPlaceOfACommunity() throws SQLException {
        assertThat(tables.rows("SELECT id, community_id, kind, name, hours, in_use FROM mall_site ORDER BY id"))
                .containsExactly("101 10 COUNTER 服务大厅 工作日 1", "103 10 COUNTER 文化站 周六 1", "104 11 COUNTER 服务大厅 工作日 1");
    }

    @Test
    void keepsTheStockWhereItLay() throws SQLException {
        assertThat(tables.rows("SELECT item_id, site_id, community_id, quantity FROM mall_stock ORDER BY item_id"))
                .containsExactly("101 101 10 3", "102 101 10 0", "103 103 10 9", "104 104 11 0");
        assertThat(tables.rows("SELECT id, site_id FROM mall_stock_movement ORDER BY id"))
                .containsExactly("201 101", "202 101", "203 101", "204 101", "205 103");
    }

    @Test
    void letsOldOrdersBeCollectedAndCancelledAsTheyWerePromised() throws SQLException {
        assertThat(tables.rows(
                        "SELECT id, site_id, kind, per_person, person_period, cancel_until = expires_at, return_days"
                                + " FROM mall_redemption ORDER BY id"))
                .containsExactly(
                        "301 101 PHYSICAL 2 EVER 1 0",
                        "302 101 PHYSICAL 2 EVER 1 0",
                        "303 101 PHYSICAL 2 EVER 1 0",
                        "304 101 PHYSICAL null EVER 1 0");
        assertThat(
                        tables.rows(
                                "SELECT collect_days, cancel_hours, return_days, kind, cost_cents FROM mall_item WHERE id = 101"))
                .containsExactly("30 null 0 PHYSICAL 0");
    }

    @Test
    void givesOldOrdersTheMerchantOfTheirItem() throws SQLException {
        assertThat(tables.rows("SELECT DISTINCT item_id, supplier_id FROM mall_redemption"))
                .containsExactly("101 901");
    }

    @Test
    void datesOldOrdersByTheClockInChina() throws SQLException {
        assertThat(tables.rows("SELECT id, created_day FROM mall_redemption ORDER BY id"))
                .containsExactly("301 2026-01-06", "302 2026-01-05", "303 2026-01-05", "304 2025-12-01");
    }

    @Test
    void leavesNothingThatAnInvariantOfTheMallAloneWouldFind() throws SQLException, IOException {
        int asked = 0;
        try (var files = Files.list(Path.of("../../sql/mall/invariants"))) {
            for (var file : files.toList()) {
                var question = Files.readString(file);
                if (question.contains("points_")) {
                    continue;
                }
                asked++;
                assertThat(tables.rows(question))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
        assertThat(asked).isGreaterThan(10);
    }

    @Test
    void holdsOldOrdersToTheRulesOfTheNewTables() {
        for (var broken : List.of(
                "UPDATE mall_redemption SET status = 'COLLECTED' WHERE id = 302",
                "UPDATE mall_stock SET quantity = -1 WHERE item_id = 102",
                "UPDATE mall_item SET per_household = 0 WHERE id = 101",
                "INSERT INTO mall_stock_movement (id, item_id, community_id, kind, quantity, reason, moved_by, moved_at)"
                        + " VALUES (299, 101, 10, 'STOCKTAKE', 0, '', 'staff:1', '2026-01-02')")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> tables.run(broken))
                    .as(broken)
                    .isInstanceOf(SQLException.class);
        }
    }
}
