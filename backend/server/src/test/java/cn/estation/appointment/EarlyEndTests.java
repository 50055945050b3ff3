package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.activity.TestActivities;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.DeskStatus;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The day of a hall ends before its hours do. */
@EstationTest
class EarlyEndTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private final TestActivities proofs;
    private final Bookings bookings;
    private Caller director;
    private Bookable counter;
    private Line line;
    private Desk desk;
    private String end;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    EarlyEndTests(People people, TestCalendars calendars, TestQueue queue, TestActivities proofs, Bookings bookings) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
        this.proofs = proofs;
        this.bookings = bookings;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        director = people.staff(StaffRole.DIRECTOR, community);
        counter = queue.counter(community, 5, 0);
        line = queue.line(director, counter);
        desk = queue.open(director, line);
        end = "/console/appointments/queue/halls/" + line.hallId() + "/end";
    }

    private Answer end(String... fields) {
        return director.form(end, Forms.of(fields));
    }

    private Entry taken(Caller resident) {
        var answer = resident.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return queue.waiting(line).getLast();
    }

    private long checkedIn(Caller resident) {
        var slot = calendars.slots(counter, 1).get(20);
        long booking = id(book(resident, slot.id()));
        calendars.ageBooking(booking, Duration.between(calendars.now(), slot.startsAt()));
        director.form("/console/appointments/queue/appointments/" + booking + "/check-in", Forms.of());
        return booking;
    }

    @Test
    void whoWaitsIsToldAndBooksAgainWithOneTap() {
        var resident = people.resident();
        var ticket = taken(resident);

        assertThat(director.get(end).body()).contains(ticket.label(), "位还在等，会告知并另给时间", "今日结束，通知他们");
        assertThat(queue.waiting(line)).as("nothing happened yet").hasSize(1);
        assertThat(end("reason", " ").status()).isEqualTo(400);
        assertThat(end("reason", "停电").status()).isEqualTo(302);

        assertThat(queue.waiting(line)).isEmpty();
        await().until(() -> resident.get("/api/v1/notices").body().contains("今天提前结束：停电"));
        var view = resident.get("/api/v1/tickets/" + ticket.code()).json();
        assertThat(view.path("status").asString()).isEqualTo("LEFT");
        assertThat(view.path("sentence").asString()).contains("今天提前结束办理：停电", "有号，可以直接预约");
        var again = resident.post(
                "/api/v1/appointments",
                Map.of("slotId", view.path("again").path("slotId").asString()));
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(proofs.findings()).isEmpty();
    }

    @Test
    void whoCheckedInIsNoNoShowAndHasAnotherPlaceKept() {
        var resident = people.resident();
        long booking = checkedIn(resident);

        end("reason", "系统故障");

        assertThat(resident.get("/api/v1/appointments/" + booking)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("LEFT");
        await().until(() -> !bookings.offeredFor(booking).isEmpty());
        long offer = bookings.offeredFor(booking).getFirst().id();
        assertThat(resident.post("/api/v1/appointments/" + offer + "/confirmation", Map.of())
                        .status())
                .isLessThan(300);
        await().until(() -> resident.get("/api/v1/notices").body().contains("系统故障"));
        assertThat(proofs.findings()).isEmpty();
    }

    @Test
    void whoWasToComeTodayIsCancelledByTheOffice() {
        var slot = calendars.slots(counter, 0).getLast();
        // In the last half hour of a day nobody is to come any more.
        assumeThat(slot.startsAt()).isAfter(calendars.now());
        var resident = people.resident();
        var booked = book(resident, slot.id());
        assertThat(booked.status()).as(booked.body()).isEqualTo(201);
        long booking = id(booked);
        assertThat(director.get(end).body()).contains("/console/bookings/" + booking, "马上通知本人");

        end("reason", "停水");

        await().until(() -> bookings.find(booking).orElseThrow().is(BookingStatus.RELEASED));
        await().until(() -> !bookings.offeredFor(booking).isEmpty());
        calendars.lookForAbsences();
        assertThat(bookings.find(booking).orElseThrow().is(BookingStatus.RELEASED))
                .isTrue();
    }

    @Test
    void whoIsServedIsFinishedAndNobodyTakesANumberAnyMore() {
        queue.ticket(director, line);
        var idle = queue.anotherDesk(director, line, "二号窗口");
        var called = queue.next(director, desk);
        queue.serve(director, called);
        queue.ticket(director, line);
        assertThat(director.get(end).body()).contains("位正在办，请办完");

        end("reason", "停电");

        assertThat(queue.desk(idle.id()).status()).isEqualTo(DeskStatus.CLOSED);
        assertThat(queue.desk(desk.id()).status()).isEqualTo(DeskStatus.OPEN);
        assertThat(director.form(
                                "/console/appointments/queue/entries/" + called.id() + "/served",
                                Forms.of("deskId", "" + desk.id()))
                        .status())
                .isEqualTo(302);
        var late = people.resident().post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)));
        assertThat(late.status()).isEqualTo(409);
        assertThat(end("reason", "停电").status()).as("again").isEqualTo(409);
        assertThat(director.get(end).body()).contains("今天已经结束：停电").doesNotContain("今日结束，通知他们");
        assertThat(proofs.findings()).isEmpty();
    }

    @Test
    void callingAndEndingAtOnceLeavesNobodyWaiting() {
        for (int n = 0; n < 6; n++) {
            queue.ticket(director, line);
        }
        var next = "/console/appointments/queue/desks/" + desk.id() + "/next";
        var answers = Race.of(
                8,
                n -> () -> Race.persist(
                        () -> n % 4 == 0 ? end("reason", "停电") : director.form(next, Forms.of()), Answer::status));

        assertThat(answers).allMatch(answer -> answer.status() == 302 || answer.status() == 409);
        assertThat(queue.waiting(line)).isEmpty();
        assertThat(proofs.findings()).isEmpty();
    }

    @Test
    void whoMayNotManageEndsNothing() {
        queue.ticket(director, line);
        var elsewhere = people.staff(StaffRole.DIRECTOR, people.community().id());
        var party = people.staff(StaffRole.PARTY_WORKER, counter.cellId());

        assertThat(elsewhere.get(end).status()).isEqualTo(404);
        assertThat(elsewhere.form(end, Forms.of("reason", "停电")).status()).isEqualTo(404);
        assertThat(party.get(end).status()).isEqualTo(403);
        assertThat(party.form(end, Forms.of("reason", "停电")).status()).isEqualTo(403);
        assertThat(queue.waiting(line)).hasSize(1);
        assertThat(queue.waiting(line).getFirst().is(EntryStatus.WAITING)).isTrue();
    }
}
