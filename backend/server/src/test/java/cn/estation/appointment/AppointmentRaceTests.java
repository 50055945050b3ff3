package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.identity.StaffRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What can happen to a slot at the same moment: every two and every three of it, all at once, over HTTP where residents
 * do it. Afterwards no slot is above its capacity, counters equal rows, and nothing is left that no rule explains.
 */
@EstationTest
class AppointmentRaceTests {

    /** What happens. Each does it to the same slot of two places; three of each kind contend. */
    enum Act {
        HOLD,
        CONFIRM,
        RESCHEDULE,
        CANCEL,
        EXPIRE,
        CLOSE,
        TEMPLATE
    }

    private static final int EACH = 2;

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final JdbcClient database;
    private Bookable counter;
    private Slot slot;
    private Slot other;
    private Caller staff;
    private final List<Long> expiring = new ArrayList<>();

    @Autowired
    @SuppressWarnings("NullAway.Init")
    AppointmentRaceTests(People people, TestCalendars calendars, TestOffice office, JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        counter = calendars.open(community, 5, rules -> rules.horizon(4));
        slot = calendars.slot(counter, 2);
        other = calendars.slot(counter, 3);
        staff = people.staff(StaffRole.DIRECTOR, community);
    }

    static Stream<List<Act>> pairsAndTriples() {
        var all = new ArrayList<List<Act>>();
        var acts = Act.values();
        for (int i = 0; i < acts.length; i++) {
            for (int j = i; j < acts.length; j++) {
                all.add(List.of(acts[i], acts[j]));
                for (int k = j + 1; k < acts.length; k++) {
                    if (i != j) {
                        all.add(List.of(acts[i], acts[j], acts[k]));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("pairsAndTriples")
    @DisplayName("at once")
    void leavesCountersEqualToRows(List<Act> acts) throws IOException {
        var contenders = new ArrayList<Callable<Integer>>();
        for (var act : acts) {
            for (int n = 0; n < EACH; n++) {
                contenders.add(ready(act));
            }
        }

        var outcomes = Race.of(contenders.size(), contenders::get);

        assertThat(outcomes).as("nothing but yes, no and gone: %s", acts).allMatch(status -> status < 500);
        calendars.expire();
        for (var touched : List.of(slot, other)) {
            assertThat(calendars.placesWithoutRows(touched.id())).isZero();
            var after = calendars.slot(touched.id());
            assertThat(after.taken()).isLessThanOrEqualTo(after.capacity() + after.extra());
        }
        assertThat(findings()).isEmpty();
    }

    /** Makes ready what the act needs; what comes back does it. */
    private Callable<Integer> ready(Act act) {
        var caller = people.resident();
        var now = new EnumMap<Act, Callable<Integer>>(Act.class);
        switch (act) {
            case HOLD -> now.put(act, () -> status(() -> BookingTests.hold(caller, slot.id())));
            case CONFIRM -> {
                long held = BookingTests.id(BookingTests.hold(caller, slot.id()));
                now.put(act, () -> status(() -> BookingTests.confirm(caller, held)));
            }
            case RESCHEDULE -> {
                long booked = BookingTests.id(BookingTests.book(caller, other.id()));
                now.put(act, () -> status(() -> BookingTests.reschedule(caller, booked, slot.id())));
            }
            case CANCEL -> {
                long booked = BookingTests.id(BookingTests.book(caller, slot.id()));
                now.put(act, () -> status(() -> BookingTests.cancel(caller, booked)));
            }
            case EXPIRE -> {
                long held = BookingTests.id(BookingTests.hold(caller, slot.id()));
                calendars.runOut(held);
                expiring.add(held);
                now.put(act, () -> {
                    calendars.expire();
                    return status(() -> BookingTests.confirm(caller, held));
                });
            }
            case CLOSE ->
                now.put(act, () -> {
                    office.close(staff, counter.id(), slot.day(), "停电检修");
                    return 200;
                });
            case TEMPLATE ->
                now.put(act, () -> {
                    calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 660, 30, 2, 0, 0));
                    return 200;
                });
        }
        return Objects.requireNonNull(now.get(act));
    }

    private static int status(java.util.function.Supplier<Answer> attempt) {
        return Race.persist(attempt, Answer::status).status();
    }

    /** Every invariant of the module, over everything there is. */
    private Map<String, Integer> findings() throws IOException {
        var found = new java.util.TreeMap<String, Integer>();
        try (var files = Files.list(Path.of("../../sql/appointment/invariants"))) {
            for (var file : files.toList()) {
                int rows = database.sql(Files.readString(file))
                        .query()
                        .listOfRows()
                        .size();
                if (rows > 0) {
                    found.put(file.getFileName().toString(), rows);
                }
            }
        }
        return found;
    }
}
