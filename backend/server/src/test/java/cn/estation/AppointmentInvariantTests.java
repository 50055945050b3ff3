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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The invariants of appointments: silent on good rows, and each finds the bad row it is there for. */
class AppointmentInvariantTests {

    private static final List<String> GOOD = List.of(
            """
            INSERT INTO appointment_slot (id, bookable_id, cell_id, day, starts_at, ends_at, opens_at, closes_at,
              elder_release_at, capacity, elder_reserved, walk_in, extra, taken, elder_taken, waiting, status, closed_why)
            VALUES
            (10, 1, 5, '2026-01-05', '2026-01-05 01:00', '2026-01-05 01:30', '2026-01-01', '2026-01-05 01:00',
              '2026-01-04 01:00', 3, 1, 0, 0, 3, 1, 1, 'OPEN', NULL),
            (11, 1, 5, '2026-01-06', '2026-01-06 01:00', '2026-01-06 01:30', '2026-01-01', '2026-01-06 01:00',
              '2026-01-05 01:00', 1, 0, 0, 1, 2, 0, 0, 'CLOSED', 'TEMPLATE'),
            (12, 1, 5, '2026-01-07', '2026-01-07 01:00', '2026-01-07 01:30', '2026-01-01', '2026-01-07 01:00',
              '2026-01-06 01:00', 1, 0, 0, 0, 0, 0, 0, 'CLOSED', 'OFFICE')""",
            """
            INSERT INTO appointment_booking (id, slot_id, bookable_id, cell_id, day, starts_at, ends_at, cancel_until,
              person_key, household_index, consent, elder, pool, code, code_index, status, sub_status, outcome,
              expires_at, contest_until, rescheduled_from_id, created_at, ended_at) VALUES
            (20, 10, 1, 5, '2026-01-05', '2026-01-05 01:00', '2026-01-05 01:30', '2026-01-05', 'a', 'h', 'SELF', 1, 'ELDER',
              '', 'c1', 'BOOKED', 'ONE_STEP', NULL, NULL, NULL, NULL, '2026-01-01', NULL),
            (21, 10, 1, 5, '2026-01-05', '2026-01-05 01:00', '2026-01-05 01:30', '2026-01-05', 'b', 'i', 'SELF', 0, 'GENERAL',
              '', 'c2', 'HELD', 'OFFERED', NULL, '2026-01-04', NULL, NULL, '2026-01-01', NULL),
            (22, 10, 1, 5, '2026-01-05', '2026-01-05 01:00', '2026-01-05 01:30', '2026-01-05', 'c', NULL, 'SELF', 0, 'GENERAL',
              '', 'c3', 'FINISHED', 'UNCONTESTED', 'NO_SHOW', NULL, '2026-01-08', NULL, '2026-01-01', '2026-01-09'),
            (23, 11, 1, 5, '2026-01-06', '2026-01-06 01:00', '2026-01-06 01:30', '2026-01-06', 'd', NULL, 'SELF', 0, 'GENERAL',
              '', 'c4', 'BOOKED', 'MOVED', NULL, NULL, NULL, 25, '2026-01-01', NULL),
            (24, 11, 1, 5, '2026-01-06', '2026-01-06 01:00', '2026-01-06 01:30', '2026-01-06', 'e', NULL, 'SELF', 0, 'GENERAL',
              '', 'c5', 'BOOKED', 'ONE_STEP', NULL, NULL, NULL, NULL, '2026-01-01', NULL),
            (25, 10, 1, 5, '2026-01-05', '2026-01-05 01:00', '2026-01-05 01:30', '2026-01-05', 'd', NULL, 'SELF', 0, 'GENERAL',
              '', 'c6', 'RELEASED', 'MOVED', 'RESCHEDULED', NULL, NULL, NULL, '2026-01-01', '2026-01-02')""",
            """
            INSERT INTO appointment_move (id, booking_id, to_status, sub_status, moved_by, for_person, reason, moved_at) VALUES
            (1, 20, 'BOOKED', 'ONE_STEP', '', '', '', '2026-01-01'), (2, 21, 'HELD', 'OFFERED', '', '', '', '2026-01-01'),
            (3, 22, 'FINISHED', 'UNCONTESTED', '', '', '', '2026-01-01'), (4, 23, 'BOOKED', 'MOVED', '', '', '', '2026-01-01'),
            (5, 24, 'BOOKED', 'ONE_STEP', '', '', '', '2026-01-01'), (6, 25, 'RELEASED', 'MOVED', '', '', '', '2026-01-01')""",
            """
            INSERT INTO appointment_waiting (id, slot_id, bookable_id, cell_id, person_key, consent, elder, status,
              booking_id, created_at) VALUES
            (30, 10, 1, 5, 'x', 'SELF', 0, 'WAITING', NULL, '2026-01-01'),
            (31, 10, 1, 5, 'b', 'SELF', 0, 'OFFERED', 21, '2026-01-01')""",
            """
            INSERT INTO appointment_flag (id, booking_id, cell_id, reason, detail, raised_at)
            VALUES (40, 24, 5, 'SLOT_REMOVED', '', '2026-01-01')""",
            """
            INSERT INTO appointment_closing (id, bookable_id, cell_id, from_day, to_day, reason, closed_by, closed_at,
              finished_at) VALUES (50, 1, 5, '2026-01-07', '2026-01-07', '', '', '2026-01-01', '2026-01-01')""",
            """
            INSERT INTO appointment_restriction (id, cell_id, person_key, booking_id, reason, starts_at, ends_at)
            VALUES (60, 5, 'c', 22, '', '2026-01-09', '2026-02-09')""",
            """
            INSERT INTO appointment_bookable (id, cell_id, kind, title, description, place, phone, lead_minutes,
              horizon_days, opens_minute, cutoff_minutes, one_per_household, approval, pre_check, active, created_at)
            VALUES (1, 5, 'COUNTER', '', '', '', '', 0, 0, 0, 0, 0, 0, '', 1, '2026-01-01')""",
            """
            INSERT INTO appointment_slot (id, bookable_id, cell_id, day, starts_at, ends_at, opens_at, closes_at,
              elder_release_at, capacity, elder_reserved, walk_in, extra, taken, elder_taken, waiting, status, closed_why)
            VALUES (13, 1, 5, '2026-01-08', '2026-01-08 01:00', '2026-01-08 01:30', '2026-01-01', '2026-01-08 01:00',
              '2026-01-07 01:00', 5, 0, 1, 0, 2, 0, 0, 'OPEN', NULL)""",
            """
            INSERT INTO appointment_booking (id, slot_id, bookable_id, cell_id, day, starts_at, ends_at, cancel_until,
              person_key, consent, elder, pool, code, code_index, status, sub_status, outcome, created_at, checked_in_at,
              ended_at) VALUES
            (26, 13, 1, 5, '2026-01-08', '2026-01-08 01:00', '2026-01-08 01:30', '2026-01-08', 'f', 'SELF', 0, 'GENERAL',
              '', 'c7', 'FINISHED', 'AT_THE_COUNTER', 'PARTLY_SERVED', '2026-01-01', '2026-01-08 00:50', '2026-01-08 01:20'),
            (27, 13, 1, 5, '2026-01-08', '2026-01-08 01:00', '2026-01-08 01:30', '2026-01-08', 'g', 'SELF', 0, 'GENERAL',
              '', 'c8', 'CHECKED_IN', 'BY_CODE', NULL, '2026-01-01', '2026-01-08 00:55', NULL)""",
            """
            INSERT INTO appointment_move (id, booking_id, to_status, sub_status, moved_by, for_person, reason, moved_at) VALUES
            (7, 26, 'FINISHED', 'AT_THE_COUNTER', '', '', '', '2026-01-08'),
            (8, 27, 'CHECKED_IN', 'BY_CODE', '', '', '', '2026-01-08')""",
            """
            INSERT INTO appointment_desk (id, hall_id, line_id, cell_id, name, status, staff_id, since, in_use) VALUES
            (70, 80, 81, 5, '1', 'OPEN', 9, '2026-01-08', 1), (71, 80, 81, 5, '2', 'CLOSED', NULL, '2026-01-08', 1)""",
            """
            INSERT INTO appointment_desk_move (id, desk_id, line_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (72, 70, 81, 'CLOSED', 'OPEN', '', '', '2026-01-08')""",
            """
            INSERT INTO appointment_line_day (line_id, day, last_number) VALUES (81, '2026-01-08', 3), (81, UTC_DATE(), 1)""",
            """
            INSERT INTO appointment_entry (id, hall_id, line_id, issued_line_id, cell_id, day, number, label, code, kind,
              booking_id, walk_in_slot_id, title, elder, late, place_at, due_at, status, desk_id, calls, arrived_at, called_at,
              serving_at, ended_at, note) VALUES
            (90, 80, 81, 81, 5, '2026-01-08', 1, 'A001', 'e1', 'BOOKED', 26, NULL, '', 0, 0, '2026-01-08', '2026-01-08',
              'PARTLY', 70, 1, '2026-01-08 00:50', '2026-01-08 01:00', '2026-01-08 01:01', '2026-01-08 01:20', '照片'),
            (92, 80, 81, 81, 5, '2026-01-08', 3, 'A003', 'e3', 'WALK_IN', NULL, 13, '', 0, 0, '2026-01-08', '2026-01-08',
              'SERVED', 70, 1, '2026-01-08 00:57', '2026-01-08 01:21', '2026-01-08 01:22', '2026-01-08 01:25', ''),
            (93, 80, 81, 81, 5, UTC_DATE(), 1, 'A001', 'e4', 'BOOKED', 27, NULL, '', 0, 0, '2026-01-08', '2026-01-08',
              'CALLED', 70, 1, '2026-01-08 00:57', '2026-01-08 01:21', NULL, NULL, '')""",
            """
            INSERT INTO appointment_entry_move (id, entry_id, from_status, to_status, line_id, moved_by, reason, moved_at) VALUES
            (1, 90, NULL, 'WAITING', 81, '', '', '2026-01-08'), (2, 90, 'SERVING', 'PARTLY', 81, '', '', '2026-01-08'),
            (5, 92, NULL, 'WAITING', 81, '', '', '2026-01-08'), (6, 92, 'SERVING', 'SERVED', 81, '', '', '2026-01-08'),
            (7, 93, NULL, 'WAITING', 81, '', '', '2026-01-08'), (8, 93, 'WAITING', 'CALLED', 81, '', '', '2026-01-08')""",
            """
            INSERT INTO appointment_walk_in (slot_id, taken) VALUES (13, 1)""",
            """
            INSERT INTO appointment_activity (id, cell_id, status, whole, places, elder_places, elder_hours, opens_at,
              close_minutes, minimum, decide_minutes, starts_at, ends_at, minutes, every, sessions, skip_holidays,
              created_by, created_at)
            VALUES (100, 5, 'PUBLISHED', 0, 4, 0, 24, '2026-01-01', 0, 2, 60, '2026-01-08 01:00', '2026-01-09 02:00', 60,
              'DAY', 2, 0, '', '2026-01-01')""",
            """
            INSERT INTO appointment_slot (id, bookable_id, cell_id, day, starts_at, ends_at, opens_at, closes_at,
              elder_release_at, capacity, elder_reserved, walk_in, taken, status, closed_why) VALUES
            (15, 100, 5, '2026-01-08', '2026-01-08 01:00', '2026-01-08 02:00', '2026-01-01', '2026-01-08 01:00',
              '2026-01-07 01:00', 4, 0, 0, 1, 'OPEN', NULL),
            (16, 100, 5, '2026-01-09', '2026-01-09 01:00', '2026-01-09 02:00', '2026-01-01', '2026-01-09 01:00',
              '2026-01-08 01:00', 4, 0, 0, 0, 'CLOSED', 'CANCELLED')""",
            """
            INSERT INTO appointment_session (id, activity_id, cell_id, position, starts_at, ends_at, slot_id, status,
              cancelled_why, cancelled_by, dealt_at) VALUES
            (200, 100, 5, 1, '2026-01-08 01:00', '2026-01-08 02:00', 15, 'GOING', NULL, NULL, NULL),
            (201, 100, 5, 2, '2026-01-09 01:00', '2026-01-09 02:00', 16, 'CANCELLED', 'TOO_FEW', '', '2026-01-08')""",
            """
            INSERT INTO appointment_booking (id, slot_id, bookable_id, cell_id, day, starts_at, ends_at, cancel_until,
              person_key, consent, elder, pool, code, code_index, status, sub_status, created_at, checked_in_at)
            VALUES (28, 15, 100, 5, '2026-01-08', '2026-01-08 01:00', '2026-01-08 02:00', '2026-01-08', 'h', 'SELF', 0,
              'GENERAL', '', 'c9', 'CHECKED_IN', 'BY_STAFF', '2026-01-01', '2026-01-08')""",
            """
            INSERT INTO appointment_move (id, booking_id, to_status, sub_status, moved_by, for_person, reason, moved_at)
            VALUES (9, 28, 'CHECKED_IN', 'BY_STAFF', '', '', '', '2026-01-08')""",
            """
            INSERT INTO appointment_enrolment (booking_id, activity_id, slot_id, revision) VALUES (28, 100, 15, 1)""",
            """
            INSERT INTO appointment_attendance (session_id, booking_id, how, marked_by, marked_at)
            VALUES (200, 28, 'BY_STAFF', '', '2026-01-08')""",
            """
            INSERT INTO appointment_attendance_move (id, session_id, booking_id, present, moved_by, reason, moved_at)
            VALUES (1, 200, 28, FALSE, '', '点错了', '2026-01-01'), (2, 200, 28, TRUE, '', '', '2026-01-01')""");

    private static final Map<String, String> BAD = Map.ofEntries(
            Map.entry("I4-slots-within-capacity", "UPDATE appointment_slot SET taken = 4 WHERE id = 10"),
            Map.entry("I4-extra-is-needed", "UPDATE appointment_slot SET extra = 2 WHERE id = 11"),
            Map.entry("I4-taken-is-its-bookings", "UPDATE appointment_slot SET taken = 2 WHERE id = 10"),
            Map.entry("I4-waiting-is-its-entries", "UPDATE appointment_slot SET waiting = 2 WHERE id = 10"),
            Map.entry("I24-bookings-have-slots", "UPDATE appointment_booking SET slot_id = 99 WHERE id = 20"),
            Map.entry(
                    "I24-one-open-booking-per-person-and-slot",
                    "UPDATE appointment_booking SET person_key = 'a' WHERE id = 21"),
            Map.entry(
                    "I24-one-place-per-household",
                    "UPDATE appointment_booking SET household_index = 'h' WHERE id = 21"),
            Map.entry("I24-states-are-whole", "UPDATE appointment_booking SET outcome = 'NO_SHOW' WHERE id = 20"),
            Map.entry("I24-every-state-was-moved-to", "DELETE FROM appointment_move WHERE booking_id = 20"),
            Map.entry(
                    "I24-reschedules-are-whole", "UPDATE appointment_booking SET outcome = 'CANCELLED' WHERE id = 25"),
            Map.entry("I24-offers-are-whole", "UPDATE appointment_booking SET status = 'BOOKED' WHERE id = 21"),
            Map.entry(
                    "I24-no-shows-had-their-time",
                    "UPDATE appointment_booking SET ended_at = '2026-01-07' WHERE id = 22"),
            Map.entry(
                    "I24-restrictions-have-no-shows",
                    "UPDATE appointment_booking SET outcome = 'EXCUSED' WHERE id = 22"),
            Map.entry("I24-flags-are-of-what-is-open", "UPDATE appointment_flag SET booking_id = 25 WHERE id = 40"),
            Map.entry(
                    "I24-closed-days-are-dealt-with",
                    "UPDATE appointment_booking SET slot_id = 12, day = '2026-01-07' WHERE id = 24"),
            Map.entry(
                    "I24-queue-entries-match-bookings",
                    "UPDATE appointment_booking SET outcome = 'SERVED' WHERE id = 26"),
            Map.entry("I24-queue-one-in-front", "UPDATE appointment_desk SET status = 'CLOSED' WHERE id = 70"),
            Map.entry("I24-queue-numbers-are-single", "UPDATE appointment_entry SET number = 1 WHERE id = 92"),
            Map.entry(
                    "I24-queue-times-are-ordered",
                    "UPDATE appointment_entry SET serving_at = '2026-01-08 02:00' WHERE id = 90"),
            Map.entry("I24-queue-every-state-was-moved-to", "DELETE FROM appointment_entry_move WHERE id = 8"),
            Map.entry("I24-queue-desks-were-moved-to", "DELETE FROM appointment_desk_move WHERE desk_id = 70"),
            Map.entry(
                    "I24-queue-days-end", "UPDATE appointment_entry SET day = '2026-01-08', number = 2 WHERE id = 93"),
            Map.entry(
                    "I4-walk-in-places-are-their-entries",
                    "UPDATE appointment_walk_in SET taken = 0 WHERE slot_id = 13"),
            Map.entry(
                    "I24-activities-are-where-they-say",
                    "UPDATE appointment_session SET starts_at = '2026-01-08 00:30' WHERE id = 200"),
            Map.entry(
                    "I24-cancelled-activities-have-no-sessions",
                    "UPDATE appointment_activity SET status = 'CANCELLED' WHERE id = 100"),
            Map.entry(
                    "I24-cancelled-sessions-are-dealt-with",
                    "UPDATE appointment_slot SET status = 'OPEN', closed_why = NULL WHERE id = 16"),
            Map.entry("I24-enrolments-are-bookings", "DELETE FROM appointment_enrolment WHERE booking_id = 28"),
            Map.entry("I24-who-attended-checked-in", "UPDATE appointment_booking SET slot_id = 16 WHERE id = 28"),
            Map.entry(
                    "I24-nobody-waits-in-an-ended-hall",
                    "INSERT INTO appointment_hall_end VALUES (80, UTC_DATE(), '停电', 1, '', '2026-01-08 01:30')"),
            Map.entry("I24-roll-marks-were-moved-to", "DELETE FROM appointment_attendance_move WHERE id = 2"),
            Map.entry("I24-too-few-needs-a-minimum", "UPDATE appointment_activity SET minimum = 0 WHERE id = 100"),
            Map.entry("I24-slots-are-of-their-day", "UPDATE appointment_slot SET day = '2026-01-04' WHERE id = 10"));

    static final List<String> NAMES = BAD.keySet().stream().sorted().toList();

    @SuppressWarnings("NullAway.Init")
    private static Connection owner;

    @BeforeAll
    static void writeGoodRows() throws SQLException {
        owner = TestServices.database().connectAsOwner(TestEnvironment.migratedSchema());
        for (var statement : GOOD) {
            run(statement);
        }
        run("SET SESSION check_constraint_checks = 0");
        run("ALTER TABLE appointment_booking DROP INDEX appointment_booking_once");
        run("ALTER TABLE appointment_booking DROP INDEX appointment_booking_household");
        run("ALTER TABLE appointment_entry DROP INDEX appointment_entry_number");
        owner.setAutoCommit(false);
    }

    @AfterAll
    static void close() throws SQLException {
        owner.close();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void findsTheBadRow(String name) throws SQLException, IOException {
        var question = Files.readString(Path.of("../../sql/appointment/invariants/" + name + ".sql"));
        assertThat(findings(question)).as("good rows").isZero();
        try {
            run(Objects.requireNonNull(BAD.get(name)));
            assertThat(findings(question)).as("bad row").isPositive();
        } finally {
            owner.rollback();
        }
    }

    @Test
    void knowsABadRowForEveryInvariant() throws IOException {
        try (var files = Files.list(Path.of("../../sql/appointment/invariants"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .allMatch(BAD::containsKey);
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

    private static void run(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
