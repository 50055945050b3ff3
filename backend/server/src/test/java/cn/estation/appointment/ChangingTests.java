package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.cancel;
import static cn.estation.appointment.BookingTests.confirm;
import static cn.estation.appointment.BookingTests.hold;
import static cn.estation.appointment.BookingTests.id;
import static cn.estation.appointment.BookingTests.reschedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.Slot;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Changing one's mind, the office changing its, and what waits in between. */
@EstationTest
class ChangingTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private long community;
    private Caller resident;

    @Autowired
    ChangingTests(People people, TestCalendars calendars, TestOffice office) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
    }

    @Test
    void movingTakesTheNewPlaceAndGivesTheOldOneBack() {
        var counter = calendars.open(community, 1);
        var from = calendars.slot(counter, 1);
        var to = calendars.slot(counter, 2);
        long old = id(book(resident, from.id()));

        var moved = reschedule(resident, old, to.id());

        assertThat(moved.json().path("subStatus").asString()).isEqualTo("MOVED");
        assertThat(moved.json().path("rescheduledFrom").asString()).isEqualTo(Long.toString(old));
        assertThat(taken(from)).isZero();
        assertThat(taken(to)).isEqualTo(1);
        assertThat(outcome(resident, old)).isEqualTo("RESCHEDULED");
        assertThat(reschedule(resident, old, from.id()).code()).isEqualTo("appointment-not-to-change");
    }

    @Test
    void movingToAFullSlotKeepsTheOldPlace() {
        var counter = calendars.open(community, 1);
        var from = calendars.slot(counter, 2);
        var to = calendars.slot(counter, 1);
        book(people.resident(), to.id());
        long old = id(book(resident, from.id()));

        assertThat(reschedule(resident, old, to.id()).code()).isEqualTo("slot-full");
        assertThat(reschedule(resident, old, from.id()).code()).isEqualTo("same-slot");

        assertThat(taken(from)).isEqualTo(1);
        assertThat(taken(to)).isEqualTo(1);
        assertThat(outcome(resident, old)).isEmpty();
    }

    @Test
    void twoWhoSwapNeverWaitForEachOther() {
        // Whoever moves first leaves their old seat to nobody yet: all 24 may be on one side for a moment.
        var counter = calendars.open(community, 24);
        var here = calendars.slot(counter, 1);
        var there = calendars.slot(counter, 2);

        var outcomes = Race.of(24, n -> {
            var caller = people.resident();
            long booking = id(book(caller, n % 2 == 0 ? here.id() : there.id()));
            return () -> Race.persist(
                    () -> reschedule(caller, booking, n % 2 == 0 ? there.id() : here.id()), Answer::status);
        });

        assertThat(outcomes).extracting(Answer::status).containsOnly(200);
        assertThat(taken(here)).isEqualTo(12);
        assertThat(taken(there)).isEqualTo(12);
        assertThat(calendars.seats(here.id())).isEqualTo(12);
    }

    @Test
    void cancellingIsLateAfterTheCutOff() {
        var counter = calendars.open(community, 5, rules -> rules.cutoff(120));
        var near = calendars.slot(counter, 2);
        long early = id(book(resident, calendars.slot(counter, 3).id()));
        long late = id(book(resident, near.id()));
        calendars.age(near.id(), until(near).minusMinutes(60));

        assertThat(cancel(resident, early).json().path("outcome").asString()).isEqualTo("CANCELLED");
        assertThat(reschedule(resident, late, calendars.slot(counter, 4).id()).code())
                .isEqualTo("too-late-to-reschedule");
        assertThat(cancel(resident, late).json().path("outcome").asString()).isEqualTo("LATE_CANCELLED");
        assertThat(cancel(resident, late).code()).isEqualTo("appointment-not-to-change");
        assertThat(taken(near)).isZero();
    }

    @Test
    void whatIsOverCannotBeCancelled() {
        var slot = calendars.slot(calendars.open(community, 5), 1);
        long booking = id(book(resident, slot.id()));
        calendars.age(slot.id(), until(slot).plusMinutes(31));

        assertThat(cancel(resident, booking).code()).isEqualTo("appointment-not-to-change");
    }

    @Test
    void theFirstWhoWaitsGetsWhatComesFree() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        long booking = id(book(resident, slot.id()));
        var first = people.resident();
        var second = people.resident();
        assertThat(wait(people.resident(), calendars.slot(calendars.open(community, 1), 1))
                        .code())
                .isEqualTo("slot-has-places");
        var waiting = wait(first, slot);
        assertThat(waiting.json().path("before").asInt()).isZero();
        assertThat(wait(second, slot).json().path("before").asInt()).isEqualTo(1);
        assertThat(wait(first, slot).code()).isEqualTo("already-waiting");

        cancel(resident, booking);

        assertThat(book(people.resident(), slot.id()).code()).isEqualTo("slot-full");
        var path = "/api/v1/waits/" + waiting.json().path("waitId").asString();
        await().until(() -> first.get(path).json().path("status").asString().equals("OFFERED"));
        assertThat(taken(slot)).isEqualTo(1);
        var accepted = first.post(path + "/acceptance", Map.of());
        assertThat(accepted.json().path("subStatus").asString()).isEqualTo("OFFER_TAKEN");
        assertThat(first.get(path).json().path("status").asString()).isEqualTo("TAKEN");
        assertThat(calendars.slot(slot.id()).waiting()).isEqualTo(1);
    }

    @Test
    void anOfferThatLapsesGoesToTheNext() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        long booking = id(book(resident, slot.id()));
        var first = people.resident();
        var second = people.resident();
        var one = "/api/v1/waits/" + wait(first, slot).json().path("waitId").asString();
        var two = "/api/v1/waits/" + wait(second, slot).json().path("waitId").asString();
        cancel(resident, booking);
        await().until(() -> first.get(one).json().path("status").asString().equals("OFFERED"));

        calendars.runOut(
                Long.parseLong(first.get(one).json().path("appointmentId").asString()));
        calendars.expire();

        assertThat(first.get(one).json().path("status").asString()).isEqualTo("LAPSED");
        await().until(() -> second.get(two).json().path("status").asString().equals("OFFERED"));
        assertThat(second.delete(two).json().path("status").asString()).isEqualTo("LEFT");
        assertThat(taken(slot)).isZero();
        assertThat(first.get(two).status()).isEqualTo(404);
        assertThat(first.post(one + "/acceptance", Map.of()).code()).isEqualTo("hold-over");
    }

    @Test
    void theOfficeClosesADayAndEverybodyIsOfferedTheNextPlace() {
        var counter = calendars.open(community, 3);
        var slot = calendars.slot(counter, 1);
        var staff = people.staff(StaffRole.DIRECTOR, community);
        long booked = id(book(resident, slot.id()));
        var holder = people.resident();
        long held = id(hold(holder, slot.id()));

        office.close(staff, counter.id(), calendars.today().plusDays(1), "停电检修");

        assertThat(calendars.slot(slot.id()).closedWhy()).isEqualTo(ClosedWhy.OFFICE);
        assertThat(book(people.resident(), slot.id()).code()).isEqualTo("slot-closed");
        await().until(() -> outcome(resident, booked).equals("CANCELLED_BY_OFFICE"));
        await().until(() -> outcome(holder, held).equals("CANCELLED_BY_OFFICE"));
        assertThat(confirm(holder, held).code()).isEqualTo("hold-over");
        await().until(() -> !resident.get("/api/v1/appointments/" + booked)
                .json()
                .path("offerId")
                .asString()
                .isEmpty());
        var view = resident.get("/api/v1/appointments/" + booked).json();
        assertThat(view.path("note").asString()).isEqualTo("停电检修");
        assertThat(view.path("alternatives").size()).isPositive();
        var taken = confirm(resident, Long.parseLong(view.path("offerId").asString()));
        assertThat(taken.json().path("status").asString()).isEqualTo("BOOKED");
        await().until(() -> resident.get("/api/v1/notices").body().contains("停电检修"));
    }

    @Test
    void aChangeOfHoursFlagsWhomItTouches() {
        var counter = calendars.open(community, 3);
        var slots = calendars.slots(counter, 1);
        long touched = id(book(resident, slots.getLast().id()));
        long spared = id(book(people.resident(), slots.getFirst().id()));
        var staff = people.staff(StaffRole.DIRECTOR, community);
        var shorter = TestCalendars.every(540, 690, 30, 3, 0, 0);

        assertThat(office.preview(staff, counter.id(), calendars.today(), shorter))
                .containsExactly(touched);
        assertThat(flags(resident, touched)).isZero();
        calendars.hours(counter.id(), calendars.today(), shorter);

        assertThat(flags(resident, touched)).isEqualTo(1);
        assertThat(calendars.slot(slots.getLast().id()).closedWhy()).isEqualTo(ClosedWhy.TEMPLATE);
        assertThat(office.flagged(spared)).isEmpty();
        calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 720, 30, 3, 0, 0));
        assertThat(flags(resident, touched)).isZero();
        assertThat(calendars.slot(slots.getLast().id()).isOpen()).isTrue();
    }

    @Test
    void fewerPlacesKeepThoseWhoHaveOneAndFlagTheLast() {
        var counter = calendars.open(community, 3);
        var slot = calendars.slot(counter, 1);
        id(book(resident, slot.id()));
        var last = people.resident();
        long flagged = id(book(last, slot.id()));

        calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 720, 30, 1, 0, 0));

        var after = calendars.slot(slot.id());
        assertThat(after.capacity()).isEqualTo(1);
        assertThat(after.extra()).isEqualTo(1);
        assertThat(after.taken()).isEqualTo(2);
        assertThat(flags(last, flagged)).isEqualTo(1);
        cancel(last, flagged);
        assertThat(calendars.slot(slot.id()).extra()).isZero();
        assertThat(book(people.resident(), slot.id()).code()).isEqualTo("slot-full");
    }

    @Test
    void slotsAreMadeOnceHoweverOftenTheJobRuns() {
        var counter = calendars.open(community, 3);
        var before = calendars.slots(counter, 5);

        Race.of(4, n -> () -> {
            calendars.generate(counter.id());
            return n;
        });

        assertThat(before).hasSize(6);
        assertThat(calendars.slots(counter, 5)).isEqualTo(before);
    }

    @Test
    void staffDecideOnWhatNeedsApproval() {
        var counter = calendars.open(community, 3, TestCalendars.Rules::withApproval);
        var slot = calendars.slot(counter, 1);
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, community);
        var asked = book(resident, slot.id());
        var other = people.resident();
        long second = id(book(other, slot.id()));

        assertThat(asked.json().path("subStatus").asString()).isEqualTo("REQUESTED");
        assertThat(taken(slot)).isEqualTo(2);
        office.approve(staff, id(asked));
        office.reject(staff, second, "当天另有安排");

        assertThat(status(resident, id(asked))).isEqualTo("BOOKED");
        assertThat(outcome(other, second)).isEqualTo("REJECTED");
        assertThat(taken(slot)).isEqualTo(1);
    }

    @Test
    void staffBookForWhoHasNoPhoneAndOverbookKnowingly() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, community);

        long first = office.bookFor(staff, slot.id(), "赵老根", null, false);

        assertThat(office.masked(first)).isEqualTo("赵*根");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> office.bookFor(staff, slot.id(), "孙二娘", "13700001111", false))
                .hasMessageContaining("约满");
        office.bookFor(staff, slot.id(), "孙二娘", "13700001111", true);
        assertThat(calendars.slot(slot.id()).extra()).isEqualTo(1);
        assertThat(taken(slot)).isEqualTo(2);
    }

    private Answer wait(Caller caller, Slot slot) {
        return caller.post("/api/v1/slots/" + slot.id() + "/waits", Map.of());
    }

    private int taken(Slot slot) {
        return calendars.slot(slot.id()).taken();
    }

    private Duration until(Slot slot) {
        return Duration.between(calendars.now(), calendars.slot(slot.id()).startsAt());
    }

    private static String outcome(Caller caller, long booking) {
        return text(caller, booking, "outcome");
    }

    private static String status(Caller caller, long booking) {
        return text(caller, booking, "status");
    }

    private static String text(Caller caller, long booking, String field) {
        var value = caller.get("/api/v1/appointments/" + booking).json().path(field);
        return value.isNull() ? "" : value.asString();
    }

    private static int flags(Caller caller, long booking) {
        return caller.get("/api/v1/appointments/" + booking)
                .json()
                .path("flags")
                .size();
    }
}
