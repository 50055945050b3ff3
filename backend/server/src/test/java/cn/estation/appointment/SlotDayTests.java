package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.calendar.Weekdays;
import cn.estation.grid.DayKind;
import cn.estation.grid.WorkingCalendar;
import cn.estation.kernel.Time;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which days have which slots: weekdays, holidays, worked weekends, and the edges of a day in China. */
@EstationTest
class SlotDayTests {

    private final People people;
    private final TestCalendars calendars;
    private final WorkingCalendar calendar;
    private final JdbcClient database;
    private long community;

    @Autowired
    SlotDayTests(People people, TestCalendars calendars, WorkingCalendar calendar, JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.calendar = calendar;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
    }

    @Test
    void workingHoursFollowTheWorkingCalendar() {
        var counter = calendars.counter(community, TestCalendars.Rules.easy());
        calendars.hours(counter.id(), calendars.today(), working(Weekdays.WORKING_WEEK));

        for (int ahead = 1; ahead <= 30; ahead++) {
            var day = calendars.today().plusDays(ahead);
            assertThat(calendars.slots(counter, ahead).isEmpty())
                    .as("%s is %s", day, calendar.kind(day))
                    .isEqualTo(!calendar.workingDay(day));
        }
    }

    @Test
    void aHolidayThatIsAnnouncedLaterClosesItsSlotsAndAWorkedSaturdayOpensThem() {
        var counter = calendars.counter(community, TestCalendars.Rules.easy());
        var monday = next(DayOfWeek.MONDAY).plusWeeks(2);
        var saturday = monday.minusDays(2);
        calendars.hours(counter.id(), calendars.today(), working(Weekdays.WORKING_WEEK));
        assertThat(on(counter, monday)).isNotEmpty().allMatch(Slot::isOpen);
        assertThat(on(counter, saturday)).isEmpty();

        announce(monday, DayKind.HOLIDAY);
        announce(saturday, DayKind.ADJUSTED_WORKING);
        try {
            calendars.generate(counter.id());

            assertThat(on(counter, monday)).isNotEmpty().noneMatch(Slot::isOpen);
            assertThat(on(counter, saturday)).isNotEmpty().allMatch(Slot::isOpen);
        } finally {
            database.sql("DELETE FROM grid_calendar_day WHERE day IN (?, ?)")
                    .params(monday, saturday)
                    .update();
        }
        calendars.generate(counter.id());
        assertThat(on(counter, monday)).allMatch(Slot::isOpen);
        assertThat(on(counter, saturday)).noneMatch(Slot::isOpen);
    }

    @Test
    void aDayInChinaGoesFromMidnightToMidnight() {
        var counter = calendars.counter(community, TestCalendars.Rules.easy().perDay(1));
        calendars.hours(
                counter.id(),
                calendars.today(),
                TestCalendars.every(0, 5, 5, 2, 0, 0),
                TestCalendars.every(1435, 1440, 5, 2, 0, 0));
        var day = calendars.today().plusDays(2);
        var slots = calendars.slots(counter, 2);

        assertThat(slots).hasSize(2).allMatch(slot -> slot.day().equals(day));
        assertThat(slots.getFirst().startsAt()).isEqualTo(at(day, 0));
        assertThat(slots.getLast().startsAt()).isEqualTo(at(day, 1435));
        assertThat(slots.getLast().endsAt()).isEqualTo(at(day.plusDays(1), 0));

        var resident = people.resident();
        assertThat(BookingTests.book(resident, slots.getLast().id()).status()).isEqualTo(201);
        assertThat(BookingTests.book(resident, slots.getFirst().id()).code()).isEqualTo("limit-day");
        assertThat(BookingTests.book(resident, calendars.slot(counter, 3).id()).status())
                .isEqualTo(201);
    }

    @Test
    void aDayOpensAtMidnightInChina() {
        var counter = calendars.open(community, 1, rules -> rules.horizon(3));

        assertThat(calendars.slot(counter, 3).opensAt()).isEqualTo(at(calendars.today(), 0));
        assertThat(calendars.slot(counter, 4).opensAt())
                .isEqualTo(at(calendars.today().plusDays(1), 0));
        var resident = people.resident();
        assertThat(BookingTests.book(resident, calendars.slot(counter, 3).id()).status())
                .isEqualTo(201);
        assertThat(BookingTests.book(resident, calendars.slot(counter, 4).id()).code())
                .isEqualTo("booking-not-open");
    }

    @Test
    void newHoursBeginOnTheirDay() {
        var counter = calendars.open(community, 2);
        calendars.hours(counter.id(), calendars.today().plusDays(5), TestCalendars.every(600, 660, 20, 2, 0, 0));

        assertThat(calendars.slots(counter, 4)).hasSize(6).allMatch(Slot::isOpen);
        assertThat(calendars.slots(counter, 5).stream().filter(Slot::isOpen)).hasSize(3);
    }

    @Test
    void publicPagesShowDaysAndSlots() {
        var counter = calendars.open(community, 2);
        var stranger = people.stranger();

        var listed = stranger.get("/api/v1/bookables?communityId=" + community);
        assertThat(listed.json().path("items").get(0).path("bookableId").asString())
                .isEqualTo(Long.toString(counter.id()));
        var days = stranger.get("/api/v1/bookables/" + counter.id() + "/days?days=5");
        assertThat(days.json().size()).isBetween(4, 5);
        var tomorrow = calendars.today().plusDays(1);
        var slots = stranger.get("/api/v1/bookables/" + counter.id() + "/slots?day=" + tomorrow);
        assertThat(slots.json().size()).isEqualTo(6);
        assertThat(slots.json().get(0).path("state").asString()).isEqualTo("FREE");
        assertThat(slots.json().get(0).path("free").asInt()).isEqualTo(2);
        assertThat(stranger.get("/api/v1/bookables/" + counter.id() + "/slots?day=yesterday")
                        .status())
                .isEqualTo(400);
        assertThat(stranger.get("/api/v1/bookables/" + counter.id() + "/days?days=100000")
                        .status())
                .isEqualTo(400);
    }

    private List<Slot> on(Bookable counter, LocalDate day) {
        int ahead = (int) calendars.today().until(day, java.time.temporal.ChronoUnit.DAYS);
        return calendars.slots(counter, ahead);
    }

    private LocalDate next(DayOfWeek day) {
        return calendars.today().with(TemporalAdjusters.next(day));
    }

    private static Instant at(LocalDate day, int minute) {
        return day.atStartOfDay(Time.CHINA).plusMinutes(minute).toInstant();
    }

    private static TemplateDraft working(int weekdays) {
        return new TemplateDraft(weekdays, SessionCalendar.WORKING_DAYS, 540, 720, 30, 2, 0, 0, null);
    }

    private void announce(LocalDate day, DayKind kind) {
        database.sql("""
                        INSERT INTO grid_calendar_year (year, source, provisional, edits, author, imported_at)
                        VALUES (?, '测试', TRUE, 1, 'system:tests', UTC_TIMESTAMP(3))
                        ON DUPLICATE KEY UPDATE edits = edits""").param(day.getYear()).update();
        database.sql("DELETE FROM grid_calendar_day WHERE day = ?").param(day).update();
        database.sql("INSERT INTO grid_calendar_day (day, year, kind, name) VALUES (?, ?, ?, '测试')")
                .params(day, day.getYear(), kind.name())
                .update();
    }
}
