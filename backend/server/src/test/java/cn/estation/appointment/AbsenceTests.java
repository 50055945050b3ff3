package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who did not come, and what must not be held against them. */
@EstationTest
class AbsenceTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private long community;
    private Bookable counter;
    private Caller staff;
    private Caller resident;

    @Autowired
    AbsenceTests(People people, TestCalendars calendars, TestOffice office) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        counter = calendars.open(community, 3);
        staff = people.staff(StaffRole.DIRECTOR, community);
        resident = people.resident();
    }

    @Test
    void countsOnlyAfterTheTimeToSayWhy() {
        long booking = missed(1);

        calendars.lookForAbsences();
        assertThat(text(booking, "status")).isEqualTo("ABSENT");
        calendars.lookForAbsences();
        assertThat(text(booking, "status")).isEqualTo("ABSENT");

        calendars.contestOver(booking);
        calendars.lookForAbsences();
        assertThat(text(booking, "outcome")).isEqualTo("NO_SHOW");
        assertThat(contest(booking).code()).isEqualTo("nothing-to-contest");
    }

    @Test
    void whoSaysWhyWaitsForStaff() {
        long booking = missed(1);
        calendars.lookForAbsences();

        assertThat(contest(booking).status()).isEqualTo(200);
        assertThat(contest(booking).code()).isEqualTo("nothing-to-contest");
        calendars.contestOver(booking);
        calendars.lookForAbsences();
        assertThat(text(booking, "status")).isEqualTo("ABSENT");

        office.decide(staff, booking, false);
        assertThat(text(booking, "outcome")).isEqualTo("EXCUSED");
        assertThat(people.resident()
                        .post("/api/v1/appointments/" + booking + "/contest", Map.of("reason", "不是我的"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void neverWhenTheCounterWasLateOrTheDayClosed() {
        long late = missed(1);
        var slot = calendars.slot(slotOf(late));
        office.late(staff, counter.id(), slot.startsAt(), slot.endsAt());

        calendars.lookForAbsences();

        assertThat(text(late, "outcome")).isEqualTo("EXCUSED");
        assertThat(text(late, "subStatus")).isEqualTo("COUNTER_LATE");
    }

    @Test
    void neverForWhoCheckedIn() {
        var slot = calendars.slot(counter, 1);
        long booking = id(book(resident, slot.id()));
        calendars.age(slot.id(), Duration.between(calendars.now(), slot.startsAt()));
        office.checkIn(staff, booking);
        calendars.age(slot.id(), Duration.ofHours(5));

        calendars.lookForAbsences();

        assertThat(text(booking, "status")).isEqualTo("CHECKED_IN");
    }

    @Test
    void afterThreeTimesBookingStopsWithReasonAndEnd() {
        for (int n = 1; n <= 3; n++) {
            long booking = missed(n);
            calendars.lookForAbsences();
            calendars.contestOver(booking);
            calendars.lookForAbsences();
            assertThat(text(booking, "outcome")).isEqualTo("NO_SHOW");
        }

        var refused = book(resident, calendars.slot(counter, 6).id());

        assertThat(refused.code()).isEqualTo("booking-restricted");
        assertThat(refused.json().path("detail").asString()).contains("3 次", "暂停到");
        assertThat(refused.json().path("until").asString()).isNotEmpty();
        var shown = resident.get("/api/v1/appointments/restrictions").json();
        assertThat(shown.size()).isEqualTo(1);
        assertThat(shown.get(0).path("reason").asString()).contains("3 次");
        assertThat(book(people.resident(), calendars.slot(counter, 6).id()).status())
                .isEqualTo(201);
    }

    /** A booking of so many days ahead that is over now, and nobody came. */
    private long missed(int ahead) {
        var slot = calendars.slot(counter, ahead);
        long booking = id(book(resident, slot.id()));
        calendars.age(
                slot.id(), Duration.between(calendars.now(), slot.endsAt()).plusHours(ahead));
        return booking;
    }

    private long slotOf(long booking) {
        return Long.parseLong(text(booking, "slotId"));
    }

    private cn.estation.Answer contest(long booking) {
        return resident.post("/api/v1/appointments/" + booking + "/contest", Map.of("reason", "当天发烧，没能出门。"));
    }

    private String text(long booking, String field) {
        var value = resident.get("/api/v1/appointments/" + booking).json().path(field);
        return value.isNull() ? "" : value.asString();
    }
}
