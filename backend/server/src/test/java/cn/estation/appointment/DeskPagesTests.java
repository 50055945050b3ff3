package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.cancel;
import static cn.estation.appointment.BookingTests.hold;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.sandbox.wechat.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single bookings in the console: found, decided on, changed for people, and made for who has no phone. */
@EstationTest
class DeskPagesTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final JdbcClient database;
    private final StandIn standIn;
    private GridCell community;
    private Caller staff;
    private Caller resident;

    @Autowired
    DeskPagesTests(People people, TestCalendars calendars, TestOffice office, JdbcClient database, StandIn standIn) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.database = database;
        this.standIn = standIn;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        resident = people.resident();
    }

    @Test
    void findsABookingByCodePhoneAndName() {
        var slot = calendars.slot(calendars.open(community.id(), 3), 1);
        long own = id(book(resident, slot.id()));
        var code = resident.get("/api/v1/appointments/" + own + "/code")
                .json()
                .path("code")
                .asString();
        long mother = office.bookFor(staff, slot.id(), "欧阳秀兰", "13711112222", false);

        assertThat(find(code.toLowerCase()))
                .contains("/console/bookings/" + own)
                .doesNotContain("/bookings/" + mother);
        assertThat(find("137 1111 2222")).contains("/console/bookings/" + mother, "137****2222");
        assertThat(find("欧阳秀兰")).contains("/console/bookings/" + mother).doesNotContain("欧阳秀兰</td>");
        assertThat(find("欧阳")).contains("近三个月没有找到");
        assertThat(staff.form("/console/bookings/find", Forms.of("q", "  ")).status())
                .isEqualTo(422);
        var trail = database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'appointment.find' AND actor = ?")
                .param("staff:" + staff.staffId())
                .query(Long.class)
                .single();
        assertThat(trail).isEqualTo(4);
    }

    @Test
    void findsWhatAnAccountWithThisPhoneHasBookedHereAndNowhereElse() {
        var phone = "139%08d".formatted(resident.residentId() % 100_000_000);
        var person = standIn.world().createPerson("desk-" + resident.residentId(), "来访居民", phone);
        assertThat(resident.post(
                                "/api/v1/me/phone",
                                Map.of("code", standIn.world().phoneCode(person)))
                        .status())
                .isLessThan(300);
        long here = id(book(
                resident, calendars.slot(calendars.open(community.id(), 3), 1).id()));
        long elsewhere = id(book(
                resident,
                calendars.slot(calendars.open(people.community().id(), 3), 2).id()));

        assertThat(find(phone)).contains("/console/bookings/" + here).doesNotContain("/bookings/" + elsewhere);
    }

    @Test
    void thePageTellsTheHistoryAndHidesWhoItIs() {
        var slot = calendars.slot(calendars.open(community.id(), 3), 1);
        long booking = office.bookFor(staff, slot.id(), "司马相如", "13711113333", false);
        var path = "/console/bookings/" + booking;

        var page = staff.get(path);
        assertThat(page.body()).contains("工作人员办理", "137****3333", "现场口头同意").doesNotContain("司马相如", "13711113333");

        assertThat(staff.form(path + "/reveal", Forms.of("reason", "看看")).status())
                .isEqualTo(400);
        var shown = staff.form(path + "/reveal", Forms.of("reason", "停电改期，打电话告知"));
        assertThat(shown.body()).contains("司马相如 13711113333");
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'visitor.reveal' AND subject = ?")
                        .param("appointment:" + booking)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void decidesOnRequestsWithAReason() {
        var counter = calendars.open(community.id(), 3, TestCalendars.Rules::withApproval);
        var slot = calendars.slot(counter, 1);
        long first = id(book(resident, slot.id()));
        var other = people.resident();
        long second = id(book(other, slot.id()));

        assertThat(staff.get("/console").body()).contains("预约待同意");
        assertThat(staff.get("/console/bookings?status=HELD&sub=REQUESTED").body())
                .contains("共 <strong>2</strong> 个");
        assertThat(act(first, "approval").status()).isEqualTo(302);
        assertThat(act(second, "rejection", "reason", "").status()).isEqualTo(400);
        assertThat(act(second, "rejection", "reason", "当天另有安排").status()).isEqualTo(302);
        var again = act(second, "approval");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("这个预约未获同意，不用再处理");

        assertThat(status(resident, first)).isEqualTo("BOOKED");
        assertThat(outcome(other, second)).isEqualTo("REJECTED");
        assertThat(staff.get("/console/bookings?status=HELD&sub=REQUESTED").body())
                .contains("没有符合条件的预约");
        await().until(() -> other.get("/api/v1/notices").body().contains("当天另有安排"));
    }

    @Test
    void movesAndCancelsForPeople() {
        var counter = calendars.open(community.id(), 1);
        var slots = calendars.slots(counter, 1);
        long booking = id(book(resident, slots.getFirst().id()));
        book(people.resident(), slots.get(1).id());

        var choices = staff.get("/console/bookings/" + booking + "/reschedule?day="
                + slots.getFirst().day());
        assertThat(choices.body()).contains("已满", "可给 1 个");
        var full = act(
                booking,
                "reschedule",
                "slot",
                "" + slots.get(1).id(),
                "day",
                "" + slots.getFirst().day());
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.body()).contains("已约满", "可给 1 个");
        var moved = act(booking, "reschedule", "slot", "" + slots.getLast().id());
        assertThat(moved.status()).isEqualTo(302);
        long now = number(moved);
        assertThat(calendars.slot(slots.getFirst().id()).taken()).isZero();
        assertThat(staff.get("/console/bookings/" + now).body()).contains("原来的预约");

        assertThat(act(now, "cancellation", "reason", "本人来电说不来了").status()).isEqualTo(302);
        assertThat(outcome(resident, now)).isEqualTo("CANCELLED");
        assertThat(act(now, "cancellation", "reason", "再来一次").status()).isEqualTo(409);
    }

    @Test
    void whatTheOfficeCannotKeepIsOfferedElsewhereAndStaffConfirmForWhoHasNoPhone() {
        var counter = calendars.open(community.id(), 2);
        long booking = office.bookFor(staff, calendars.slot(counter, 1).id(), "钱未寒", null, false);

        assertThat(act(booking, "cancellation", "reason", "窗口人员生病", "office", "true")
                        .status())
                .isEqualTo(302);

        await().until(() -> staff.get("/console/bookings/" + booking).body().contains("另留的号"));
        var page = staff.get("/console/bookings/" + booking).body();
        var link = page.substring(page.indexOf("另留的号"));
        long offer = Long.parseLong(link.replaceAll("(?s).*?/console/bookings/([0-9]+).*", "$1"));
        assertThat(staff.get("/console/bookings/" + offer).body()).contains("替本人确认这个号");
        assertThat(act(offer, "confirmation").status()).isEqualTo(302);
        assertThat(staff.get("/console/bookings/" + offer).body())
                .contains("接受保留的号")
                .doesNotContain("替本人确认这个号");
        assertThat(act(offer, "confirmation").status()).isEqualTo(302);
    }

    @Test
    void aHoldThatRanOutIsNotConfirmedForAnybody() {
        var slot = calendars.slot(calendars.open(community.id(), 2), 1);
        long held = id(hold(resident, slot.id()));
        calendars.runOut(held);

        var refused = act(held, "confirmation");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("已过确认时间");
    }

    @Test
    void clearsAFlagWithAWordAboutItOnce() {
        var counter = calendars.open(community.id(), 3);
        long booking = id(book(resident, calendars.slots(counter, 1).getLast().id()));
        calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 690, 30, 3, 0, 0));
        var page = staff.get("/console/bookings/" + booking);
        var flag = Forms.hidden(page, "flag");

        assertThat(page.body()).contains("这个时段已取消");
        assertThat(act(booking, "unflag", "flag", flag, "reason", "").status()).isEqualTo(400);
        assertThat(act(booking, "unflag", "flag", "1", "reason", "已电话说明").status())
                .isEqualTo(400);
        assertThat(act(booking, "unflag", "flag", flag, "reason", "已电话说明，提前半小时到")
                        .status())
                .isEqualTo(302);
        assertThat(office.flagged(booking)).isEmpty();
        assertThat(act(booking, "unflag", "flag", flag, "reason", "已电话说明").status())
                .isEqualTo(400);
    }

    @Test
    void judgesAnAbsenceThatIsContestedAndLiftsWhatFollows() {
        var counter = calendars.open(community.id(), 3);
        rule("1");
        // It holds for the days these appointments were on.
        database.sql("UPDATE appointment_no_show_rule SET effective_from = '2020-01-01' WHERE cell_id = ?")
                .param(community.id())
                .update();
        long first = missed(counter.id(), 1);
        long second = missed(counter.id(), 2);
        contest(first);
        contest(second);

        assertThat(staff.get("/console/bookings?status=ABSENT&sub=CONTESTED").body())
                .contains("共 <strong>2</strong> 个");
        assertThat(staff.get("/console/bookings/" + first).body()).contains("那天发高烧", "认定爽约", "不计爽约");
        assertThat(act(first, "absence", "reason", "有就诊记录").status()).isEqualTo(302);
        assertThat(outcome(resident, first)).isEqualTo("EXCUSED");
        assertThat(act(second, "absence", "reason", "没有凭据", "counts", "true").status())
                .isEqualTo(302);
        assertThat(outcome(resident, second)).isEqualTo("NO_SHOW");

        var restricted =
                resident.get("/api/v1/appointments/restrictions").json().get(0);
        assertThat(restricted.path("reason").asString()).contains("没有来");
        assertThat(restricted.path("until").asString()).isNotEmpty();
        var slot = calendars.slot(counter, 5);
        assertThat(book(resident, slot.id()).status()).isEqualTo(409);
        assertThat(staff.get("/console/restrictions").body()).contains("180 天内有 1 次");
        var page = staff.get("/console/bookings/" + second);
        assertThat(act(second, "lift", "restriction", Forms.hidden(page, "restriction"), "reason", "")
                        .status())
                .isEqualTo(400);
        assertThat(act(second, "lift", "restriction", Forms.hidden(page, "restriction"), "reason", "家中有急事属实")
                        .status())
                .isEqualTo(302);
        assertThat(book(resident, slot.id()).status()).isEqualTo(201);
        assertThat(act(second, "lift", "restriction", Forms.hidden(page, "restriction"), "reason", "家中有急事属实")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theRuleHoldsFromItsDayAndIsShownToResidents() {
        var counter = calendars.open(community.id(), 3);
        var path = "/console/no-show-rules/" + community.id();
        var rule = "/api/v1/bookables/" + counter.id() + "/no-show-rule";
        assertThat(people.stranger().get(rule).json().path("sentence").asString())
                .contains("180 天内有 3 次");

        assertThat(staff.form(path, ruleForm("2", calendars.today().plusDays(1).toString()))
                        .status())
                .isEqualTo(302);
        assertThat(staff.get(path).body()).contains("还没生效", "180 天内 2 次，暂停 30 天");
        assertThat(people.stranger().get(rule).json().path("times").asInt()).isEqualTo(3);
        rule("5");
        assertThat(people.stranger().get(rule).json().path("times").asInt()).isEqualTo(5);
        assertThat(staff.form(path, ruleForm("2", "2020-01-01")).status()).isEqualTo(422);
        assertThat(staff.form(path, ruleForm("101", calendars.today().toString()))
                        .body())
                .contains("次数应为 0 到 100");
        assertThat(staff.form(path, ruleForm("", calendars.today().toString())).status())
                .isEqualTo(422);
        assertThat(database.sql(
                                "SELECT COUNT(*) FROM audit_entry WHERE action = 'appointment.no-show-rule' AND subject = ?")
                        .param("cell:" + community.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        var neighbour = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(neighbour
                        .form(path, ruleForm("1", calendars.today().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.GRID_WORKER, community.id()).get(path).status())
                .isEqualTo(403);
    }

    @Test
    void anAbsenceIsJudgedByTheRuleOfItsDay() {
        var counter = calendars.open(community.id(), 3);
        // From tomorrow on one is enough; the appointment was before that.
        staff.form(
                "/console/no-show-rules/" + community.id(),
                ruleForm("1", calendars.today().plusDays(1).toString()));
        long booking = missed(counter.id(), 1);
        contest(booking);

        act(booking, "absence", "reason", "没有凭据", "counts", "true");

        assertThat(resident.get("/api/v1/appointments/restrictions").json().size())
                .isZero();
    }

    @Test
    void booksForSomebodyWithoutAPhone() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        var choose = staff.get("/console/bookings/new?office=%d&day=%s".formatted(community.id(), slot.day()));
        assertThat(choose.body()).contains("slot=" + slot.id(), "可给 1 个");
        assertThat(staff.get("/console/bookings/new?slot=" + slot.id()).body()).contains("本人在现场，口头同意");

        var form = Map.of("slot", "" + slot.id(), "name", "钱老太", "elder", "true", "consent", "DESK");
        assertThat(staff.form("/console/bookings", Forms.with(form, "consent", ""))
                        .status())
                .isEqualTo(422);
        assertThat(staff.form("/console/bookings", Forms.with(form, "phone", "不记得"))
                        .body())
                .contains("电话应为数字");
        var once = Forms.with(form);
        var booked = staff.form("/console/bookings", once);
        assertThat(booked.status()).isEqualTo(302);
        assertThat(staff.form("/console/bookings", once).header("Location")).isEqualTo(booked.header("Location"));
        assertThat(calendars.slot(slot.id()).taken()).isEqualTo(1);

        var full = staff.form("/console/bookings", Forms.with(form, "name", "孙老汉"));
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.body()).contains("已约满", "孙老汉", "加一个号", "排候补");
        assertThat(staff.form("/console/bookings", Forms.with(form, "name", "孙老汉", "full", "OVERBOOK"))
                        .status())
                .isEqualTo(302);
        assertThat(calendars.slot(slot.id()).extra()).isEqualTo(1);
        assertThat(staff.form("/console/bookings", Forms.with(form, "name", "李老汉", "full", "WAIT"))
                        .status())
                .isEqualTo(302);
        assertThat(staff.get("/console/waits?slot=" + slot.id()).body()).contains("李*汉", "没有账号，要打电话");
    }

    @Test
    void theWaitlistShowsOffersAndLetsPeopleGo() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        long booking = id(book(resident, slot.id()));
        staff.form(
                "/console/bookings",
                Forms.of("slot", "" + slot.id(), "name", "李老汉", "consent", "PHONE", "full", "WAIT"));
        var second = people.resident();
        var wait = second.post("/api/v1/slots/" + slot.id() + "/waits", Map.of());
        cancel(resident, booking);

        await().until(() -> staff.get("/console/waits?slot=" + slot.id()).body().contains("去确认"));
        assertThat(staff.form("/console/waits/" + wait.json().path("waitId").asString() + "/leave", Forms.of())
                        .status())
                .isEqualTo(302);
        var page = staff.get("/console/waits?slot=" + slot.id()).body();
        long offer = Long.parseLong(page.replaceAll("(?s).*?/console/bookings/([0-9]+).*", "$1"));
        assertThat(act(offer, "confirmation").status()).isEqualTo(302);
        assertThat(calendars.slot(slot.id()).waiting()).isZero();
        assertThat(staff.get("/console/waits?slot=" + slot.id()).body()).contains("现在没有人候补");
    }

    @Test
    void theDayListIsForPaper() {
        var counter = calendars.open(community.id(), 3);
        var slots = calendars.slots(counter, 1);
        office.bookFor(staff, slots.getLast().id(), "诸葛孔明", "13711114444", false);
        book(resident, slots.getFirst().id());
        hold(people.resident(), slots.getFirst().id());
        var path = "/console/day-list?office=%d&day=%s"
                .formatted(community.id(), slots.getFirst().day());

        var list = staff.get(path).body();

        assertThat(list).contains("共 2 人", "签字", "137****4444", "诸*", "要带什么").doesNotContain("诸葛孔明", "13711114444");
        assertThat(list.indexOf("09:00")).isLessThan(list.indexOf("11:30"));
        assertThat(staff.get(path + "&order=COUNTER").body()).contains("<h2>综合窗口</h2>");
        assertThat(staff.get("/console/day-list").status()).isEqualTo(400);
    }

    @Test
    void nobodyElseTouchesABooking() {
        var slot = calendars.slot(calendars.open(community.id(), 3), 1);
        long booking = id(book(resident, slot.id()));
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        var other = people.staff(StaffRole.PARTY_WORKER, community.id());
        var path = "/console/bookings/" + booking;

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(other.get(path).status()).isEqualTo(403);
        for (var act : List.of("approval", "cancellation", "confirmation", "absence", "unflag", "lift", "reveal")) {
            var form = Forms.of("reason", "没有权限的人来试试");
            assertThat(stranger.form(path + "/" + act, form).status()).as(act).isEqualTo(404);
            assertThat(other.form(path + "/" + act, form).status()).as(act).isEqualTo(403);
        }
        assertThat(stranger.form("/console/bookings", Forms.of("slot", "" + slot.id(), "name", "某某", "consent", "DESK"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.form("/console/bookings/find", Forms.of("q", "13711114444"))
                        .body())
                .doesNotContain(path);
        assertThat(stranger.get("/console/bookings?slot=" + slot.id()).body()).contains("没有符合条件的预约");
        assertThat(status(resident, booking)).isEqualTo("BOOKED");
    }

    @Test
    void longListsGoOnWhereTheyEnded() {
        var counter = calendars.open(community.id(), 30);
        var slots = calendars.slots(counter, 1);
        for (int i = 0; i < 25; i++) {
            book(people.resident(), slots.get(i % 2).id());
        }
        var path = "/console/bookings?seated=true&bookable=%d&from=%s&to=%s"
                .formatted(
                        counter.id(), slots.getFirst().day(), slots.getFirst().day());

        var first = staff.get(path).body();
        assertThat(first).contains("共 <strong>25</strong> 个", "显示更多");
        assertThat(first.split("<a class=\"time-link\"", -1)).hasSize(21);
        var more =
                first.replaceAll("(?s).*href=\"([^\"]*after=[^\"]*)\".*", "$1").replace("&amp;", "&");
        var second = staff.get(more).body();
        assertThat(second.split("<a class=\"time-link\"", -1)).hasSize(6);
    }

    private String find(String text) {
        return staff.form("/console/bookings/find", Forms.of("q", text)).body();
    }

    private Answer act(long booking, String what, String... fields) {
        return staff.form("/console/bookings/" + booking + "/" + what, Forms.of(fields));
    }

    private void rule(String times) {
        staff.form(
                "/console/no-show-rules/" + community.id(),
                ruleForm(times, calendars.today().toString()));
    }

    private static Map<String, String> ruleForm(String times, String from) {
        return Forms.of(
                "effectiveFrom", from, "times", times, "withinDays", "180", "restrictDays", "30", "contestHours", "72");
    }

    private long missed(long thing, int daysAhead) {
        var slot = calendars.slot(calendars.bookable(thing), daysAhead);
        long booking = id(book(resident, slot.id()));
        calendars.age(
                slot.id(), Duration.between(calendars.now(), slot.endsAt()).plusHours(daysAhead));
        calendars.lookForAbsences();
        return booking;
    }

    private void contest(long booking) {
        assertThat(resident.post("/api/v1/appointments/" + booking + "/contest", Map.of("reason", "那天发高烧"))
                        .status())
                .isEqualTo(200);
    }

    private static String status(Caller caller, long booking) {
        return caller.get("/api/v1/appointments/" + booking)
                .json()
                .path("status")
                .asString();
    }

    private static String outcome(Caller caller, long booking) {
        return caller.get("/api/v1/appointments/" + booking)
                .json()
                .path("outcome")
                .asString();
    }

    private static long number(Answer answer) {
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }
}
