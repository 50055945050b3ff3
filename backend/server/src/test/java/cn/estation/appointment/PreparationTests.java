package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.preparation.Reminders;
import cn.estation.guide.TestGuides;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Before the day: what to bring, reminders, the calendar entry, and what the bot knows. */
@EstationTest
class PreparationTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestGuides guides;
    private final Reminders reminders;
    private final AppointmentAnswer answers;
    private long community;
    private Caller resident;

    @Autowired
    PreparationTests(
            People people, TestCalendars calendars, TestGuides guides, Reminders reminders, AppointmentAnswer answers) {
        this.people = people;
        this.calendars = calendars;
        this.guides = guides;
        this.reminders = reminders;
        this.answers = answers;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
    }

    @Test
    void aBookingPinsTheGuideAndAsksForItsDocuments() {
        long guide = guides.published(people, community);
        var counter = calendars.open(community, 3, rules -> rules.handling(guide));
        var slot = Long.toString(calendars.slot(counter, 1).id());

        assertThat(resident.post("/api/v1/appointments", Map.of("slotId", slot)).code())
                .isEqualTo("guide-needed");
        var card = resident.post("/api/v1/guides/" + guide + "/card", Map.of("answers", Map.of()))
                .json()
                .path("card")
                .path("code")
                .asString();
        assertThat(resident.post("/api/v1/appointments", Map.of("slotId", slot, "cardCode", "NOSUCHCARD000"))
                        .code())
                .isEqualTo("card-unknown");
        var booked = resident.post("/api/v1/appointments", Map.of("slotId", slot, "cardCode", card));

        assertThat(booked.json().path("guideId").asString()).isEqualTo(Long.toString(guide));
        assertThat(booked.json().path("guideVersionId").asString()).isNotEmpty();
        assertThat(booked.json().path("cardCode").asString()).isEqualTo(card);
        var path = "/api/v1/appointments/" + id(booked) + "/pre-check";
        var checks = resident.get(path).json();
        assertThat(checks.size()).isGreaterThan(2);
        var said = resident.put(
                path,
                Map.of(
                        "answers",
                        List.of(Map.of("position", 1, "answer", "READY"), Map.of("position", 2, "answer", "MISSING"))));
        assertThat(said.json().get(1).path("answer").asString()).isEqualTo("MISSING");
        assertThat(resident.put(path, Map.of("answers", List.of(Map.of("position", 99, "answer", "READY"))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isDoneOnlyWhereItIsDone() {
        long guide = guides.published(people, community);
        long other = guides.published(people, community);
        var counter = calendars.open(community, 3, rules -> rules.handling(guide));

        var refused = resident.post(
                "/api/v1/appointments",
                Map.of("slotId", Long.toString(calendars.slot(counter, 1).id()), "guideId", Long.toString(other)));

        assertThat(refused.code()).isEqualTo("not-done-there");
    }

    @Test
    void theCalendarEntryIsWellFormed() {
        long booking = id(
                book(resident, calendars.slot(calendars.open(community, 3), 1).id()));

        var file = resident.get("/api/v1/appointments/" + booking + "/calendar.ics");

        assertThat(file.header("Content-Type")).startsWith("text/calendar");
        assertThat(file.body()).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(Pattern.compile("DTSTART:\\d{8}T\\d{6}Z")
                        .matcher(file.body())
                        .find())
                .isTrue();
        assertThat(file.body().lines())
                .allMatch(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75);
        BookingTests.cancel(resident, booking);
        assertThat(resident.get("/api/v1/appointments/" + booking + "/calendar.ics")
                        .body())
                .contains("METHOD:CANCEL");
    }

    @Test
    void remindsOnceAndOnlyWhoStillComes() {
        var counter = calendars.open(community, 3);
        var slot = calendars.slot(counter, 3);
        long booking = id(book(resident, slot.id()));
        var gone = people.resident();
        long cancelled = id(book(gone, slot.id()));
        BookingTests.cancel(gone, cancelled);
        var before = Duration.between(calendars.now(), slot.startsAt()).minusMinutes(110);
        calendars.age(slot.id(), before);

        reminders.remind();
        reminders.remind();

        await().until(() -> resident.get("/api/v1/notices").body().contains("提醒：您约了"));
        assertThat(resident.get("/api/v1/notices").body().split("提醒：您约了", -1)).hasSize(3);
        assertThat(gone.get("/api/v1/notices").body()).doesNotContain("提醒：您约了");
        assertThat(booking).isPositive();
    }

    @Test
    void theBotKnowsWhatOneHasBooked() {
        assertThat(answers.answer(resident.residentId(), "我预约了吗"))
                .hasValueSatisfying(text -> assertThat(text).contains("没有未完成的预约"));
        book(resident, calendars.slot(calendars.open(community, 3), 1).id());

        assertThat(answers.answer(resident.residentId(), "我预约了吗？"))
                .hasValueSatisfying(text -> assertThat(text).contains("您的预约", "综合窗口"));
        assertThat(answers.answer(resident.residentId(), "我的号是几点")).isPresent();
        assertThat(answers.answer(resident.residentId(), "我想预约居住证")).isEmpty();
        assertThat(answers.answer(resident.residentId(), "居住证怎么办")).isEmpty();
    }
}
