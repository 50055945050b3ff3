package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
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
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The calendars in the console: what they show, and changes that touch exactly those the preview named. */
@EstationTest
class SlotPagesTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestPlaces places;
    private final TestOffice office;
    private final Bookings bookings;
    private GridCell community;
    private Caller staff;

    @Autowired
    SlotPagesTests(People people, TestCalendars calendars, TestPlaces places, TestOffice office, Bookings bookings) {
        this.people = people;
        this.calendars = calendars;
        this.places = places;
        this.office = office;
        this.bookings = bookings;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
    }

    @Test
    void theDayShowsHowPlacesAreUsedAndEachCellOpensItsList() {
        var counter = calendars.open(community.id(), 4);
        var slot = calendars.slot(counter, 1);
        long booked = id(book(people.resident(), slot.id()));
        hold(people.resident(), slot.id());

        var page = staff.get("/console/appointments/offices/" + community.id() + "?view=DAY&day=" + slot.day());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("综合窗口", "2/4", "占号 1 · 空 2", "slot=" + slot.id());
        var list = staff.get("/console/bookings?seated=true&slot=" + slot.id());
        assertThat(list.body()).contains("共 <strong>2</strong> 个", "/console/bookings/" + booked);
    }

    @Test
    void theWeekAndTheMonthAddUpTheDays() {
        var counter = calendars.open(community.id(), 2);
        var day = calendars.today().plusDays(1);
        for (var slot : calendars.slots(counter, 1).subList(0, 3)) {
            book(people.resident(), slot.id());
        }
        var path = "/console/appointments/offices/" + community.id();

        assertThat(staff.get(path + "?view=WEEK&day=" + day).body())
                .contains("3/12", "bookable=%d&amp;from=%s&amp;to=%s".formatted(counter.id(), day, day));
        assertThat(staff.get(path + "?view=MONTH&day=" + day).body()).contains("3/12", "view=DAY&amp;day=" + day);
        assertThat(staff.get("/console/bookings?seated=true&bookable=%d&from=%s&to=%s"
                                .formatted(counter.id(), day, day))
                        .body())
                .contains("共 <strong>3</strong> 个");
        assertThat(staff.get(path + "?view=WEEK&day=1999-01-01").status()).isEqualTo(400);
    }

    @Test
    void aServicePointShowsItsCountersAndWhyItIsClosed() {
        long point = places.point(community);
        var counter = calendars.open(community.id(), 2, rules -> rules.at(point, point));
        var day = calendars.today().plusDays(1);
        office.close(staff, counter.id(), day, "线路检修");

        var page = staff.get("/console/appointments/points/" + point + "?view=WEEK&day=" + day);

        assertThat(page.body()).contains("测试服务点", "综合窗口停办：线路检修");
        assertThat(staff.get("/console/appointments").body()).contains("测试服务点", "/points/" + point);
        assertThat(staff.get("/console/appointments/points/" + point + "?thing=1")
                        .body())
                .contains("还没有可以预约的窗口");
    }

    @Test
    void holidaysAndWorkedWeekendsAreMarked() {
        places.town();
        calendars.open(community.id(), 2);
        var path = "/console/appointments/offices/" + community.id();

        assertThat(staff.get(path + "?view=WEEK&day=2026-10-07").body()).contains("放假（国庆", "调休上班");
        assertThat(staff.get(path + "?view=MONTH&day=2026-10-07").body()).contains(">休<", ">班<");
        assertThat(staff.get(path + "?view=DAY&day=2026-10-01").body()).contains("放假（国庆", "这一天没有号");
    }

    @Test
    void whatWaitsOnTheFirstPageIsWhatItsListShows() {
        var counter = calendars.open(community.id(), 3, TestCalendars.Rules::withApproval);
        book(people.resident(), calendars.slot(counter, 1).id());
        book(people.resident(), calendars.slot(counter, 2).id());
        var first = staff.get("/console").body();

        for (var query : List.of("status=HELD&sub=REQUESTED", "flagged=true", "status=ABSENT&sub=CONTESTED")) {
            var link = java.util.regex.Pattern.compile(
                            java.util.regex.Pattern.quote(query.replace("&", "&amp;")) + "\"[^>]*>\\s*<strong>([0-9]+)")
                    .matcher(first);
            assertThat(link.find()).as(query).isTrue();
            assertThat(staff.get("/console/bookings?" + query).body())
                    .as(query)
                    .contains("共 <strong>" + link.group(1) + "</strong> 个");
        }
        assertThat(first).contains("预约待同意");
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id())
                        .get("/console")
                        .body())
                .doesNotContain("预约待同意");
    }

    @Test
    void nobodyElseSeesTheCalendars() {
        long point = places.point(community);
        var counter = calendars.open(community.id(), 2);
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        var other = people.staff(StaffRole.PARTY_WORKER, community.id());

        for (var path : List.of(
                "/console/appointments/points/" + point,
                "/console/appointments/offices/" + community.id(),
                "/console/bookables/" + counter.id(),
                "/console/bookables/" + counter.id() + "/hours",
                "/console/appointment-closings/new?thing=" + counter.id(),
                "/console/day-list?point=" + point)) {
            assertThat(staff.get(path).status()).as(path).isEqualTo(200);
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            assertThat(other.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(stranger.get("/console/bookables").body()).doesNotContain("/console/bookables/" + counter.id());
    }

    @Test
    void addsACounterSetsItsHoursAndPlacesAreThere() {
        var form = Forms.of(
                "cellId", "" + community.id(),
                "kind", "VENUE",
                "title", "二楼会议室",
                "place", "社区二楼",
                "leadMinutes", "0",
                "horizonDays", "10",
                "opensAt", "08:00",
                "cutoffMinutes", "60",
                "perDay", "1");
        assertThat(staff.form("/console/bookables", Forms.with(form, "title", ""))
                        .status())
                .isEqualTo(422);
        assertThat(staff.form("/console/bookables", Forms.with(form, "place", ""))
                        .body())
                .contains("请写清地点");
        assertThat(staff.form("/console/bookables", Forms.with(form, "kind", "ACTIVITY"))
                        .status())
                .isEqualTo(422);

        var added = staff.form("/console/bookables", form);
        assertThat(added.status()).isEqualTo(302);
        long thing = number(added.header("Location"));
        assertThat(staff.form("/console/bookables", form).header("Location")).isEqualTo(added.header("Location"));

        var hours = hours("09:00", "11:00", "60", "3");
        var preview = staff.form("/console/bookables/" + thing + "/hours/preview", hours);
        assertThat(preview.body()).contains("每天，节假日照常", "09:00 到 11:00，每 60 分钟一批", "没有已约的人受影响");
        assertThat(staff.form("/console/bookables/" + thing + "/hours", seen(hours, preview))
                        .status())
                .isEqualTo(302);

        var bookable = calendars.bookable(thing);
        assertThat(calendars.slots(bookable, 1)).hasSize(2);
        assertThat(staff.get("/console/bookables/" + thing).body()).contains("二楼会议室", "每批 3 个号", "提前 10 天，08:00 放出");
        assertThat(people.stranger().get("/api/v1/bookables/" + thing).status()).isEqualTo(200);
    }

    @Test
    void hoursThatMakeNoSenseAreSentBackWithWhatWasTyped() {
        var counter = calendars.open(community.id(), 2);
        var path = "/console/bookables/" + counter.id() + "/hours/preview";

        var wrong = staff.form(path, hours("11:00", "09:00", "60", "3"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("第 1 组：结束时间应晚于开始时间", "value=\"11:00\"");
        assertThat(staff.form(path, Forms.with(hours("09:00", "11:00", "60", "3"), "from", "2020-01-01"))
                        .body())
                .contains("生效日期不能早于今天");
        assertThat(staff.form(path, Forms.with(hours("09:00", "11:00", "60", "3"), "capacity", "三"))
                        .body())
                .contains("每批几个号应为整数");
    }

    @Test
    void aChangeOfHoursShowsWhomItTouchesAndFlagsExactlyThose() {
        var counter = calendars.open(community.id(), 3);
        var slots = calendars.slots(counter, 2);
        long touched = id(book(people.resident(), slots.getLast().id()));
        long called = office.bookFor(staff, slots.getLast().id(), "赵老根", null, false);
        long spared = id(book(people.resident(), slots.getFirst().id()));
        var hours = hours("09:00", "11:00", "30", "3");
        var path = "/console/bookables/" + counter.id() + "/hours";

        var preview = staff.form(path + "/preview", hours);

        assertThat(preview.body())
                .contains("/console/bookings/" + touched, "/console/bookings/" + called, "没有账号，请打电话", "马上通知本人")
                .doesNotContain("/console/bookings/" + spared);
        // The afternoon goes, so the next places are of the morning after.
        assertThat(offered(preview.body(), touched))
                .startsWith(When.at(calendars.slots(counter, 3).getFirst().startsAt()));
        assertThat(office.flagged(touched)).isEmpty();
        assertThat(staff.form(path, seen(hours, preview)).status()).isEqualTo(302);
        assertThat(office.flagged(touched)).hasSize(1);
        assertThat(office.flagged(called)).hasSize(1);
        assertThat(office.flagged(spared)).isEmpty();
        assertThat(calendars.slot(slots.getLast().id()).closedWhy()).isEqualTo(ClosedWhy.TEMPLATE);
        assertThat(staff.get("/console/bookings?flagged=true").body())
                .contains("共 <strong>2</strong> 个", "/console/bookings/" + touched);
    }

    @Test
    void whoBooksBetweenPreviewAndConfirmationIsShownFirst() {
        var counter = calendars.open(community.id(), 3);
        var last = calendars.slots(counter, 2).getLast();
        var hours = hours("09:00", "11:00", "30", "3");
        var path = "/console/bookables/" + counter.id() + "/hours";
        var preview = staff.form(path + "/preview", hours);
        long late = id(book(people.resident(), last.id()));

        var refused = staff.form(path, seen(hours, preview));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("受影响的人有变化", "/console/bookings/" + late);
        assertThat(calendars.slot(last.id()).isOpen()).isTrue();
        assertThat(staff.form(path, seen(hours, refused)).status()).isEqualTo(302);
        assertThat(office.flagged(late)).hasSize(1);
        assertThat(staff.form(path, Forms.with(hours, "seen", "")).status()).isEqualTo(409);
    }

    @Test
    void racingBookingsAreEitherInThePreviewOrRefused() {
        var counter = calendars.open(community.id(), 20);
        var last = calendars.slots(counter, 2).getLast();
        var hours = hours("09:00", "11:00", "30", "20");
        var path = "/console/bookables/" + counter.id() + "/hours";
        var preview = staff.form(path + "/preview", hours);

        var outcomes = Race.of(12, n -> {
            if (n == 0) {
                return () -> staff.form(path, seen(hours, preview));
            }
            var caller = people.resident();
            return () -> Race.persist(() -> book(caller, last.id()), Answer::status);
        });

        var booked = outcomes.stream().filter(answer -> answer.status() == 201).toList();
        boolean changed = outcomes.stream().anyMatch(answer -> answer.status() == 302);
        // Either the change came first and nobody got a place, or somebody did and staff have to look again.
        assertThat(changed).isEqualTo(booked.isEmpty());
        assertThat(calendars.slot(last.id()).isOpen()).isEqualTo(!changed);
        assertThat(calendars.placesWithoutRows(last.id())).isZero();
    }

    @Test
    void closingDaysShowsWhoIsToldAndWhatThereIsInstead() {
        var counter = calendars.open(community.id(), 3);
        var slot = calendars.slot(counter, 1);
        var resident = people.resident();
        long booking = id(book(resident, slot.id()));
        var form = closing(slot.day(), "things", "" + counter.id());

        assertThat(staff.form("/console/appointment-closings/preview", Forms.with(form, "reason", ""))
                        .status())
                .isEqualTo(422);
        var preview = staff.form("/console/appointment-closings/preview", form);
        assertThat(preview.body()).contains("/console/bookings/" + booking, "最近可另约", "确认停办并通知");
        assertThat(calendars.slot(slot.id()).isOpen()).isTrue();

        assertThat(staff.form("/console/appointment-closings", seen(form, preview))
                        .status())
                .isEqualTo(302);

        assertThat(calendars.slot(slot.id()).closedWhy()).isEqualTo(ClosedWhy.OFFICE);
        await().until(() -> resident.get("/api/v1/notices").body().contains("停电检修"));
        await().until(() -> staff.get("/console/bookings/" + booking).body().contains("另留的号"));
        var page = staff.get("/console/bookables/" + counter.id());
        assertThat(page.body()).contains("停电检修");
        var reopen = Forms.of("closing", Forms.hidden(page, "closing"));
        assertThat(staff.form("/console/bookables/" + counter.id() + "/reopen", reopen)
                        .status())
                .isEqualTo(302);
        await().until(() -> calendars.slot(slot.id()).isOpen());
    }

    @Test
    void thePreviewNamesForEachThePlaceThatTheyAreOfferedThen() {
        var counter = calendars.open(community.id(), 1);
        var day = calendars.slots(counter, 1);
        var next = calendars.slots(counter, 2);
        long first = id(book(people.resident(), day.getFirst().id()));
        long second = id(book(people.resident(), day.get(1).id()));
        book(people.resident(), next.get(1).id());
        var form = closing(day.getFirst().day(), "things", "" + counter.id());

        var preview = staff.form("/console/appointment-closings/preview", form);

        // One place each: who comes first takes the first, what is taken by others is not promised.
        assertThat(offered(preview.body(), first))
                .startsWith(When.at(next.getFirst().startsAt()));
        assertThat(offered(preview.body(), second))
                .startsWith(When.at(next.get(2).startsAt()));
        staff.form("/console/appointment-closings", seen(form, preview));
        await().untilAsserted(() -> assertThat(offers(first, second))
                .containsExactlyInAnyOrder(
                        next.getFirst().startsAt(), next.get(2).startsAt()));
    }

    @Test
    void whoCannotBeOfferedAnythingIsSaidToNeedAPlace() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        long booking = id(book(people.resident(), slot.id()));
        var form = Forms.with(
                closing(slot.day(), "things", "" + counter.id()),
                "to",
                "" + calendars.today().plusDays(60));

        var preview = staff.form("/console/appointment-closings/preview", form);

        assertThat(offered(preview.body(), booking)).isEqualTo("没有空号，请加号或打电话");
    }

    private List<Instant> offers(long... cancelled) {
        return Arrays.stream(cancelled)
                .boxed()
                .flatMap(one -> bookings.offeredFor(one).stream())
                .map(Booking::startsAt)
                .toList();
    }

    private static String offered(String page, long booking) {
        var cell = Pattern.compile("/console/bookings/" + booking + "\"[\\s\\S]*?data-label=\"可以改到\">([^<]*)<")
                .matcher(page);
        assertThat(cell.find()).as(page).isTrue();
        return cell.group(1);
    }

    @Test
    void closingLooksAgainWhenSomebodyBookedMeanwhile() {
        var counter = calendars.open(community.id(), 3);
        var slot = calendars.slot(counter, 1);
        var form = closing(slot.day(), "things", "" + counter.id());
        var preview = staff.form("/console/appointment-closings/preview", form);
        var resident = people.resident();
        long late = id(book(resident, slot.id()));

        var refused = staff.form("/console/appointment-closings", seen(form, preview));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("受影响的人有变化", "/console/bookings/" + late);
        assertThat(calendars.slot(slot.id()).isOpen()).isTrue();
        assertThat(staff.get("/console/bookables/" + counter.id()).body()).contains("今天起没有停办");
        // Moving away is a change as well.
        reschedule(resident, late, calendars.slot(counter, 3).id());
        assertThat(staff.form("/console/appointment-closings", seen(form, preview))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void racingBookingsAreEitherToldOrNeverTaken() {
        var counter = calendars.open(community.id(), 20);
        var slot = calendars.slot(counter, 1);
        var form = closing(slot.day(), "things", "" + counter.id());
        var preview = staff.form("/console/appointment-closings/preview", form);

        var outcomes = Race.of(12, n -> {
            if (n == 0) {
                return () -> staff.form("/console/appointment-closings", seen(form, preview));
            }
            var caller = people.resident();
            return () -> Race.persist(() -> book(caller, slot.id()), Answer::status);
        });

        boolean closed = outcomes.stream().anyMatch(answer -> answer.status() == 302);
        assertThat(outcomes.stream()
                        .filter(answer -> answer.status() == 201)
                        .toList()
                        .isEmpty())
                .isEqualTo(closed);
        assertThat(calendars.slot(slot.id()).isOpen()).isEqualTo(!closed);
        assertThat(calendars.placesWithoutRows(slot.id())).isZero();
    }

    @Test
    void nobodyClosesForOthers() {
        var counter = calendars.open(community.id(), 3);
        var elsewhere = people.community();
        var stranger = people.staff(StaffRole.DIRECTOR, elsewhere.id());
        var day = calendars.today().plusDays(1);
        var form = Forms.of(
                "office", "" + elsewhere.id(),
                "things", "" + counter.id(),
                "from", "" + day,
                "to", "" + day,
                "reason", "捣乱",
                "seen", "");

        assertThat(stranger.form("/console/appointment-closings/preview", form).status())
                .isEqualTo(404);
        assertThat(stranger.form("/console/appointment-closings", form).status())
                .isEqualTo(404);
        assertThat(stranger.form("/console/bookables/" + counter.id() + "/hours", hours("09:00", "10:00", "30", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(calendars.slot(counter, 1).isOpen()).isTrue();
    }

    @Test
    void newRulesLeaveWhoHasBookedAsTheyWereAndAnotherPlaceIsTold() {
        var counter = calendars.open(community.id(), 3);
        var resident = people.resident();
        long booking = id(book(resident, calendars.slot(counter, 1).id()));
        var path = "/console/bookables/" + counter.id();
        var same = form("社区服务大厅", "20");

        var preview = staff.form(path + "/preview", same);
        assertThat(preview.body()).contains("已约的人按预约时的规则办", "提前 20 天");
        assertThat(staff.form(path, seen(same, preview)).status()).isEqualTo(302);
        assertThat(calendars.bookable(counter.id()).horizonDays()).isEqualTo(20);
        assertThat(office.flagged(booking)).isEmpty();

        var moved = form("临时板房", "20");
        var other = staff.form(path + "/preview", moved);
        assertThat(other.body()).contains("要告知的人", "/console/bookings/" + booking);
        long late = id(book(people.resident(), calendars.slot(counter, 3).id()));
        var refused = staff.form(path, seen(moved, other));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("/console/bookings/" + late);
        assertThat(staff.form(path, seen(moved, refused)).status()).isEqualTo(302);
        assertThat(office.flagged(booking)).hasSize(1);
        assertThat(office.flagged(late)).hasSize(1);
        await().until(() -> resident.get("/api/v1/notices").body().contains("改到临时板房"));
    }

    @Test
    void stoppingLetsNobodyBookAndKeepsWhoHas() {
        var counter = calendars.open(community.id(), 3);
        var slot = calendars.slot(counter, 1);
        var resident = people.resident();
        long booking = id(book(resident, slot.id()));
        var path = "/console/bookables/" + counter.id() + "/activation";

        assertThat(staff.form(path, Forms.of("active", "vielleicht")).status()).isEqualTo(400);
        assertThat(staff.form(path, Forms.of("active", "false")).status()).isEqualTo(302);

        assertThat(book(people.resident(), slot.id()).status()).isEqualTo(404);
        assertThat(resident.get("/api/v1/appointments/" + booking)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("BOOKED");
        staff.form(path, Forms.of("active", "true"));
        assertThat(book(people.resident(), slot.id()).status()).isEqualTo(201);
    }

    private Map<String, String> form(String place, String horizon) {
        return Forms.of(
                "cellId", "" + community.id(),
                "kind", "COUNTER",
                "title", "综合窗口",
                "description", "什么都办。",
                "place", place,
                "phone", "000-55500100",
                "leadMinutes", "0",
                "horizonDays", horizon,
                "opensAt", "00:00",
                "cutoffMinutes", "120",
                "preCheck", "身份证带了吗");
    }

    /** Hours on every day from today on, in one group. */
    private Map<String, String> hours(String from, String to, String minutes, String capacity) {
        var form = Forms.of(
                "from",
                "" + calendars.today(),
                "calendar",
                "EVERY_DAY",
                "starts",
                from,
                "ends",
                to,
                "minutes",
                minutes,
                "capacity",
                capacity,
                "elders",
                "",
                "walkIns",
                "0",
                "until",
                "");
        form.put("days", "0-1,0-2,0-3,0-4,0-5,0-6,0-7");
        return form;
    }

    private Map<String, String> closing(LocalDate day, String... more) {
        return Forms.with(
                Forms.of("office", "" + community.id(), "from", "" + day, "to", "" + day, "reason", "停电检修"), more);
    }

    private static Map<String, String> seen(Map<String, String> form, Answer preview) {
        return Forms.with(form, "seen", Forms.hidden(preview, "seen"));
    }

    private static long number(String location) {
        return Long.parseLong(location.replaceAll("[^0-9]*/hours$", "").replaceAll(".*/", ""));
    }
}
