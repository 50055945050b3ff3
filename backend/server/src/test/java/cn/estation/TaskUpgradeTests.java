package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tasks that were written while a task could have a rate of its own, brought to where the rules alone count. */
class TaskUpgradeTests {

    private static final String SCHEMA = Upgrade.schema("task");

    /** Before there were rules every task had a rate; afterwards some have one. */
    private static final String OLDEST = """
            INSERT INTO task_volunteer_task (id, community_id, title, description, place, starts_at, ends_at, places,
              claimed, points_rule, points, status, created_by, created_at) VALUES
            (1, 10, '结了的', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 1, 'FIXED', 10, 'SETTLED', '', '2026-01-01'),
            (2, 10, '报名中', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 2, 'HOURLY', 5, 'PUBLISHED', '', '2026-01-01')""";

    private static final List<String> BEFORE = List.of("""
            INSERT INTO task_volunteer_task (id, community_id, title, description, place, starts_at, ends_at, places,
              claimed, points_rule, points, status, changed, version, created_by, created_at) VALUES
            (3, 10, '改过的', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 0, 'FIXED', 9, 'DONE', '地点改了', 2, '', '2026-01-01'),
            (4, 10, '按细则', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 0, NULL, NULL, 'PUBLISHED', '', 1, '', '2026-01-01'),
            (5, 10, '草稿', '', '', '2026-01-01 01:00', '2026-01-01 03:00', 5, 0, 'FIXED', 9, 'DRAFT', '', 1, '', '2026-01-01')""", """
            INSERT INTO task_claim (id, task_id, community_id, resident_id, status, claimed_at, checked_in_at, evidence,
              minutes, points, settled_by, settled_at, grade, verdict) VALUES
            (50, 1, 10, 100, 'SETTLED', '2026-01-01 00:10', '2026-01-01 01:00', 'ROTATING_CODE', 60, 10, 'staff:1',
              '2026-01-01 03:00', 'B', 'PASS')""");

    private static Upgrade tables;

    @BeforeAll
    static void upgrade() throws SQLException, IOException {
        tables = Upgrade.of("task");
        tables.migrate("V1__tasks.sql");
        tables.run(OLDEST);
        tables.migrate("V2__depth.sql");
        tables.migrate("V3__reviewed_changes.sql");
        tables.run(BEFORE);
        tables.migrate("V4__points_by_rule.sql");
    }

    @AfterAll
    static void close() throws SQLException {
        tables.close();
    }

    @Test
    void keepsNoRateOfATasksOwn() throws SQLException {
        assertThat(tables.rows("SELECT column_name FROM information_schema.columns WHERE table_schema = '" + SCHEMA
                        + "' AND table_name = 'task_volunteer_task' AND column_name IN ('points', 'points_rule')"))
                .isEmpty();
        assertThat(tables.rows("SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = '"
                        + SCHEMA
                        + "' AND table_name = 'task_volunteer_task' AND constraint_name IN"
                        + " ('task_volunteer_task_rate_whole', 'task_volunteer_task_points')"))
                .isEmpty();
    }

    @Test
    void saysSoOnTasksThatAreStillToBeSettled() throws SQLException {
        assertThat(tables.rows("SELECT id, version, changed FROM task_volunteer_task ORDER BY id"))
                .containsExactly("1 1 ", "2 1 计分改为按赋分细则", "3 2 地点改了；计分改为按赋分细则", "4 1 ", "5 1 ");
    }

    @Test
    void leavesAloneWhatTasksSayBesidesAndWhatWasSettled() throws SQLException {
        assertThat(tables.rows("SELECT id, title, places, claimed, status FROM task_volunteer_task ORDER BY id"))
                .containsExactly(
                        "1 结了的 5 1 SETTLED",
                        "2 报名中 5 2 PUBLISHED",
                        "3 改过的 5 0 DONE",
                        "4 按细则 5 0 PUBLISHED",
                        "5 草稿 5 0 DRAFT");
        assertThat(tables.rows("SELECT minutes, points, grade, status FROM task_claim"))
                .containsExactly("60 10 B SETTLED");
    }

    @Test
    void keepsTheOtherChecks() throws SQLException {
        assertThat(tables.rows("SELECT COUNT(*) FROM information_schema.table_constraints WHERE table_schema = '"
                        + SCHEMA + "' AND table_name = 'task_volunteer_task' AND constraint_type = 'CHECK'"))
                .containsExactly("9");
    }
}
