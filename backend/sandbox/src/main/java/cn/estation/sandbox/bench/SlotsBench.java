package cn.estation.sandbox.bench;

import cn.estation.sandbox.services.DatabaseSettings;
import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code scripts/bench slots}: a database of its own with this many bookings; then the one query that tells the free
 * places of 20 counters on 30 days, over and over. Prints the plan and, last, one JSON object.
 */
public final class SlotsBench {

    private static final String SCHEMA = "estation";
    private static final int COUNTERS = 20;
    private static final int DAYS = 30;
    private static final int RUNS = 300;
    private static final double ALLOWED_MS = 20;
    private static final int SLOTS_A_DAY = 16;
    private static final int PLACES = 4;

    /** As {@code SlotMapper.free} has it. */
    private static final String QUERY = """
            SELECT counter_id, day,
              SUM(GREATEST(0, LEAST(capacity - walk_in - taken,
                CASE WHEN elder_release_at <= ? THEN capacity
                     ELSE capacity - walk_in - elder_reserved - taken + elder_taken END))) AS places,
              MIN(starts_at) AS first_start
            FROM appointment_slot
            WHERE counter_id IN (%s)
            AND day BETWEEN ? AND ? AND status = 'OPEN' AND waiting = 0
            AND opens_at <= ? AND closes_at > ? AND taken < capacity - walk_in
            AND (elder_release_at <= ? OR taken - elder_taken < capacity - walk_in - elder_reserved)
            GROUP BY counter_id, day ORDER BY counter_id, day""";

    /** As {@code ViewMapper.days} has it: the month of a place in the console. */
    private static final String MONTH = """
            SELECT s.bookable_id, s.day, COUNT(*) AS slots, SUM(s.status = 'OPEN') AS open_slots,
              MAX(s.closed_why) AS closed_why,
              SUM(CASE WHEN s.status = 'OPEN' THEN s.capacity + s.extra ELSE 0 END) AS capacity, SUM(s.taken) AS taken,
              SUM(CASE WHEN s.status = 'OPEN' THEN s.walk_in ELSE 0 END) AS walk_in,
              SUM(CASE WHEN s.status = 'OPEN' THEN s.elders ELSE 0 END) AS elders,
              SUM(CASE WHEN s.status = 'OPEN' THEN GREATEST(0, s.capacity - s.taken) - s.walk_in - s.elders ELSE 0 END)
                AS free,
              SUM(s.waiting) AS waiting, SUM(COALESCE(n.held, 0)) AS held, SUM(COALESCE(n.booked, 0)) AS booked,
              SUM(COALESCE(n.arrived, 0)) AS arrived, SUM(COALESCE(n.done, 0)) AS done,
              SUM(COALESCE(n.absent, 0)) AS absent, SUM(COALESCE(f.flagged, 0)) AS flagged
            FROM (SELECT s.id AS slot_id, s.bookable_id, s.day, s.starts_at, s.ends_at, s.status, s.closed_why,
                s.capacity, s.extra, s.taken, s.waiting, GREATEST(0, LEAST(s.walk_in, s.capacity - s.taken)) AS walk_in,
                CASE WHEN s.elder_release_at <= ? THEN 0 ELSE GREATEST(0, LEAST(s.elder_reserved - s.elder_taken,
                  s.capacity - s.taken - GREATEST(0, LEAST(s.walk_in, s.capacity - s.taken)))) END AS elders
              FROM appointment_slot s WHERE s.bookable_id IN (%1$s) AND s.day BETWEEN ? AND ?) s
            LEFT JOIN (SELECT b.slot_id, SUM(b.status = 'HELD') AS held, SUM(b.status = 'BOOKED') AS booked,
                SUM(b.status = 'CHECKED_IN') AS arrived, SUM(b.status = 'FINISHED') AS done,
                SUM(b.status = 'ABSENT') AS absent
              FROM appointment_booking b WHERE b.bookable_id IN (%1$s) AND b.day BETWEEN ? AND ?
              AND b.status IN ('HELD', 'BOOKED', 'CHECKED_IN', 'FINISHED', 'ABSENT')
              GROUP BY b.bookable_id, b.day, b.slot_id) n
              ON n.slot_id = s.slot_id
            LEFT JOIN (SELECT b.slot_id, COUNT(DISTINCT b.id) AS flagged FROM appointment_flag f
              JOIN appointment_booking b ON b.id = f.booking_id
              WHERE f.pending = 1 AND f.cell_id IN (1) AND b.bookable_id IN (%1$s) AND b.day BETWEEN ? AND ?
              GROUP BY b.slot_id) f ON f.slot_id = s.slot_id
            GROUP BY s.bookable_id, s.day""";

    private static final int VIEWS = 40;

    private SlotsBench() {}

    /** Arguments: bookings, then whatever the other measurements need, last the demo folder. */
    public static void main(String[] arguments) throws IOException, SQLException {
        long bookings = Long.parseLong(arguments[0]);
        var sql = Path.of(arguments[arguments.length - 1])
                .toAbsolutePath()
                .resolve("../../../../../../sql/appointment")
                .normalize();
        var home = Files.createTempDirectory("estation-bench-slots-");
        var settings =
                new DatabaseSettings(home.resolve("mariadb"), 0, Passwords.generate(), Passwords.generate(), false);
        try (var database = EmbeddedDatabase.start(settings)) {
            database.createSchema(SCHEMA);
            try (var connection = database.connectAsOwner(SCHEMA)) {
                for (var script : migrations(sql)) {
                    migrate(connection, Files.readString(script));
                }
                fill(connection, bookings);
                System.exit(measure(connection) <= ALLOWED_MS ? 0 : 1);
            }
        }
    }

    private static List<Path> migrations(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("V[0-9]+__.*\\.sql"))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replaceAll("^V([0-9]+)__.*", "$1"))))
                    .toList();
        }
    }

    private static void migrate(Connection connection, String script) throws SQLException {
        for (var statement : script.replaceAll("(?m)^--.*$", "").split(";\\s*\\n")) {
            if (!statement.isBlank() && !statement.contains("${service}")) {
                run(connection, statement);
            }
        }
    }

    /** Half the days are over and full, half are ahead and partly taken. */
    private static void fill(Connection connection, long bookings) throws SQLException {
        int days = 2 * DAYS;
        long counters = Math.max(COUNTERS, bookings / ((long) days * SLOTS_A_DAY * (PLACES - 1)));
        System.out.printf("正在准备：%d 个窗口 × %d 天 × %d 个时段，每个 %d 个号…%n", counters, days, SLOTS_A_DAY, PLACES);
        run(connection, "CREATE TABLE numbers (n INT NOT NULL PRIMARY KEY)");
        run(
                connection,
                "INSERT INTO numbers WITH RECURSIVE t AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 999) SELECT n FROM t");
        run(connection, """
                INSERT INTO appointment_slot (id, bookable_id, cell_id, counter_id, day, starts_at, ends_at, opens_at,
                  closes_at, elder_release_at, capacity, elder_reserved, walk_in, extra, taken, elder_taken, waiting,
                  status)
                SELECT c.n * 1000000 + d.n * 1000 + s.n + 1, c.n + 1, 1, c.n + 1,
                  DATE(TIMESTAMPADD(DAY, d.n, '2026-01-01')),
                  TIMESTAMPADD(MINUTE, d.n * 1440 + 60 + s.n * 30, '2026-01-01'),
                  TIMESTAMPADD(MINUTE, d.n * 1440 + 90 + s.n * 30, '2026-01-01'), '2025-12-01',
                  TIMESTAMPADD(MINUTE, d.n * 1440 + 60 + s.n * 30, '2026-01-01'),
                  TIMESTAMPADD(MINUTE, d.n * 1440 - 1380 + s.n * 30, '2026-01-01'), %d, 1, 0, 0, %d, 0, 0, 'OPEN'
                FROM numbers c JOIN numbers d ON d.n < %d JOIN numbers s ON s.n < %d WHERE c.n < %d""".formatted(PLACES, PLACES - 1, days, SLOTS_A_DAY, counters));
        run(connection, "UPDATE appointment_slot SET taken = 1 WHERE MOD(id, 3) = 0");
        run(connection, """
                INSERT INTO appointment_booking (id, slot_id, bookable_id, cell_id, counter_id, day, starts_at, ends_at,
                  cancel_until, person_key, consent, elder, pool, code, code_index, status, sub_status, created_at)
                SELECT s.id * 10 + p.n, s.id, s.bookable_id, s.cell_id, s.counter_id, s.day, s.starts_at, s.ends_at,
                  s.starts_at, MD5(s.id * 10 + p.n), 'SELF', 0, 'GENERAL', '', MD5(s.id * 10 + p.n), 'BOOKED',
                  'ONE_STEP', '2025-12-15'
                FROM appointment_slot s JOIN numbers p ON p.n < %d""".formatted(PLACES - 1));
        run(connection, "ANALYZE TABLE appointment_slot, appointment_booking");
    }

    private static double measure(Connection connection) throws SQLException {
        var counters =
                IntStream.rangeClosed(1, COUNTERS).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var query = QUERY.formatted(counters);
        System.out.println("计划：");
        plan(connection, query);
        var times = new ArrayList<Double>();
        int rows = 0;
        try (var statement = prepared(connection, query)) {
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                rows = read(statement);
                if (run >= RUNS / 10) {
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        var sorted = times.stream().sorted().toList();
        double p50 = sorted.get(sorted.size() / 2);
        double p99 = sorted.get(sorted.size() * 99 / 100);
        double month = view(connection, counters, "2026-02-01", "2026-02-28", "一个月");
        double day = view(connection, counters, "2026-02-03", "2026-02-03", "一天");
        System.out.printf(
                Locale.ROOT,
                "{\"bookings\": %d, \"slots\": %d, \"rows\": %d, \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"month_view_p50_ms\": %.2f, \"day_view_p50_ms\": %.2f, \"machine_load\": %.1f}%n",
                count(connection, "appointment_booking"),
                count(connection, "appointment_slot"),
                rows,
                p50,
                p99,
                month,
                day,
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
        return p50;
    }

    /** The console's view of a place with 20 counters: half the time is below what is returned. */
    private static double view(Connection connection, String counters, String from, String to, String name)
            throws SQLException {
        var query = MONTH.formatted(counters);
        System.out.println("日历" + name + "的计划：");
        var values = List.of("2026-01-31 00:30:00", from, to, from, to, from, to);
        try (var statement = connection.prepareStatement("EXPLAIN " + query)) {
            bind(statement, values);
            print(statement);
        }
        var times = new ArrayList<Double>();
        try (var statement = connection.prepareStatement(query)) {
            bind(statement, values);
            for (int run = 0; run < VIEWS; run++) {
                long start = System.nanoTime();
                read(statement);
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return times.stream().sorted().toList().get(VIEWS / 2);
    }

    private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
    }

    private static PreparedStatement prepared(Connection connection, String query) throws SQLException {
        var statement = connection.prepareStatement(query);
        var now = "2026-01-31 00:30:00";
        bind(statement, List.of(now, "2026-01-31", "2026-03-01", now, now, now));
        return statement;
    }

    private static int read(PreparedStatement statement) throws SQLException {
        int rows = 0;
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static void plan(Connection connection, String query) throws SQLException {
        try (var statement = prepared(connection, "EXPLAIN " + query)) {
            print(statement);
        }
    }

    private static void print(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    System.out.printf("  %s: %s%n", rows.getMetaData().getColumnLabel(column), rows.getString(column));
                }
            }
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
