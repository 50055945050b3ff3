package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Coming, waiting, being called and served, and how that ends. */
@EstationTest
class QueueTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private long community;
    private Caller staff;
    private Caller resident;
    private Bookable counter;
    private Line line;
    private Desk desk;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    QueueTests(People people, TestCalendars calendars, TestQueue queue) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        staff = people.staff(StaffRole.COMMUNITY_WORKER, community);
        resident = people.resident();
        counter = queue.counter(community, 5, 0);
        line = queue.line(people.staff(StaffRole.DIRECTOR, community), counter);
        desk = queue.open(staff, line);
    }

    @Test
    void whoChecksInAtTheDoorIsCalledServedAndDone() {
        long booking = bookedNow(resident);

        var in = checkIn(resident, booking, queue.doorCode(line));

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.json().path("appointment").path("status").asString()).isEqualTo("CHECKED_IN");
        var ticket = in.json().path("ticket");
        assertThat(ticket.path("label").asString()).isEqualTo("A001");
        assertThat(ticket.path("ahead").asInt()).isZero();
        var entry = queue.next(staff, desk);
        assertThat(entry.bookingId()).isEqualTo(booking);
        assertThat(ticket(ticket.path("ticketCode").asString()).path("sentence").asString())
                .isEqualTo("请到" + desk.name() + "。");
        queue.serve(staff, entry);
        queue.hold(staff, entry);
        assertThat(queue.entry(entry.id()).status()).isEqualTo(EntryStatus.ON_HOLD);
        queue.resume(staff, entry, desk);
        queue.served(staff, entry);

        assertThat(queue.entry(entry.id()).status()).isEqualTo(EntryStatus.SERVED);
        assertThat(text(booking, "outcome")).isEqualTo("SERVED");
        assertThat(queue.history(entry))
                .extracting(step -> step.to().name())
                .containsExactly("WAITING", "CALLED", "SERVING", "ON_HOLD", "SERVING", "SERVED");
        assertThat(queue.history(entry)).extracting(step -> step.by()).startsWith("resident:" + resident.residentId());
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void checkingInAgainGivesTheSameNumber() {
        long booking = bookedNow(resident);

        var first = checkIn(resident, booking, queue.doorCode(line));
        var second = checkIn(resident, booking, queue.doorCode(line));

        assertThat(second.json().path("ticket").path("label"))
                .isEqualTo(first.json().path("ticket").path("label"));
        assertThat(queue.waiting(line)).hasSize(1);
    }

    @Test
    void checkingInNeedsOnesOwnAppointmentAndTheDoorOfThatHall() {
        long booking = bookedNow(resident);
        var otherCommunity = people.community().id();
        var elsewhere =
                queue.line(people.staff(StaffRole.DIRECTOR, otherCommunity), queue.counter(otherCommunity, 1, 0));

        assertThat(checkIn(people.resident(), booking, queue.doorCode(line)).status())
                .isEqualTo(404);
        var wrongHall = checkIn(resident, booking, queue.doorCode(elsewhere));
        assertThat(wrongHall.code()).isEqualTo("another-hall");
        assertThat(wrongHall.json().path("detail").asString()).contains("您约的是", "请到");
        assertThat(checkIn(resident, booking, "随便").code()).isEqualTo("door-code-wrong");
        var forged = queue.doorCode(line).replaceAll("\\.[0-9a-f]{32}$", "." + "0".repeat(32));
        assertThat(checkIn(resident, booking, forged).code()).isEqualTo("door-code-wrong");
        assertThat(checkIn(resident, booking, "").status()).isEqualTo(400);
        assertThat(text(booking, "status")).isEqualTo("BOOKED");
    }

    @Test
    void tooEarlyTooLateAndClosedEachSayWhatToDo() {
        var early = calendars.open(community, 1);
        queue.join(people.staff(StaffRole.DIRECTOR, community), early, line);
        long tomorrow = id(book(resident, calendars.slot(early, 1).id()));
        var tooEarly = checkIn(resident, tomorrow, queue.doorCode(line));
        assertThat(tooEarly.code()).isEqualTo("too-early-to-check-in");
        assertThat(tooEarly.json().path("detail").asString()).contains("起可以签到");

        long missed = id(book(resident, calendars.slot(early, 2).id()));
        var slot = calendars.slot(early, 2);
        calendars.age(
                slot.id(), Duration.between(calendars.now(), slot.endsAt()).plusMinutes(31));
        assertThat(checkIn(resident, missed, queue.doorCode(line))
                        .json()
                        .path("detail")
                        .asString())
                .contains("已过签到时间", "取号");

        long shut = id(book(resident, calendars.slot(early, 3).id()));
        calendars.age(
                calendars.slot(early, 3).id(),
                Duration.between(calendars.now(), calendars.slot(early, 3).startsAt()));
        queue.close(staff, desk.id());
        calendars.shut(slotOf(shut));
        var closed = checkIn(resident, shut, queue.doorCode(line));
        assertThat(closed.code()).isEqualTo("closed-today");
        assertThat(closed.json().path("detail").asString()).contains("不算爽约", "改期");
    }

    @Test
    void aPersonTakesANumberAtTheDoorAndOnlyOne() {
        var taken = take(resident);

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.json().path("label").asString()).isEqualTo("A001");
        assertThat(take(resident).code()).isEqualTo("has-number");
        assertThat(people.resident()
                        .post("/api/v1/tickets", Map.of("doorCode", "EH1.1.1." + "0".repeat(32)))
                        .code())
                .isEqualTo("door-code-wrong");
        assertThat(take(people.resident()).json().path("label").asString()).isEqualTo("A002");
        var mine = resident.get("/api/v1/tickets").json();
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.get(0).path("ticket").path("ahead").asInt()).isZero();
    }

    @Test
    void whoHasAnAppointmentNowOnlyChecksIn() {
        long booking = bookedNow(resident);

        var refused = take(resident);

        assertThat(refused.code()).isEqualTo("has-appointment");
        assertThat(refused.json().path("appointmentId").asString()).isEqualTo(Long.toString(booking));
    }

    @Test
    void afterThreeNumbersADayOneAsksAtTheDesk() {
        for (int n = 0; n < 3; n++) {
            var code = take(resident).json().path("ticketCode").asString();
            assertThat(resident.post("/api/v1/tickets/" + code + "/leaving", Map.of())
                            .status())
                    .isEqualTo(200);
        }

        assertThat(take(resident).code()).isEqualTo("too-many-numbers");
    }

    @Test
    void nobodyGivesUpAnothersNumber() {
        var code = take(resident).json().path("ticketCode").asString();

        assertThat(people.resident()
                        .post("/api/v1/tickets/" + code + "/leaving", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(resident.post("/api/v1/tickets/" + code + "/leaving", Map.of())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("LEFT");
        assertThat(resident.post("/api/v1/tickets/" + code + "/leaving", Map.of())
                        .code())
                .isEqualTo("entry-not-so");
        assertThat(people.stranger().get("/api/v1/tickets/0000000000000").status())
                .isEqualTo(404);
    }

    @Test
    void walkInsTakeThePlacesTheHoursKeepForThem() {
        var kept = queue.counter(people.community().id(), 2, 1);
        var worker = people.staff(StaffRole.DIRECTOR, kept.cellId());
        var there = queue.line(worker, kept);
        int slotsLeft = (int) calendars.slots(kept, 0).stream()
                .filter(slot -> slot.endsAt().isAfter(calendars.now()))
                .count();
        for (int n = 0; n < slotsLeft; n++) {
            queue.ticket(worker, there);
        }

        refuses("walk-in-full", () -> queue.ticket(worker, there));
        assertThat(queue.walkInsTaken(kept.id())).isEqualTo(slotsLeft);
        var door =
                resident.get("/api/v1/door?doorCode=" + queue.doorCode(there)).json();
        assertThat(door.path("lines").get(0).path("numbers").asString()).isEqualTo("FULL");
        queue.left(worker, queue.waiting(there).getFirst());
        assertThat(queue.walkInsTaken(kept.id())).isEqualTo(slotsLeft - 1);
        queue.ticket(worker, there);
        queue.ticketBeyond(worker, there);
        assertThat(queue.walkInsTaken(kept.id())).isEqualTo(slotsLeft + 1);
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void noNumbersAreGivenForALineThatIsOverForToday() {
        var later = calendars.counter(community, TestCalendars.Rules.easy());
        calendars.hours(later.id(), calendars.today().plusDays(1), TestCalendars.every(540, 600, 30, 1, 0, 0));
        var shut = queue.line(people.staff(StaffRole.DIRECTOR, community), later);

        refuses("line-closed", () -> queue.ticket(staff, shut));
        queue.open(staff, shut);
        assertThat(queue.ticket(staff, shut).label()).isEqualTo("B001");
    }

    @Test
    void whoDoesNotComeAfterThreeCallsIsPassedAndMayComeBackBehindTheOthers() {
        var first = queue.ticket(staff, line);
        var second = queue.ticket(staff, line);
        queue.next(staff, desk);
        refuses("called-too-seldom", () -> queue.pass(staff, queue.entry(first.id())));
        queue.recall(staff, first);
        queue.recall(staff, first);
        queue.pass(staff, first);

        assertThat(queue.entry(first.id()).status()).isEqualTo(EntryStatus.PASSED);
        queue.restore(staff, first);
        assertThat(queue.waiting(line)).extracting(entry -> entry.id()).containsExactly(second.id(), first.id());
        refuses("entry-not-so", () -> queue.restore(staff, first));
    }

    @Test
    void aCallTakenBackKeepsThePlace() {
        var first = queue.ticket(staff, line);
        queue.ticket(staff, line);
        queue.next(staff, desk);

        queue.putBack(staff, first);

        assertThat(queue.waiting(line).getFirst().id()).isEqualTo(first.id());
    }

    @Test
    void oneDeskHasOnePersonInFront() {
        queue.ticket(staff, line);
        queue.ticket(staff, line);
        var first = queue.next(staff, desk);

        refuses("somebody-in-front", () -> queue.next(staff, desk));
        queue.serve(staff, first);
        refuses("somebody-in-front", () -> queue.next(staff, desk));
        queue.hold(staff, first);
        var second = queue.next(staff, desk);
        refuses("somebody-in-front", () -> queue.resume(staff, first, desk));
        queue.serve(staff, second);
        queue.served(staff, second);
        queue.resume(staff, first, desk);
        queue.served(staff, first);
        refuses("nobody-waits", () -> queue.next(staff, desk));
    }

    @Test
    void transferKeepsTheTimeOfArrivalAndTheNumber() {
        var director = people.staff(StaffRole.DIRECTOR, community);
        var other = queue.another(director, line);
        refuses("nobody-there", () -> queue.transfer(staff, queue.ticket(staff, line), other, null));
        var there = queue.anotherDesk(director, other, "社保窗口");
        var second = queue.anotherDesk(director, other, "社保二窗");
        var sent = queue.waiting(line).getFirst();
        queue.ticket(staff, other);

        queue.transfer(staff, sent, other, there);

        var moved = queue.entry(sent.id());
        assertThat(moved.label()).isEqualTo(sent.label());
        assertThat(moved.arrivedAt()).isEqualTo(sent.arrivedAt());
        assertThat(queue.next(staff, second).label())
                .as("only the desk it was sent to may call")
                .isEqualTo("B001");
        assertThat(queue.next(staff, there).id()).isEqualTo(sent.id());
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void aDeskThatClosesLetsGoOfWhoWasCalledAndOfWhoWasSentToIt() {
        var director = people.staff(StaffRole.DIRECTOR, community);
        var second = queue.anotherDesk(director, line, "二号窗");
        var called = queue.ticket(staff, line);
        var sent = queue.ticket(staff, line);
        queue.next(staff, desk);
        queue.transfer(staff, sent, line, desk);

        queue.close(staff, desk.id());

        assertThat(queue.entry(called.id()).status()).isEqualTo(EntryStatus.WAITING);
        assertThat(queue.next(staff, second).id()).isEqualTo(called.id());
        queue.serve(staff, called);
        queue.close(staff, second.id());
        assertThat(queue.entry(called.id()).status()).isEqualTo(EntryStatus.ON_HOLD);
        queue.open(staff, second.id());
        assertThat(queue.next(staff, second).id()).isEqualTo(sent.id());
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void servedInPartSaysWhatIsMissingAndHowToComeAgain() {
        long booking = bookedNow(resident);
        checkIn(resident, booking, queue.doorCode(line));
        var entry = queue.next(staff, desk);
        queue.serve(staff, entry);
        var again = calendars.slot(counter, 2);

        assertThatThrownBy(() -> queue.partly(staff, entry, " ", null)).isInstanceOf(Refusal.class);
        queue.partly(staff, entry, "户口簿原件", again.id());

        assertThat(text(booking, "outcome")).isEqualTo("PARTLY_SERVED");
        var mine = resident.get("/api/v1/tickets").json().get(0);
        assertThat(mine.path("missing").asString()).isEqualTo("户口簿原件");
        assertThat(mine.path("again").path("slots").size()).isPositive();
        assertThat(resident.get("/api/v1/appointments")
                        .json()
                        .path("items")
                        .get(0)
                        .path("slotId")
                        .asString())
                .isEqualTo(Long.toString(again.id()));
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void aFollowUpThatCannotBeHadLeavesEverythingAsItWas() {
        long booking = bookedNow(resident);
        checkIn(resident, booking, queue.doorCode(line));
        var entry = queue.next(staff, desk);
        queue.serve(staff, entry);
        var full = calendars.open(community, 1);
        book(people.resident(), calendars.slot(full, 1).id());

        refuses(
                "slot-full",
                () -> queue.partly(staff, entry, "照片", calendars.slot(full, 1).id()));

        assertThat(queue.entry(entry.id()).status()).isEqualTo(EntryStatus.SERVING);
        assertThat(text(booking, "status")).isEqualTo("CHECKED_IN");
    }

    @Test
    void whoStillWaitsAtTheEndOfTheDayHasLeftAndDidNotMissIt() {
        long booking = bookedNow(resident);
        checkIn(resident, booking, queue.doorCode(line));
        var entry = queue.entryOf(booking);
        var ticket = queue.ticket(staff, line);
        queue.yesterday(entry);
        queue.yesterday(ticket);
        queue.ageDesk(desk, Duration.ofDays(1));

        queue.endDays();
        queue.endDays();

        assertThat(queue.entry(entry.id()).status()).isEqualTo(EntryStatus.LEFT);
        assertThat(queue.entry(entry.id()).note()).contains("还没有叫到");
        assertThat(text(booking, "outcome")).isEqualTo("LEFT");
        assertThat(queue.entry(ticket.id()).status()).isEqualTo(EntryStatus.LEFT);
        assertThat(queue.desk(desk.id()).isOpen()).isFalse();
        calendars.lookForAbsences();
        assertThat(text(booking, "outcome")).isEqualTo("LEFT");
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void whoTookANumberIsForgottenAfterAMonth() {
        var old = queue.ticket(staff, line, "欧阳明月", false);
        var young = queue.ticket(staff, line, "欧阳清风", false);
        queue.left(staff, old);
        queue.left(staff, young);
        queue.daysAgo(old, 31);

        queue.endDays();

        assertThat(queue.entry(old.id()).name()).isNull();
        assertThat(queue.entry(young.id()).name()).isNotNull();
    }

    @Test
    void theEstimateIsASpanOrNothing() {
        var somebody = take(resident).json();
        assertThat(somebody.path("estimate").isNull()).isTrue();
        assertThat(somebody.path("sentence").asString()).contains("下一位就是您", "说不准");
        var code = somebody.path("ticketCode").asString();
        queue.left(staff, queue.waiting(line).getFirst());
        for (int n = 0; n < 5; n++) {
            var served = queue.ticket(staff, line);
            queue.next(staff, desk);
            queue.serve(staff, served);
            queue.age(served, Duration.ofMinutes(6 + n));
            queue.served(staff, served);
        }
        queue.ticket(staff, line);
        queue.ticket(staff, line);

        var waiting = take(people.resident()).json();

        assertThat(waiting.path("ahead").asInt()).isEqualTo(2);
        assertThat(waiting.path("estimate").path("fromMinutes").asInt()).isEqualTo(10);
        assertThat(waiting.path("estimate").path("toMinutes").asInt()).isEqualTo(30);
        queue.close(staff, desk.id());
        assertThat(ticket(waiting.path("ticketCode").asString())
                        .path("estimate")
                        .isNull())
                .isTrue();
        assertThat(ticket(code).path("status").asString()).isEqualTo("LEFT");
    }

    @Test
    void staffOfAnotherOfficeFindNothing() {
        var entry = queue.ticket(staff, line);
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        var guard = people.staff(StaffRole.SHOPKEEPER, community);

        assertThatThrownBy(() -> queue.next(stranger, desk)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> queue.left(stranger, entry)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> queue.ticket(stranger, line)).isInstanceOf(NotFound.class);
        refuses("not-allowed", () -> queue.next(guard, desk));
        refuses("not-allowed", () -> queue.ticket(guard, line));
    }

    @Test
    void aNumberShowsNothingOfWhoHasIt() {
        var named = queue.ticket(staff, line, "欧阳明月", false);

        var shown = people.stranger().get("/api/v1/tickets/" + named.code());

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).doesNotContain("欧阳", "明月", "personKey");
    }

    @Test
    void aCounterWhereNobodySatProtectsWhoDidNotCome() {
        queue.close(staff, desk.id());
        queue.ageDesk(desk, Duration.ofDays(2));

        long booking = missed();

        assertThat(text(booking, "outcome")).isEqualTo("EXCUSED");
        assertThat(text(booking, "subStatus")).isEqualTo("COUNTER_CLOSED");
    }

    @Test
    void aCounterThatOpenedLateProtectsWhoDidNotCome() {
        queue.close(staff, desk.id());
        queue.ageDesk(desk, Duration.ofDays(2));
        queue.open(staff, desk.id());
        queue.ageDesk(desk, Duration.ofMinutes(46));

        assertThat(text(missed(), "subStatus")).isEqualTo("COUNTER_LATE");
    }

    @Test
    void aCounterThatWasOpenProtectsNobody() {
        queue.ageDesk(desk, Duration.ofHours(2));

        assertThat(text(missed(), "status")).isEqualTo("ABSENT");
    }

    /** An appointment from sixty-one minutes to thirty-one ago, to which nobody came. */
    private long missed() {
        var early = calendars.open(community, 3);
        queue.join(people.staff(StaffRole.DIRECTOR, community), early, line);
        var slot = calendars.slot(early, 1);
        long booking = id(book(resident, slot.id()));
        calendars.age(slot.id(), Duration.between(calendars.now(), slot.endsAt()).plusMinutes(31));
        calendars.lookForAbsences();
        return booking;
    }

    @Test
    void openingLateIsRecordedForWhoWasToComeBefore() {
        queue.close(staff, desk.id());
        queue.ageDesk(desk, Duration.ofHours(20));
        Assumptions.assumeTrue(queue.minuteNow() > 30, "what began twenty minutes ago is of yesterday");
        var slot = calendars.slots(counter, 0).getLast();
        calendars.age(slot.id(), Duration.between(calendars.now().minus(Duration.ofMinutes(20)), slot.startsAt()));

        queue.open(staff, desk.id());

        assertThat(queue.disruptions(counter.id())).containsExactly("窗口晚开");
    }

    private long bookedNow(Caller caller) {
        return bookedAt(caller, calendars.now());
    }

    /** An appointment that begins at this moment. */
    private long bookedAt(Caller caller, Instant startsAt) {
        var slot = calendars.slots(counter, 1).get(20);
        long booking = id(book(caller, slot.id()));
        calendars.ageBooking(booking, Duration.between(startsAt, slot.startsAt()));
        return booking;
    }

    private long slotOf(long booking) {
        return Long.parseLong(text(booking, "slotId"));
    }

    private static Answer checkIn(Caller caller, long booking, String doorCode) {
        return caller.post("/api/v1/appointments/" + booking + "/check-in", Map.of("doorCode", doorCode));
    }

    private Answer take(Caller caller) {
        return caller.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)));
    }

    private tools.jackson.databind.JsonNode ticket(String code) {
        return people.stranger().get("/api/v1/tickets/" + code).json();
    }

    private String text(long booking, String field) {
        var value = resident.get("/api/v1/appointments/" + booking).json().path(field);
        return value.isNull() ? "" : value.asString();
    }

    static void refuses(String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(String.valueOf(refusal.getBody().getProperties()))
                                .contains("code=" + code));
    }
}
