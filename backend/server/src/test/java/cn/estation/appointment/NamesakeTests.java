package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.privacy.BlindIndex;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People of one name who have no phone: two of two communities are two, and of one community staff say who it is. */
@EstationTest
class NamesakeTests {

    private static final String NAME = "王建国";

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final BlindIndex index;
    private final JdbcClient database;
    private GridCell community;
    private Caller staff;
    private Bookable counter;
    private List<Slot> slots;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    NamesakeTests(People people, TestCalendars calendars, TestOffice office, BlindIndex index, JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.index = index;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        staff = people.staff(StaffRole.DIRECTOR, community.id());
        counter = calendars.open(community.id(), 20);
        slots = calendars.slots(counter, 1);
    }

    @Test
    void twoOfTwoCommunitiesBookTheSameHour() {
        var elsewhere = people.community();
        var slot = calendars.slot(calendars.open(elsewhere.id(), 3), 1);
        long here = office.bookFor(staff, slots.getFirst().id(), NAME, null, false);
        long there = office.bookFor(people.staff(StaffRole.DIRECTOR, elsewhere.id()), slot.id(), NAME, null, false);

        assertThat(slot.startsAt()).isEqualTo(slots.getFirst().startsAt());
        assertThat(key(here)).isNotEqualTo(key(there));
    }

    @Test
    void asksWhoItIsAndTakesTheAnswer() {
        long first = booked(book(slots.getFirst()));

        var asked = book(slots.get(1));
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("已有一位没留电话的“王建国”", "同一人：约过", "综合窗口", "另一个人（请写怎么区分）");

        long again = booked(book(slots.get(1), "namesake", choice(asked, "B[0-9]+")));
        assertThat(key(again)).isEqualTo(key(first));
        var twice = book(slots.getFirst(), "namesake", choice(book(slots.getFirst()), "B[0-9]+"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("这个时段您已约过");

        assertThat(book(slots.getFirst(), "namesake", "OTHER").body()).contains("请写怎么区分这位“王建国”");
        long other = booked(book(slots.getFirst(), "namesake", "OTHER", "apart", " 3号楼 "));
        assertThat(key(other)).isNotEqualTo(key(first));
        assertThat(staff.get("/console/bookings/" + other).body()).contains("同名区分", "3号楼");
        assertThat(staff.get("/console/bookings/" + first).body()).doesNotContain("同名区分");
    }

    @Test
    void whoWasToldApartIsKnownAfterwards() {
        booked(book(slots.getFirst()));
        long other = booked(book(slots.getFirst(), "apart", "3号楼"));

        var asked = book(slots.get(2));
        assertThat(asked.body()).contains("同一人：3号楼，约过");
        assertThat(key(booked(book(slots.get(2), "namesake", choice(asked, "N[0-9]+")))))
                .isEqualTo(key(other));
        assertThat(key(booked(book(slots.get(3), "apart", "３号楼")))).isEqualTo(key(other));
        assertThat(database.sql("SELECT COUNT(*) FROM appointment_namesake WHERE community_id = ?")
                        .param(community.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(book(slots.get(4), "namesake", "N1").status()).isEqualTo(409);
        assertThat(book(slots.get(4), "apart", "一".repeat(31)).status()).isEqualTo(422);
    }

    @Test
    void aPhoneIsEnoughToTellPeopleApart() {
        booked(book(slots.getFirst()));
        long first = booked(book(slots.getFirst(), "phone", "13700001111"));
        long second = booked(book(slots.getFirst(), "phone", "13700002222"));

        assertThat(key(first)).isNotEqualTo(key(second));
        assertThat(book(slots.getFirst(), "phone", "13700001111").status()).isEqualTo(409);
    }

    @Test
    void whatWasBookedBeforeStaysThatPersons() {
        long former = booked(book(slots.getFirst()));
        database.sql("UPDATE appointment_booking SET person_key = ? WHERE id = ?")
                .params(index.of("appointment_person.key", "person:" + NAME + "|" + former), former)
                .update();

        var asked = book(slots.getFirst());
        assertThat(asked.body()).contains("是同一人，还是另一个人");
        var same = book(slots.getFirst(), "namesake", choice(asked, "B[0-9]+"));
        assertThat(same.body()).contains("这个时段您已约过");
        assertThat(key(booked(book(slots.get(1), "namesake", choice(asked, "B[0-9]+")))))
                .isEqualTo(key(former));
        assertThat(key(booked(book(slots.getFirst(), "namesake", "OTHER", "apart", "老王"))))
                .isNotEqualTo(key(former));
    }

    @Test
    void twoResidentsCareForTwoPeopleOfOneName() {
        var mine = cared(people.resident());
        var theirs = cared(people.resident());
        assertThat(mine.status()).isEqualTo(201);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(database.sql("SELECT COUNT(DISTINCT person_key) FROM appointment_cared_for WHERE id IN (?, ?)")
                        .params(row(mine), row(theirs))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aPersonOnTheListUnderTheFormerKeyIsNotAddedAgain() {
        var resident = people.resident();
        long row = row(cared(resident));
        database.sql("UPDATE appointment_cared_for SET person_key = ? WHERE id = ?")
                .params(index.of("appointment_person.key", "person:" + NAME + "|"), row)
                .update();
        assertThat(cared(resident).status()).isEqualTo(409);
    }

    @Test
    void ofManyWhoBookTheSameNameAtOnceOneIsTheFirstAndTheOthersAreAsked() {
        var answers = Race.of(16, n -> {
            var form = form(slots.get(n % 4));
            return () -> Race.persist(() -> staff.form("/console/bookings", form), Answer::status);
        });
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(15);
        assertThat(database.sql("SELECT COUNT(*) FROM appointment_booking WHERE bookable_id = ?")
                        .param(counter.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static Answer cared(Caller resident) {
        return resident.post("/api/v1/cared-for", Map.of("name", NAME, "relation", "PARENT", "consent", true));
    }

    private static long row(Answer added) {
        return Long.parseLong(added.json().path("id").asString());
    }

    private Map<String, String> form(Slot slot, String... fields) {
        return Forms.with(Map.of("slot", "" + slot.id(), "name", NAME, "consent", "DESK"), fields);
    }

    private Answer book(Slot slot, String... fields) {
        return staff.form("/console/bookings", form(slot, fields));
    }

    private static long booked(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return Long.parseLong(answer.header("Location").replaceAll(".*/", ""));
    }

    private static String choice(Answer page, String form) {
        var found =
                Pattern.compile("name=\"namesake\" value=\"(" + form + ")\"").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private String key(long booking) {
        return database.sql("SELECT person_key FROM appointment_booking WHERE id = ?")
                .param(booking)
                .query(String.class)
                .single();
    }
}
