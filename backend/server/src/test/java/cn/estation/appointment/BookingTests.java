package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class BookingTests {

    private final People people;
    private final TestCalendars calendars;
    private long community;
    private Caller resident;

    @Autowired
    BookingTests(People people, TestCalendars calendars) {
        this.people = people;
        this.calendars = calendars;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
    }

    @Test
    void holdsAPlaceAndConfirmsIt() {
        var counter = calendars.open(community, 2);
        var slot = calendars.slot(counter, 1);

        var held = hold(resident, slot.id());

        assertThat(held.status()).isEqualTo(201);
        assertThat(held.json().path("status").asString()).isEqualTo("HELD");
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
        var booked = confirm(resident, id(held));
        assertThat(booked.json().path("status").asString()).isEqualTo("BOOKED");
        assertThat(booked.json().path("subStatus").asString()).isEqualTo("CONFIRMED");
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
        assertThat(confirm(resident, id(held)).status()).isEqualTo(200);
    }

    @Test
    void booksInOneStep() {
        var counter = calendars.open(community, 2);

        var booked = book(resident, calendars.slot(counter, 1).id());

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().path("subStatus").asString()).isEqualTo("ONE_STEP");
        assertThat(resident.get("/api/v1/appointments").json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void theHoldIsTheSeat() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        var other = people.resident();
        var held = id(hold(resident, slot.id()));

        assertThat(book(other, slot.id()).code()).isEqualTo("slot-full");
        calendars.runOut(held);

        assertThat(book(other, slot.id()).status()).isEqualTo(201);
        assertThat(confirm(resident, held).code()).isEqualTo("hold-over");
        assertThat(calendars.seats(slot.id())).isEqualTo(1);
        assertThat(resident.get("/api/v1/appointments/" + held)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void holdsRunOutByThemselves() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        long held = id(hold(resident, slot.id()));
        calendars.runOut(held);

        calendars.expire();
        calendars.expire();

        assertThat(calendars.slot(slot.id()).taken()).isZero();
    }

    @Test
    void whoLetsAHoldRunOutMayTakeThePlaceAgain() {
        var slot = calendars.slot(calendars.open(community, 1), 1);
        calendars.runOut(id(hold(resident, slot.id())));

        assertThat(hold(resident, slot.id()).status()).isEqualTo(201);
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
    }

    @Test
    void givesTheLastPlaceToExactlyOneOfMany() {
        var slot = calendars.slot(calendars.open(community, 1), 1);

        var outcomes = Race.of(n -> {
            var caller = people.resident();
            return () ->
                    Race.persist(() -> n % 2 == 0 ? hold(caller, slot.id()) : book(caller, slot.id()), Answer::status);
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("slot-full"))
                .hasSize(Race.CONTENDERS - 1);
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
        assertThat(calendars.seats(slot.id())).isEqualTo(1);
    }

    @Test
    void bothPhonesOfOnePersonGetOnePlace() {
        var slot = calendars.slot(calendars.open(community, 5), 1);

        var outcomes = Race.of(8, n -> () -> Race.persist(() -> book(resident, slot.id()), Answer::status));

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("already-booked"))
                .hasSize(7);
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
    }

    @Test
    void sentTwiceItHappensOnce() {
        var slot = calendars.slot(calendars.open(community, 5), 1);
        var body = Map.of("slotId", Long.toString(slot.id()));

        var first = resident.post("/api/v1/appointments", body, "one-and-the-same-key");
        var second = resident.post("/api/v1/appointments", body, "one-and-the-same-key");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);
    }

    @Test
    void aFullSlotSaysWhatElseThereIs() {
        var counter = calendars.open(community, 1);
        var slot = calendars.slot(counter, 1);
        book(people.resident(), slot.id());

        var refused = book(resident, slot.id());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("waitlist").asBoolean()).isTrue();
        assertThat(refused.json().path("alternatives").size()).isPositive();
        assertThat(refused.json().path("detail").asString()).contains("已约满", "候补", "最近可约");
    }

    @Test
    void tooEarlySaysWhenItOpens() {
        var counter = calendars.open(community, 1, rules -> rules.horizon(3));
        var far = calendars.slot(counter, 5);

        var refused = book(resident, far.id());

        assertThat(refused.code()).isEqualTo("booking-not-open");
        assertThat(refused.json().path("opensAt").asString()).isNotEmpty();
        assertThat(refused.json().path("alternatives").size()).isPositive();
    }

    @Test
    void limitsNameTheBookingThatStandsInTheWay() {
        var counter = calendars.open(community, 5, rules -> rules.perDay(1));
        var slots = calendars.slots(counter, 1);
        long first = id(book(resident, slots.getFirst().id()));

        var refused = book(resident, slots.getLast().id());

        assertThat(refused.code()).isEqualTo("limit-day");
        assertThat(refused.json().path("appointmentId").asString()).isEqualTo(Long.toString(first));
        assertThat(book(resident, calendars.slot(counter, 2).id()).status()).isEqualTo(201);
    }

    @Test
    void countsOpenBookingsAndWeeks() {
        var open = calendars.open(community, 5, rules -> rules.perOpen(1));
        book(resident, calendars.slot(open, 1).id());
        assertThat(book(resident, calendars.slot(open, 2).id()).code()).isEqualTo("limit-open");

        var week = calendars.open(community, 5, rules -> rules.perWeek(1));
        var someone = people.resident();
        var monday = calendars.today().with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.MONDAY));
        int ahead = (int) calendars.today().until(monday, java.time.temporal.ChronoUnit.DAYS);
        book(someone, calendars.slot(week, ahead).id());
        assertThat(book(someone, calendars.slot(week, ahead + 6).id()).code()).isEqualTo("limit-week");
        assertThat(book(someone, calendars.slot(week, ahead + 7).id()).status()).isEqualTo(201);
    }

    @Test
    void nobodyIsAtTwoCountersAtOnce() {
        var one = calendars.slot(calendars.open(community, 5), 1);
        var other = calendars.slot(calendars.open(community, 5), 1);
        book(resident, one.id());

        assertThat(book(resident, other.id()).code()).isEqualTo("time-conflict");
    }

    @Test
    void aHouseholdHasOnePlaceADay() {
        var counter = calendars.open(community, 5, TestCalendars.Rules::forHouseholds);
        var slots = calendars.slots(counter, 1);
        assertThat(book(resident, slots.get(0).id()).code()).isEqualTo("household-needed");

        var outcomes = Race.of(6, n -> {
            var member = people.resident();
            return () -> Race.persist(
                    () -> member.post(
                            "/api/v1/appointments",
                            Map.of(
                                    "slotId",
                                    Long.toString(slots.get(n).id()),
                                    "household",
                                    n % 2 == 0 ? "3号楼 2单元501" : "３号楼2单元501")),
                    Answer::status);
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("household-has-one"))
                .hasSize(5);
    }

    @Test
    void keepsPlacesForEldersUntilTheDayBefore() {
        var counter = calendars.counter(community, TestCalendars.Rules.easy());
        calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 720, 30, 3, 1, 1));
        var far = calendars.slot(counter, 3);

        assertThat(book(resident, far.id()).status()).isEqualTo(201);
        assertThat(book(people.resident(), far.id()).code()).isEqualTo("slot-full");
        var elder = people.resident()
                .post("/api/v1/appointments", Map.of("slotId", Long.toString(far.id()), "elder", true));
        assertThat(elder.status()).isEqualTo(201);
        assertThat(calendars.slot(far.id()).elderTaken()).isEqualTo(1);

        var near = calendars.slots(counter, 2).getFirst();
        // Twenty hours from now, whatever time of day it is.
        calendars.age(
                near.id(),
                java.time.Duration.between(calendars.now(), near.startsAt()).minusHours(20));
        assertThat(book(people.resident(), near.id()).status()).isEqualTo(201);
        assertThat(book(people.resident(), near.id()).status()).isEqualTo(201);
        assertThat(book(people.resident(), near.id()).code()).isEqualTo("slot-full");
    }

    @Test
    void booksForSomebodyCaredForOnlyWithConsent() {
        var slot = calendars.slot(calendars.open(community, 5), 1);
        var mother = Map.of("name", "王秀兰", "phone", "13900001111", "relation", "PARENT", "elder", true);
        assertThat(resident.post("/api/v1/cared-for", with(mother, "consent", false))
                        .code())
                .isEqualTo("consent-needed");
        var added = resident.post("/api/v1/cared-for", with(mother, "consent", true));
        assertThat(added.json().path("name").asString()).isEqualTo("王*兰");

        var wish = Map.of(
                "slotId",
                Long.toString(slot.id()),
                "caredForId",
                added.json().path("id").asString());
        var booked = resident.post("/api/v1/appointments", wish);

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().path("forName").asString()).isEqualTo("王*兰");
        assertThat(people.resident().post("/api/v1/appointments", wish).status())
                .isEqualTo(404);
        assertThat(book(resident, slot.id()).status()).isEqualTo(201);
    }

    @Test
    void hoardersAreStopped() {
        var counter = calendars.open(community, 5);
        assertThat(hold(resident, calendars.slot(counter, 1).id()).status()).isEqualTo(201);
        assertThat(hold(resident, calendars.slot(counter, 2).id()).status()).isEqualTo(201);
        assertThat(hold(resident, calendars.slot(counter, 3).id()).code()).isEqualTo("too-many-holds");

        var waster = people.resident();
        for (int day = 1; day <= 6; day++) {
            long held = id(hold(waster, calendars.slot(counter, day).id()));
            waster.post("/api/v1/appointments/" + held + "/cancellation", Map.of());
        }
        assertThat(hold(waster, calendars.slot(counter, 7).id()).code()).isEqualTo("too-many-wasted-holds");
        assertThat(book(waster, calendars.slot(counter, 7).id()).status()).isEqualTo(201);
    }

    @Test
    void anotherPersonsBookingDoesNotExist() {
        var slot = calendars.slot(calendars.open(community, 5), 1);
        long held = id(hold(resident, slot.id()));
        var stranger = people.resident();

        for (var path : new String[] {"", "/code", "/pre-check", "/calendar.ics"}) {
            assertThat(stranger.get("/api/v1/appointments/" + held + path).status())
                    .isEqualTo(404);
        }
        assertThat(confirm(stranger, held).status()).isEqualTo(404);
        assertThat(cancel(stranger, held).status()).isEqualTo(404);
        assertThat(people.stranger().get("/api/v1/appointments/" + held).status())
                .isEqualTo(401);
    }

    @Test
    void theCodeIsThereOnceItIsBooked() {
        var slot = calendars.slot(calendars.open(community, 5), 1);
        long held = id(hold(resident, slot.id()));
        assertThat(resident.get("/api/v1/appointments/" + held + "/code").code())
                .isEqualTo("no-check-in-code");
        confirm(resident, held);

        var code = resident.get("/api/v1/appointments/" + held + "/code");

        assertThat(code.json().path("code").asString()).hasSize(13);
        assertThat(code.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"slotId\":1}",
                "{\"slotId\":\"0\"}",
                "{\"slotId\":\"１\"}",
                "{\"slotId\":\"1\",\"capacity\":9}",
                "{\"slotId\":\"1\",\"elder\":1}",
                "{\"slotId\":\"1\",\"cardCode\":\"../../etc\"}",
                "{\"slotId\":[\"1\"]}",
                ""
            })
    void refusesWhatIsNoBooking(String body) {
        assertThat(resident.post("/api/v1/appointments", body).status()).isIn(400, 404);
    }

    @Test
    void refusesSlotsThatAreNotThere() {
        assertThat(book(resident, 1).status()).isEqualTo(404);
        assertThat(hold(resident, 1).status()).isEqualTo(404);
    }

    static Answer hold(Caller caller, long slotId) {
        return caller.post("/api/v1/slots/" + slotId + "/holds", Map.of());
    }

    static Answer book(Caller caller, long slotId) {
        return caller.post("/api/v1/appointments", Map.of("slotId", Long.toString(slotId)));
    }

    static Answer confirm(Caller caller, long id) {
        return caller.post("/api/v1/appointments/" + id + "/confirmation", Map.of());
    }

    static Answer cancel(Caller caller, long id) {
        return caller.post("/api/v1/appointments/" + id + "/cancellation", Map.of());
    }

    static Answer reschedule(Caller caller, long id, long slotId) {
        return caller.post("/api/v1/appointments/" + id + "/reschedule", Map.of("slotId", Long.toString(slotId)));
    }

    static long id(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return Long.parseLong(answer.json().path("appointmentId").asString());
    }

    private static Map<String, Object> with(Map<String, ?> map, String key, Object value) {
        var all = new HashMap<String, Object>(map);
        all.put(key, value);
        return all;
    }
}
