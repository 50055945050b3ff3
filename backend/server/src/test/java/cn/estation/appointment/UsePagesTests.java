package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.cancel;
import static cn.estation.appointment.BookingTests.hold;
import static cn.estation.appointment.BookingTests.id;
import static cn.estation.appointment.BookingTests.reschedule;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures of appointments: every number is the length of the list it opens. */
@EstationTest
class UsePagesTests {

    private static final Pattern NUMBER =
            Pattern.compile("<a[^>]*data-count[^>]*href=\"([^\"]+)\"[^>]*>\\s*(?:<strong>)?([0-9]+)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("共 <strong>([0-9]+)</strong> 个");

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final TestQueue queue;
    private final JdbcClient database;
    private GridCell community;
    private Caller staff;
    private Bookable counter;

    @Autowired
    UsePagesTests(People people, TestCalendars calendars, TestOffice office, TestQueue queue, JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.queue = queue;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        staff = people.staff(StaffRole.DIRECTOR, community.id());
        counter = calendars.open(community.id(), 4);
        use();
    }

    /** One of everything: kept, given up in every way, looked at only, and missed. */
    private void use() {
        var slots = calendars.slots(counter, 2);
        var resident = people.resident();
        book(people.resident(), slots.getFirst().id());
        hold(people.resident(), slots.getFirst().id());
        cancel(resident, id(book(resident, slots.get(1).id())));
        cancel(resident, id(hold(resident, slots.get(1).id())));
        reschedule(resident, id(book(resident, slots.get(2).id())), slots.get(3).id());
        staff.form(
                "/console/bookings/" + office.bookFor(staff, slots.get(4).id(), "=1+1", null, false) + "/cancellation",
                Forms.of("reason", "停电检修", "office", "true"));
        var absent = people.resident();
        var missed = calendars.slot(counter, 1);
        long booking = id(book(absent, missed.id()));
        calendars.age(
                missed.id(), Duration.between(calendars.now(), missed.endsAt()).plusHours(1));
        calendars.lookForAbsences();
        calendars.contestOver(booking);
        calendars.lookForAbsences();
    }

    @Test
    void waitingAndServingAreMeasuredAndListed() {
        var line = queue.line(staff, queue.counter(community.id(), 5, 0));
        var desk = queue.open(staff, line);
        var first = queue.ticket(staff, line);
        var second = queue.ticket(staff, line);
        queue.age(first, Duration.ofMinutes(12));
        var called = queue.next(staff, desk);
        queue.serve(staff, called);
        queue.served(staff, called);
        queue.left(staff, second);

        var body = staff.get("/console/appointment-figures" + range()).body();

        assertThat(body).contains("现场等候和办理", "12.0 分钟");
        assertThat(number(body, "kind=WALK_IN\"")).isEqualTo(2);
        assertThat(number(body, "served=true")).isEqualTo(1);
        assertThat(number(body, "gone=true")).isEqualTo(1);
        var visits = staff.get("/console/appointment-figures/visits" + range() + "&kind=WALK_IN");
        assertThat(visits.body()).contains("共 <strong>2</strong> 个", first.label(), "12.0 分钟", "已离开");
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(stranger.get("/console/appointment-figures/visits" + range()).body())
                .contains("这些天没有人到场");
        everyNumberOpensTheListItCounts();
    }

    @Test
    void everyNumberOpensTheListItCounts() {
        var page = staff.get("/console/appointment-figures" + range());

        assertThat(page.body()).contains("综合窗口", "每天的利用率", "爽约率");
        var numbers = NUMBER.matcher(page.body());
        var seen = new ArrayList<String>();
        long together = 0;
        while (numbers.find()) {
            var link = numbers.group(1).replace("&amp;", "&");
            if (seen.contains(link)) {
                continue;
            }
            seen.add(link);
            var list = staff.get(link).body();
            var count = COUNT.matcher(list);
            assertThat(count.find()).as(link).isTrue();
            assertThat(count.group(1)).as(link).isEqualTo(numbers.group(2));
            together += Long.parseLong(count.group(1));
        }
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(together).isGreaterThan(20);
    }

    @Test
    void countsWhatHappened() {
        var body = staff.get("/console/appointment-figures" + range()).body();

        assertThat(number(body, "outcome=NO_SHOW")).isEqualTo(1);
        assertThat(number(body, "outcome=CANCELLED\"")).isEqualTo(1);
        assertThat(number(body, "outcome=RESCHEDULED")).isEqualTo(1);
        assertThat(number(body, "outcome=CANCELLED_BY_OFFICE")).isEqualTo(1);
        assertThat(body).contains("占到时的 100%");
    }

    @Test
    void onePlaceIsCountedAlone() {
        var venue = calendars.open(people.community().id(), 2);
        book(people.resident(), calendars.slot(venue, 1).id());
        var path = "/console/appointment-figures" + range() + "&office=";

        assertThat(staff.get(path + community.id()).status()).isEqualTo(200);
        assertThat(staff.get(path + venue.cellId()).status()).isEqualTo(404);
        assertThat(people.staff(StaffRole.PARTY_WORKER, community.id())
                        .get("/console/appointment-figures")
                        .status())
                .isEqualTo(403);
        assertThat(staff.get("/console/appointment-figures?from=2026-01-01&to=2020-01-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void exportsWithoutNamesAndWithoutFormulas() throws Exception {
        var path = "/console/appointment-figures/export" + range();
        database.sql("UPDATE appointment_bookable SET title = '=HYPERLINK(1)' WHERE id = ?")
                .param(counter.id())
                .update();

        var days = staff.get(path + "&format=csv").body();
        assertThat(days)
                .startsWith("\uFEFF\"窗口\",\"日期\"")
                .contains("\"'=HYPERLINK(1)\"")
                .doesNotContain("\"=HYPER");
        var rows = staff.get(path + "&format=csv&table=bookings").body();
        assertThat(rows.lines().count())
                .isEqualTo(1
                        + number(
                                staff.get("/console/appointment-figures" + range())
                                        .body(),
                                "real=true\""));
        assertThat(rows).doesNotContain("=1+1", "1371111");

        try (var book =
                new ReadableWorkbook(new ByteArrayInputStream(staff.bytes(path + "&format=xlsx&table=bookings")))) {
            var sheet = book.getFirstSheet().read();
            assertThat(sheet.getFirst().getCellText(0)).isEqualTo("开始");
            assertThat(sheet).hasSize((int) rows.lines().count());
            assertThat(sheet.get(1).getCellText(1)).isEqualTo("=HYPERLINK(1)");
            assertThat(sheet.get(1).getCell(1).getFormula()).isNull();
        }
        assertThat(database.sql(
                                "SELECT COUNT(*) FROM audit_entry WHERE action = 'appointment-figures.export' AND actor = ?")
                        .param("staff:" + staff.staffId())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        assertThat(people.staff(StaffRole.GRID_WORKER, community.id()).get(path).status())
                .isEqualTo(403);
    }

    private String range() {
        return "?from=%s&to=%s"
                .formatted(calendars.today().minusDays(2), calendars.today().plusDays(10));
    }

    private static long number(String body, String query) {
        var numbers = NUMBER.matcher(body.replace("&amp;", "&"));
        while (numbers.find()) {
            if ((numbers.group(1) + "\"").contains(query)) {
                return Long.parseLong(numbers.group(2));
            }
        }
        throw new AssertionError("no number for " + query);
    }
}
