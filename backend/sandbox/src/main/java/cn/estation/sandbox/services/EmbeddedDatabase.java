package cn.estation.sandbox.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB 11.4 on the loopback interface, with the two users of production and their passwords.
 *
 * <p>The owner has every right on databases called {@code estation…} and may grant them; the service's user has none
 * until a migration grants it some. Nothing but this JVM keeps the server alive.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String OWNER = "estation_owner";
    public static final String SERVICE = "estation";

    private static final Pattern SCHEMA = Pattern.compile("estation[a-z0-9_]{0,50}");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DatabaseSettings settings;
    private final MariadbInstallation installation;
    private final Home home;
    private final int port;
    private final Thread hook = new Thread(this::close, "estation-database-stop");
    private @Nullable ServerProcess server;
    private boolean closed;

    private EmbeddedDatabase(DatabaseSettings settings, MariadbInstallation installation, Home home, int port) {
        this.settings = settings;
        this.installation = installation;
        this.home = home;
        this.port = port;
    }

    /**
     * Starts a server on its home folder, which keeps the data of earlier starts.
     *
     * @throws ServiceFault if the port is taken, the folder is in use, or the disk is full
     */
    public static EmbeddedDatabase start(DatabaseSettings settings) {
        var installation = MariadbInstallation.unpack();
        var home = Home.take(settings.home());
        try {
            var port = settings.port() == 0 ? Ports.free() : settings.port();
            var database = new EmbeddedDatabase(settings, installation, home, port);
            database.prepareData();
            database.launch();
            Runtime.getRuntime().addShutdownHook(database.hook);
            return database;
        } catch (RuntimeException failed) {
            home.close();
            throw failed;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return running().pid();
    }

    public boolean alive() {
        var current = server;
        return current != null && current.alive();
    }

    public String ownerPassword() {
        return settings.ownerPassword();
    }

    public String servicePassword() {
        return settings.servicePassword();
    }

    /** The folder with {@code bin/mariadb} and {@code bin/mariadb-dump}. */
    public Path programs() {
        return installation.base();
    }

    /** The JDBC address of one database for Connector/J; all times cross the wire in UTC. */
    public String url(String schema) {
        return "jdbc:mysql://127.0.0.1:%d/%s?%s"
                .formatted(
                        port,
                        schema,
                        "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&characterEncoding=UTF-8"
                                + "&sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true");
    }

    /** Makes an empty database if there is none of that name. Its name starts with {@code estation}. */
    public void createSchema(String name) {
        execute("CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci"
                .formatted(checked(name)));
    }

    public void dropSchema(String name) {
        execute("DROP DATABASE IF EXISTS `%s`".formatted(checked(name)));
    }

    /** A new connection as the owner; an empty schema name connects to none. */
    public Connection connectAsOwner(String schema) throws SQLException {
        return DriverManager.getConnection(url(schema), OWNER, settings.ownerPassword());
    }

    /** Ends the server as a power cut would. {@link #restart()} brings it back on the same port. */
    public synchronized void kill() {
        running().kill();
        server = null;
    }

    /** Starts the server again on the same port and data, after {@link #kill()} or while it runs. */
    public synchronized void restart() {
        stop();
        launch();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop();
        home.close();
        if (Thread.currentThread() != hook) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        var current = server;
        server = null;
        if (current == null) {
            return;
        }
        current.stop(Duration.ofSeconds(30));
        home.forget();
    }

    private void prepareData() {
        if (Files.exists(data().resolve("ibdata1"))) {
            return;
        }
        try {
            // A copy that was cut short has no ibdata1 under the final name: start over.
            var unfinished = settings.home().resolve("data.unfinished");
            Folders.delete(unfinished);
            Folders.delete(data());
            Folders.copy(installation.emptyData(), unfinished);
            Files.move(unfinished, data());
        } catch (IOException cannot) {
            throw new ServiceFault("无法写入 %s，请检查磁盘空间。".formatted(data()), cannot);
        }
    }

    private void launch() {
        Ports.requireFree(port, "数据库");
        var init = settings.home().resolve("init.sql");
        Folders.writeSecret(init, String.join(";\n", accounts()) + ";\n");
        var log = settings.home().resolve("mariadb.log");
        var process = ServerProcess.start("MariaDB", command(init), settings.home(), log);
        home.remember(process.pid());
        try {
            process.await(() -> process.logContains("ready for connections") && Ports.answers(port), PATIENCE);
        } finally {
            init.toFile().delete();
        }
        server = process;
    }

    /** The server reads one statement per line. */
    private List<String> accounts() {
        return List.of(
                "CREATE USER IF NOT EXISTS '%s'@'127.0.0.1'".formatted(OWNER),
                "ALTER USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(OWNER, settings.ownerPassword()),
                "GRANT ALL PRIVILEGES ON `estation%%`.* TO '%s'@'127.0.0.1' WITH GRANT OPTION".formatted(OWNER),
                "CREATE USER IF NOT EXISTS '%s'@'127.0.0.1'".formatted(SERVICE),
                "ALTER USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(SERVICE, settings.servicePassword()));
    }

    private List<String> command(Path init) {
        var command = new ArrayList<>(List.of(
                installation.program("mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + installation.base(),
                "--datadir=" + data(),
                "--tmpdir=" + settings.home(),
                "--init-file=" + init,
                "--user=" + System.getProperty("user.name"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative to the data folder, since a socket's full path must be short.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--skip-name-resolve",
                // Loopback only; and making a key pair at each start takes from one to twelve seconds.
                "--skip-ssl",
                "--local-infile=0",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--default-time-zone=+00:00",
                // What MySQL 8 checks by default.
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--max-connections=400",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=256M",
                "--innodb-lock-wait-timeout=20",
                "--innodb-use-native-aio=0"));
        command.addAll(settings.durable() ? durably() : carelessly());
        return command;
    }

    private static List<String> durably() {
        return List.of("--innodb-flush-log-at-trx-commit=1", "--innodb-log-file-size=96M");
    }

    private static List<String> carelessly() {
        return List.of(
                "--innodb-flush-log-at-trx-commit=0",
                "--sync-binlog=0",
                "--skip-log-bin",
                "--skip-innodb-doublewrite",
                "--innodb-flush-method=nosync",
                "--innodb-fast-shutdown=2",
                "--innodb-log-file-size=64M");
    }

    private void execute(String sql) {
        try (var connection = connectAsOwner("");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new ServiceFault("数据库没有执行“%s”：%s。".formatted(sql, failed.getMessage()), failed);
        }
    }

    private static String checked(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("schema name: " + schema);
        }
        return schema;
    }

    private ServerProcess running() {
        var current = server;
        if (current == null) {
            throw new IllegalStateException("the database is not running");
        }
        return current;
    }

    private Path data() {
        return settings.home().resolve("data");
    }
}
