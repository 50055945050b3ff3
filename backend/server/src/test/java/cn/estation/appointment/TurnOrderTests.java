package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.queue.TestTurns;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose turn it is: by the rule in sentences, and the same in SQL and in Java. */
@EstationTest
class TurnOrderTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private Caller staff;
    private Bookable counter;
    private Line line;
    private Hall hall;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    TurnOrderTests(People people, TestCalendars calendars, TestQueue queue) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        staff = people.staff(StaffRole.DIRECTOR, community);
        counter = queue.counter(community, 40, 0);
        line = queue.line(staff, counter);
        hall = queue.hall(line);
        queue.open(staff, line);
    }

    @Test
    void whoBookedForNowComesBeforeWhoWalkedInEarlier() {
        var walkedIn = queue.ticket(staff, line);
        var onTime = comes(Duration.ofMinutes(-1));

        assertThat(order()).containsExactly(onTime.label(), walkedIn.label());
        assertThat(why(onTime)).contains("已到点", "按预约的时间排");
        assertThat(why(walkedIn)).contains("现场取号");
    }

    @Test
    void whoComesTooEarlyWaitsUntilItIsTimeOrNobodyElseIsThere() {
        var early = comes(Duration.ofMinutes(40));
        var walkedIn = queue.ticket(staff, line);

        assertThat(order()).containsExactly(walkedIn.label(), early.label());
        assertThat(why(early)).contains("提前到了");
    }

    @Test
    void whoComesAfterTheGraceStandsWhereWhoWalksInStands() {
        var walkedIn = queue.ticket(staff, line);
        var late = comes(Duration.ofMinutes(-(hall.lateMinutes() + 1)));
        var onTime = comes(Duration.ofMinutes(-hall.lateMinutes() + 1));

        assertThat(order()).containsExactly(onTime.label(), walkedIn.label(), late.label());
        assertThat(why(late)).contains("迟到");
        assertThat(late.late()).isTrue();
    }

    @Test
    void whoHasWaitedLongEnoughCountsLikeOneWhoseTimeHasCome() {
        var patient = queue.ticket(staff, line);
        queue.age(patient, hall.patience().plusMinutes(20));
        var onTime = comes(Duration.ofMinutes(-5));

        assertThat(order()).containsExactly(patient.label(), onTime.label());
        assertThat(why(queue.entry(patient.id()))).contains("已等满 60 分钟");
    }

    @Test
    void eldersCountAsHavingComeEarlierIfTheRuleSaysSo() {
        var first = queue.ticket(staff, line);
        var elder = queue.ticket(staff, line, "王秀兰", true);
        assertThat(order()).containsExactly(elder.label(), first.label());
        assertThat(why(elder)).contains("长者按早到 15 分钟排");

        queue.rules(
                staff,
                line,
                before -> new Hall(
                        before.id(),
                        before.cellId(),
                        before.placeId(),
                        before.name(),
                        before.phone(),
                        before.notice(),
                        3,
                        10,
                        60,
                        0,
                        3,
                        true,
                        before.createdAt()));
        var another = queue.ticket(staff, line, "李桂英", true);
        assertThat(order()).endsWith(another.label());
        assertThat(TurnOrder.said(queue.hall(line))).doesNotContain("长者");
    }

    @Test
    void theDatabaseAndTheRuleAgreeOnEveryOrder() {
        var random = new Random(20261121);
        var all = new ArrayList<Entry>();
        for (int n = 0; n < 12; n++) {
            all.add(queue.ticket(staff, line, "某人" + n, random.nextBoolean()));
            all.add(comes(Duration.ofMinutes(random.nextInt(-40, 50))));
        }
        all.forEach(entry -> queue.age(entry, Duration.ofMinutes(random.nextInt(0, 90))));

        var now = calendars.now();
        var byRule = all.stream()
                .map(entry -> queue.entry(entry.id()))
                .sorted(TestTurns.at(now))
                .map(Entry::label)
                .toList();

        assertThat(order()).isEqualTo(byRule);
        var desk = queue.desk(line);
        var called = new ArrayList<String>();
        for (int n = 0; n < byRule.size(); n++) {
            var entry = queue.next(staff, desk);
            called.add(entry.label());
            queue.left(staff, entry);
        }
        assertThat(called).as("as they are called").isEqualTo(byRule);
    }

    @Test
    void everyStepHasARuleAndNoOther() {
        var ways = Map.of(
                EntryStatus.WAITING, List.of("WAITING", "CALLED", "SERVED", "PARTLY", "LEFT"),
                EntryStatus.CALLED, List.of("WAITING", "CALLED", "SERVING", "PASSED", "SERVED", "PARTLY", "LEFT"),
                EntryStatus.SERVING, List.of("WAITING", "ON_HOLD", "SERVED", "PARTLY", "LEFT"),
                EntryStatus.ON_HOLD, List.of("WAITING", "SERVING", "SERVED", "PARTLY", "LEFT"),
                EntryStatus.PASSED, List.of("WAITING", "SERVED", "PARTLY", "LEFT"));
        for (var from : EntryStatus.values()) {
            assertThat(from.successors())
                    .as(from.name())
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrderElementsOf(ways.getOrDefault(from, List.of()));
            assertThat(from.isOver()).isEqualTo(!ways.containsKey(from));
        }
    }

    /** Somebody checks in so long before the time they booked. */
    private Entry comes(Duration before) {
        var resident = people.resident();
        var slot = calendars.slots(counter, 1).get(20);
        long booking = id(book(resident, slot.id()));
        calendars.ageBooking(booking, Duration.between(calendars.now().plus(before), slot.startsAt()));
        var in = resident.post(
                "/api/v1/appointments/" + booking + "/check-in", Map.of("doorCode", queue.doorCode(line)));
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        return queue.entryOf(booking);
    }

    private List<String> order() {
        return queue.labels(line);
    }

    private String why(Entry entry) {
        return TurnOrder.why(entry, hall, calendars.now());
    }
}
