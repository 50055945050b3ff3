package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds of every table, and the schema as it was agreed on. */
class SchemaTests {

    /** Tables whose shape is a library's. Nothing of ours may hide here. */
    private static final Set<String> LIBRARY_TABLES = Set.of("EVENT_PUBLICATION", "scheduled_tasks");

    /** Numbers that are no quantities: they name something or are computed. */
    private static final Set<String> NOT_QUANTITIES = Set.of("version", "outcome_code");

    static final List<String> MODULES = Migrate.MODULES;

    private static String schema;
    private static Connection owner;

    @BeforeAll
    static void migrate() throws SQLException {
        schema = TestEnvironment.migratedSchema();
        owner = TestServices.database().connectAsOwner(schema);
    }

    @AfterAll
    static void close() throws SQLException {
        owner.close();
    }

    @Test
    void everyTableAndColumnHasAChineseComment() throws SQLException {
        var silent = query("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_comment NOT REGEXP '[一-龥]'""");
        var silentColumns = query("""
                SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
                WHERE table_schema = DATABASE() AND column_comment NOT REGEXP '[一-龥]'""");
        assertThat(ours(silent)).isEmpty();
        assertThat(ours(silentColumns)).isEmpty();
    }

    @Test
    void everyTextIsUtf8mb4() throws SQLException {
        var other = query("""
                SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
                WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL AND character_set_name <> 'utf8mb4'""");
        assertThat(ours(other)).isEmpty();
    }

    @Test
    void everyQuantityHasACheck() throws SQLException {
        var numbers = query("""
                SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
                WHERE table_schema = DATABASE() AND data_type IN ('int', 'smallint', 'tinyint', 'bigint', 'decimal')
                  AND column_name NOT LIKE '%id' AND column_type <> 'tinyint(1)' AND extra NOT LIKE '%auto_increment%'""");
        var checks = query("""
                SELECT CONCAT(t.table_name, ':', c.check_clause) FROM information_schema.check_constraints c
                JOIN information_schema.table_constraints t
                  ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
                WHERE c.constraint_schema = DATABASE() AND t.table_schema = DATABASE()""");
        var unchecked = ours(numbers).stream()
                .filter(column -> !NOT_QUANTITIES.contains(column.substring(column.indexOf('.') + 1)))
                .filter(column -> checks.stream().noneMatch(check -> mentions(check, column)))
                .toList();
        assertThat(unchecked).isEmpty();
    }

    private static boolean mentions(String check, String column) {
        var parts = column.split("\\.");
        return check.startsWith(parts[0] + ":") && check.contains("`" + parts[1] + "`");
    }

    @Test
    void theServiceMayNotChangeWhatIsAppendOnly() throws SQLException {
        var grants = grants();
        for (var table : List.of("audit_entry", "audit_seal", "points_transaction", "points_line", "points_lot_move")) {
            assertThat(grants.get(table)).as(table).isEqualTo("SELECT, INSERT");
        }
    }

    @Test
    void theServiceMayOnlyReadWhichScoresWereNotCountedByTheRules() throws SQLException {
        assertThat(grants().get("points_own_rate")).isEqualTo("SELECT");
    }

    @Test
    void theServiceMayReadAndWriteItsTablesAndNothingElse() throws SQLException {
        var tables = query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                + " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'flyway%'");
        var grants = grants();
        assertThat(grants.keySet()).containsExactlyInAnyOrderElementsOf(tables);
        assertThat(grants.values())
                .allMatch(rights -> rights.matches("(SELECT|INSERT|UPDATE( \\(`[a-z_]+`\\))?|DELETE|, )+"));
    }

    /** What the service's user may do, by table, as that user sees it. */
    private static Map<String, String> grants() throws SQLException {
        var database = TestServices.database();
        var pattern = Pattern.compile("GRANT (.+) ON `" + schema + "`\\.`(.+)` TO .*");
        var grants = new TreeMap<String, String>();
        try (var service = DriverManager.getConnection(
                        database.url(schema), EmbeddedDatabase.SERVICE, database.servicePassword());
                var statement = service.createStatement();
                var rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                var grant = pattern.matcher(rows.getString(1));
                if (grant.matches()) {
                    grants.put(grant.group(2), grant.group(1));
                }
            }
        }
        return grants;
    }

    /** The golden file shows in one place what all migrations of a module add up to. */
    @ParameterizedTest
    @FieldSource("MODULES")
    void theSchemaIsAsAgreed(String module) throws SQLException, IOException {
        var actual = new StringBuilder();
        var tables = new TreeMap<String, String>();
        for (var table : query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            if (belongs(table, module)) {
                tables.put(table, definition(table));
            }
        }
        tables.values().forEach(definition -> actual.append(definition).append(";\n\n"));
        var golden = Path.of("../../sql", module, "schema.golden.sql");
        if (Boolean.getBoolean("estation.accept-schema")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, actual);
        }
        assertThat(Files.exists(golden) ? Files.readString(golden) : "")
                .as(
                        "sql/%s/schema.golden.sql; rewrite it with -Destation.accept-schema=true and read the change",
                        module)
                .isEqualTo(actual.toString());
    }

    private static boolean belongs(String table, String module) {
        if (LIBRARY_TABLES.contains(table)) {
            return module.equals("kernel");
        }
        return table.startsWith(module + "_");
    }

    private static String definition(String table) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("SHOW CREATE TABLE `" + table + "`")) {
            row.next();
            return row.getString(2).replaceAll(" AUTO_INCREMENT=\\d+", "");
        }
    }

    private static List<String> ours(List<String> names) {
        return names.stream()
                .filter(name -> !LIBRARY_TABLES.contains(name.split("\\.")[0]))
                .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("flyway"))
                .toList();
    }

    private static List<String> query(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
