package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.cancel;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Several hands on one queue at the same moment. */
@EstationTest
class QueueRaceTests {

    private static final int HANDS = 16;

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private long community;
    private Caller director;
    private Bookable counter;
    private Line line;
    private Desk desk;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    QueueRaceTests(People people, TestCalendars calendars, TestQueue queue) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        director = people.staff(StaffRole.DIRECTOR, community);
        counter = queue.counter(community, 40, 0);
        line = queue.line(director, counter);
        desk = queue.open(director, line);
    }

    @Test
    void sixteenDesksOfOneLineNeverCallTheSamePerson() {
        var desks = new ArrayList<Desk>(List.of(desk));
        for (int n = 1; n < HANDS; n++) {
            desks.add(queue.anotherDesk(director, line, "窗口" + n));
        }
        for (int n = 0; n < HANDS - 4; n++) {
            queue.ticket(director, line);
        }

        var outcomes = Race.of(HANDS, n -> {
            var hand = people.staff(StaffRole.COMMUNITY_WORKER, community);
            return () -> attempt(() -> queue.next(hand, desks.get(n)).label());
        });

        assertThat(outcomes)
                .filteredOn(said -> said.startsWith("A"))
                .doesNotHaveDuplicates()
                .hasSize(HANDS - 4);
        assertThat(outcomes).filteredOn(said -> said.contains("没有人在等")).hasSize(4);
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void sixteenHandsAtOneDeskCallOnePerson() {
        for (int n = 0; n < 5; n++) {
            queue.ticket(director, line);
        }

        var outcomes = Race.of(HANDS, n -> {
            var hand = people.staff(StaffRole.COMMUNITY_WORKER, community);
            return () -> attempt(() -> queue.next(hand, desk).label());
        });

        assertThat(outcomes).filteredOn(said -> said.equals("A001")).hasSize(1);
        assertThat(outcomes).filteredOn(said -> said.contains("请先办完")).hasSize(HANDS - 1);
        assertThat(queue.waiting(line)).hasSize(4);
    }

    @Test
    void callingAndLeavingAtOnceLeavesEverybodyInOnePlace() {
        var second = queue.anotherDesk(director, line, "二号窗");
        var callers = new ArrayList<Caller>();
        for (int n = 0; n < 8; n++) {
            var resident = people.resident();
            assertThat(resident.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)))
                            .status())
                    .isEqualTo(201);
            callers.add(resident);
        }
        var codes = callers.stream()
                .map(caller -> caller.get("/api/v1/tickets")
                        .json()
                        .get(0)
                        .path("ticket")
                        .path("ticketCode")
                        .asString())
                .toList();

        var outcomes = Race.of(HANDS, n -> {
            var hand = people.staff(StaffRole.COMMUNITY_WORKER, community);
            Callable<String> leaving = () -> Integer.toString(Race.persist(
                            () -> callers.get(n / 2).post("/api/v1/tickets/" + codes.get(n / 2) + "/leaving", Map.of()),
                            cn.estation.Answer::status)
                    .status());
            return n % 2 == 0
                    ? leaving
                    : () -> attempt(
                            () -> queue.next(hand, n % 4 == 1 ? desk : second).label());
        });

        assertThat(outcomes)
                .filteredOn(said -> said.matches("[0-9]{3}"))
                .hasSize(8)
                .containsOnly("200");
        assertThat(queue.waiting(line)).isEmpty();
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void sendingOnAndCallingAtOnceMovesAPersonOnce() {
        var other = queue.another(director, line);
        var there = queue.anotherDesk(director, other, "社保窗口");
        var waiting = new ArrayList<Entry>();
        for (int n = 0; n < 8; n++) {
            waiting.add(queue.ticket(director, line));
        }

        Race.of(HANDS, n -> {
            var hand = people.staff(StaffRole.COMMUNITY_WORKER, community);
            return () -> attempt(() -> {
                if (n % 2 == 0) {
                    queue.transfer(hand, waiting.get(n / 2), other, null);
                    return "sent";
                }
                return queue.next(hand, n % 4 == 1 ? desk : there).label();
            });
        });

        assertThat(waiting)
                .extracting(entry -> queue.entry(entry.id()).status())
                .allMatch(status -> status == EntryStatus.WAITING || status == EntryStatus.CALLED);
        assertThat(queue.findings()).isEmpty();
    }

    @Test
    void checkingInCancellingAndBeingMissedAtOnceHasOneOutcome() {
        for (int round = 0; round < 4; round++) {
            var resident = people.resident();
            var slot = calendars.slots(counter, 1).get(20 + round);
            long booking = id(book(resident, slot.id()));
            // At the very end of the grace: on time for one, too late for the other.
            calendars.ageBooking(
                    booking,
                    Duration.between(calendars.now(), slot.endsAt())
                            .plusMinutes(29)
                            .plusSeconds(58));

            var statuses = Race.of(HANDS, n -> () -> switch (n % 3) {
                case 0 ->
                    Race.persist(
                                    () -> resident.post(
                                            "/api/v1/appointments/" + booking + "/check-in",
                                            Map.of("doorCode", queue.doorCode(line))),
                                    cn.estation.Answer::status)
                            .status();
                case 1 ->
                    Race.persist(() -> cancel(resident, booking), cn.estation.Answer::status)
                            .status();
                default -> {
                    calendars.lookForAbsences();
                    yield 200;
                }
            });

            assertThat(statuses).allMatch(status -> status < 500);
            assertThat(queue.findings()).isEmpty();
        }
    }

    @Test
    void theLastWalkInPlaceGoesToOneOfMany() {
        var kept = calendars.counter(community, TestCalendars.Rules.easy());
        // One slot for the rest of the day has one place for who comes without an appointment.
        int from = queue.minuteNow() + 2;
        Assumptions.assumeTrue(from < 1430, "the day is over");
        calendars.hours(kept.id(), calendars.today(), TestCalendars.every(from, 1440, 1440 - from, 3, 0, 1));
        var there = queue.line(director, kept);
        queue.open(director, there);

        var outcomes = Race.of(HANDS, n -> {
            var resident = people.resident();
            return () -> Race.persist(
                    () -> resident.post(
                            "/api/v1/tickets",
                            Map.of("doorCode", queue.doorCode(there), "lineId", Long.toString(there.id()))),
                    cn.estation.Answer::status);
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("walk-in-full"))
                .hasSize(HANDS - 1);
        assertThat(queue.walkInsTaken(kept.id())).isEqualTo(1);
    }

    @Test
    void numbersOfADayAreGivenOnceAndWithoutAGap() {
        var labels = Race.of(HANDS, n -> {
            var hand = people.staff(StaffRole.COMMUNITY_WORKER, community);
            return () -> attempt(() -> queue.ticket(hand, line).label());
        });

        assertThat(labels).doesNotHaveDuplicates().hasSize(HANDS).contains("A001", "A016");
    }

    /** What came of it, or the sentence of the refusal; tries again while the database is busy, as a browser's user does. */
    private static String attempt(Supplier<String> command) {
        var busy = new int[1];
        return Objects.requireNonNull(Race.persist(
                () -> {
                    try {
                        busy[0] = 0;
                        return command.get();
                    } catch (Refusal refusal) {
                        return refusal.sentence();
                    } catch (PessimisticLockingFailureException
                            | CannotCreateTransactionException
                            | DataAccessResourceFailureException later) {
                        busy[0] = 503;
                        return "busy";
                    }
                },
                said -> busy[0]));
    }
}
