package cn.estation.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {

    private static final String SCHEMA = "estation_test";

    @TempDir
    Path home;

    @Test
    void keepsTheDataBetweenStarts() throws SQLException {
        try (var database = start(true)) {
            put(database, 7);
        }
        try (var database = start(true)) {
            assertThat(numbers(database)).isEqualTo(7);
        }
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        try (var database = start(true)) {
            put(database, 9);
            var before = database.pid();

            database.kill();
            assertThat(database.alive()).isFalse();
            assertThat(ProcessHandle.of(before)).isEmpty();
            database.restart();

            assertThat(database.pid()).isNotEqualTo(before);
            assertThat(numbers(database)).isEqualTo(9);
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var database = start(false)) {
            for (var address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress())
                    .toList()) {
                assertThatExceptionOfType(IOException.class)
                        .as("reached over %s", address)
                        .isThrownBy(() -> new Socket(address, database.port()).close());
            }
        }
    }

    @Test
    void refusesAWrongPasswordAndNoPasswordAndRoot() throws SQLException {
        try (var database = start(false)) {
            connect(database, "", EmbeddedDatabase.OWNER, database.ownerPassword())
                    .close();
            for (var user : new String[] {EmbeddedDatabase.OWNER, EmbeddedDatabase.SERVICE, "root", "mysql", ""}) {
                for (var password : new String[] {"wrong-password", ""}) {
                    assertThatThrownBy(() -> connect(database, "", user, password))
                            .as("%s with “%s”", user, password)
                            .isInstanceOf(SQLException.class);
                }
            }
        }
    }

    @Test
    void givesTheServiceNothingButWhatTheOwnerGrants() throws SQLException {
        try (var database = start(false)) {
            put(database, 5);
            assertThatThrownBy(() -> connect(database, SCHEMA, EmbeddedDatabase.SERVICE, database.servicePassword()))
                    .isInstanceOf(SQLException.class);

            try (var owner = database.connectAsOwner(SCHEMA);
                    var statement = owner.createStatement()) {
                statement.execute("GRANT SELECT ON thing TO 'estation'@'127.0.0.1'");
            }

            try (var service = connect(database, SCHEMA, EmbeddedDatabase.SERVICE, database.servicePassword());
                    var statement = service.createStatement()) {
                assertThat(statement.executeQuery("SELECT * FROM thing").next()).isTrue();
                assertThatThrownBy(() -> statement.execute("DELETE FROM thing")).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void speaksUtcAndStrictUtf8() throws SQLException {
        try (var database = start(false)) {
            database.createSchema(SCHEMA);
            try (var connection = database.connectAsOwner(SCHEMA);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT NOW(3), UTC_TIMESTAMP(3), '𠮷😀', @@character_set_database, @@sql_mode")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1, LocalDateTime.class))
                        .isCloseTo(row.getObject(2, LocalDateTime.class), within(1));
                assertThat(row.getTimestamp(1).toInstant())
                        .isCloseTo(row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC), within(1));
                assertThat(row.getString(3)).isEqualTo("𠮷😀");
                assertThat(row.getString(4)).isEqualTo("utf8mb4");
                assertThat(row.getString(5)).contains("STRICT_TRANS_TABLES", "ONLY_FULL_GROUP_BY");
            }
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new DatabaseSettings(home, taken.getLocalPort(), "owner-password", "service-password", true);

            assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                    .isInstanceOf(ServiceFault.class)
                    .hasMessageContaining("端口 %d 已被占用".formatted(taken.getLocalPort()));
        }
    }

    @Test
    void refusesAHomeThatIsInUse() {
        try (var _ = start(false)) {
            assertThatThrownBy(() -> start(false))
                    .isInstanceOf(ServiceFault.class)
                    .hasMessageContaining("正由另一个进程使用");
        }
    }

    @Test
    void leavesNoPasswordInAFile() throws IOException {
        try (var _ = start(false);
                var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("init.sql");
        }
    }

    @Test
    void makesDatabasesOfOurNameOnly() {
        try (var database = start(false)) {
            assertThatThrownBy(() -> database.createSchema("mysql")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> database.createSchema("estation`; --"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private EmbeddedDatabase start(boolean durable) {
        return EmbeddedDatabase.start(new DatabaseSettings(home, 0, "owner-password", "service-password", durable));
    }

    private static void put(EmbeddedDatabase database, int number) throws SQLException {
        database.createSchema(SCHEMA);
        try (var connection = database.connectAsOwner(SCHEMA);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE thing (n INT PRIMARY KEY)");
            statement.execute("INSERT INTO thing VALUES (" + number + ")");
        }
    }

    private static int numbers(EmbeddedDatabase database) throws SQLException {
        try (var connection = database.connectAsOwner(SCHEMA);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT n FROM thing")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database, String schema, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(database.url(schema), user, password);
    }

    private static org.assertj.core.data.TemporalUnitOffset within(int seconds) {
        return new org.assertj.core.data.TemporalUnitWithinOffset(seconds, ChronoUnit.SECONDS);
    }
}
