package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.guide.GuideFixture;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The console's side of the day over HTTP: check in by code and phone, give numbers, call, and set the hall up. */
@EstationTest
class ReceptionPagesTests {

    private static final String QUEUE = "/console/appointments/queue";

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final TestQueue queue;
    private long community;
    private Caller worker;
    private Bookable counter;
    private Line line;
    private Desk desk;
    private String reception;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ReceptionPagesTests(People people, TestCalendars calendars, TestOffice office, TestQueue queue) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.queue = queue;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        worker = people.staff(StaffRole.COMMUNITY_WORKER, community);
        counter = queue.counter(community, 5, 0);
        line = queue.line(worker, counter);
        desk = queue.desk(line);
        reception = QUEUE + "/halls/" + line.hallId() + "/reception";
    }

    @Test
    void checksInByTheCodeThatThePhoneShows() {
        var resident = people.resident();
        long booking = bookedNow(resident);
        var code = resident.get("/api/v1/appointments/" + booking + "/code")
                .json()
                .path("code")
                .asString();

        var in = worker.form(reception, form("code", code.toLowerCase(java.util.Locale.ROOT)));

        assertThat(in.status()).isEqualTo(302);
        assertThat(worker.get(path(in)).body()).contains("A001", "打印号票");
        assertThat(queue.entryOf(booking).status()).isEqualTo(EntryStatus.WAITING);
    }

    @Test
    void guessingCodesIsCountedAndStopped() {
        for (int n = 0; n < 10; n++) {
            var wrong = worker.form(reception, form("code", Codes.next()));
            assertThat(wrong.status()).isEqualTo(409);
            assertThat(wrong.body()).contains("没有找到这个签到码");
        }
        var resident = people.resident();
        long booking = bookedNow(resident);
        var right = resident.get("/api/v1/appointments/" + booking + "/code")
                .json()
                .path("code")
                .asString();

        var stopped = worker.form(reception, form("code", right));

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.body()).contains("10 分钟后再试");
        assertThat(worker.form(reception, form("phone", "13800001111")).status())
                .as("phones count too")
                .isEqualTo(429);
        var colleague = people.staff(StaffRole.COMMUNITY_WORKER, community);
        assertThat(colleague.form(reception, form("code", right)).status()).isEqualTo(302);
    }

    @Test
    void aCodeOfAnotherOfficeIsAWrongCode() {
        var resident = people.resident();
        long booking = bookedNow(resident);
        var code = resident.get("/api/v1/appointments/" + booking + "/code")
                .json()
                .path("code")
                .asString();
        long elsewhere = people.community().id();
        var other = people.staff(StaffRole.DIRECTOR, elsewhere);
        var there = queue.line(other, queue.counter(elsewhere, 1, 0));

        assertThat(other.form(QUEUE + "/halls/" + there.hallId() + "/reception", form("code", code))
                        .status())
                .isEqualTo(409);
        assertThat(other.form(reception, form("code", code)).status()).isEqualTo(404);
        assertThat(queue.waiting(line)).isEmpty();
    }

    @Test
    void ofSeveralWithOnePhoneItAsksWhichMasked() {
        long one = bookedFor("欧阳明月", "13812340001", 20);
        long other = bookedFor("欧阳清风", "13812340001", 21);

        var asked = worker.form(reception, form("phone", "138 1234 0001"));

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("是哪一个").doesNotContain("欧阳明月", "欧阳清风", "13812340001\"<");
        assertThat(worker.form(QUEUE + "/appointments/" + other + "/check-in", form("how", "phone"))
                        .status())
                .isEqualTo(302);
        assertThat(queue.entryOf(other).status()).isEqualTo(EntryStatus.WAITING);
        assertThat(calendars.status(one)).isEqualTo("BOOKED");
    }

    @Test
    void oneAppointmentWithThePhoneIsCheckedInAtOnce() {
        long booking = bookedFor("王秀兰", "13812340002", 20);

        assertThat(worker.form(reception, form("phone", "13812340002")).status())
                .isEqualTo(302);

        assertThat(calendars.status(booking)).isEqualTo("CHECKED_IN");
        var nobody = worker.form(reception, form("phone", "13812349999"));
        assertThat(nobody.status()).isEqualTo(409);
        assertThat(nobody.body()).contains("今天没有用这个电话约的号", "13812349999");
        assertThat(worker.form(reception, form("phone", "abc")).status()).isEqualTo(400);
    }

    @Test
    void aNumberCanBeGivenPrintedAndFollowed() {
        var given = worker.form(QUEUE + "/lines/" + line.id() + "/tickets", form("name", "王秀兰"));

        assertThat(given.status()).isEqualTo(302);
        var entry = queue.waiting(line).getFirst();
        assertThat(worker.get(path(given)).body()).contains(entry.label(), "/tickets/" + entry.code());
        var printed = people.stranger().get("/tickets/" + entry.code());
        assertThat(printed.status()).isEqualTo(200);
        assertThat(printed.body())
                .contains(entry.label(), "data:image/svg+xml", "下一位就是您")
                .doesNotContain("王秀兰", "王*兰");
        assertThat(people.stranger().get("/tickets/" + entry.code() + "/now").body())
                .contains("等候中");
        assertThat(people.stranger().get("/tickets/0000000000000").status()).isEqualTo(404);
        var again = worker.form(QUEUE + "/lines/" + line.id() + "/tickets", form("name", "王秀兰"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("已经有号了", "value=\"王秀兰\"");
    }

    @Test
    void callsServesAndEndsOnTheDesksPage() {
        var first = queue.ticket(worker, line, "王秀兰", true);
        var second = queue.ticket(worker, line);
        var page = QUEUE + "/desks/" + desk.id();
        assertThat(worker.get(page).body()).contains("我来坐，开窗口").doesNotContain("叫下一位 <kbd>");
        var shut = worker.form(page + "/next", form());
        assertThat(shut.status()).isEqualTo(409);
        assertThat(shut.body()).contains("请先开窗口再叫号", "我来坐，开窗口");
        assertThat(queue.waiting(line))
                .as("nobody is called before somebody sits there")
                .hasSize(2);
        worker.form(page + "/open", form());
        assertThat(worker.get(page).body()).contains("叫下一位", "在坐");

        worker.form(page + "/next", form());
        var shown = worker.get(page).body();
        assertThat(shown).contains(first.label(), "王*兰", "长者", "已叫 1 次").doesNotContain("王秀兰");
        var entry = QUEUE + "/entries/" + first.id();
        worker.form(entry + "/recall", form("deskId", Long.toString(desk.id())));
        worker.form(entry + "/serve", form("deskId", Long.toString(desk.id())));
        assertThat(worker.get(page).body()).contains("办好了", "材料不齐");
        var partly = form("deskId", Long.toString(desk.id()));
        partly.put("missing", "户口簿原件");
        assertThat(worker.form(entry + "/partly", partly).status()).isEqualTo(302);
        assertThat(queue.entry(first.id()).status()).isEqualTo(EntryStatus.PARTLY);
        assertThat(queue.entry(first.id()).note()).isEqualTo("户口簿原件");

        worker.form(page + "/next", form());
        worker.form(QUEUE + "/entries/" + second.id() + "/left", form("deskId", Long.toString(desk.id())));
        assertThat(queue.entry(second.id()).status()).isEqualTo(EntryStatus.LEFT);
        worker.form(page + "/pause", form("reason", "去取材料"));
        assertThat(worker.get(QUEUE).body()).contains("暂停");
        worker.form(page + "/close", form());
        assertThat(queue.desk(desk.id()).isOpen()).isFalse();
    }

    @Test
    void oneFormSentTwiceCallsOnePerson() {
        queue.open(worker, line);
        queue.ticket(worker, line);
        queue.ticket(worker, line);
        var form = form();

        worker.form(QUEUE + "/desks/" + desk.id() + "/next", form);
        worker.form(QUEUE + "/desks/" + desk.id() + "/next", form);

        assertThat(queue.waiting(line)).hasSize(1);
    }

    @Test
    void theWholeNameNeedsAReasonAndGoesOnRecord() {
        var named = queue.ticket(worker, line, "欧阳明月", false);
        var reveal = QUEUE + "/entries/" + named.id() + "/reveal";

        assertThat(worker.form(reveal, form("reason", "看看")).status()).isEqualTo(400);
        var shown = worker.form(reveal, form("reason", "材料上的名字要核对"));

        assertThat(shown.body()).contains("欧阳明月");
        assertThat(queue.audited("appointment.reveal", "entry:" + named.id())).isEqualTo(1);
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(stranger.form(reveal, form("reason", "材料上的名字要核对")).status()).isEqualTo(404);
    }

    @Test
    void theHallsRulesAreKeptAsTypedUntilTheyAreRight() {
        var hall = QUEUE + "/halls/" + line.hallId();
        var form = form("name", "明湖大厅");
        form.putAll(Map.of("nearAhead", "2", "lateMinutes", "5", "patienceMinutes", "30", "elderMinutes", "0"));
        form.put("mostCalls", "99");
        form.put("notice", "下午三点停电");

        var wrong = worker.form(hall, form);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("1 到 10 次", "value=\"99\"", "value=\"下午三点停电\"");
        form.put("mostCalls", "2");
        form.put("requestKey", Codes.next());
        assertThat(worker.form(hall, form).status()).isEqualTo(302);

        assertThat(queue.hall(line).mostCalls()).isEqualTo(2);
        assertThat(queue.hall(line).selfTickets()).isFalse();
        var refused = people.resident().post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)));
        assertThat(refused.code()).isEqualTo("ask-at-the-desk");
    }

    @Test
    void aNumberTellsWhatItIsForAndTheDeskShowsItsCard() {
        long guide = GuideFixture.published(people, community, GuideFixture.title());
        long elsewhere = GuideFixture.published(people, community, GuideFixture.title());
        var thing = calendars.counter(community, TestCalendars.Rules.easy().handling(guide));
        calendars.hours(thing.id(), calendars.today(), TestCalendars.every(0, 1440, 30, 5, 0, 0));
        var hall = queue.line(worker, thing);
        var page = QUEUE + "/halls/" + hall.hallId() + "/reception";
        var give = QUEUE + "/lines/" + hall.id() + "/tickets";

        assertThat(worker.get(page).body()).contains("办什么（可以不选）", "<option value=\"" + guide + "\"");
        var wrong = worker.form(give, form("guide", Long.toString(elsewhere)));
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.body()).contains("不办这件事");
        assertThat(worker.form(give, form("guide", Long.toString(guide))).status())
                .isEqualTo(302);
        assertThat(worker.form(give, form()).status()).as("nobody asked").isEqualTo(302);

        var window = queue.open(worker, hall);
        var called = queue.next(worker, window);
        assertThat(called.guideId()).isEqualTo(guide);
        var desk = worker.get(QUEUE + "/desks/" + window.id());
        var path = QUEUE + "/desks/" + window.id();
        for (int n = 0; desk.body().contains("材料卡先问一句") && n < 5; n++) {
            var option = Pattern.compile("href=\"" + path + "\\?([^\"]*answer=[^\"]*)\"")
                    .matcher(desk.body());
            assertThat(option.find()).isTrue();
            desk = worker.get(path + "?" + option.group(1).replace("&amp;", "&"));
        }
        assertThat(desk.body()).contains("href=\"/cards/", "该带的");
        assertThat(worker.get(path + "?answer=nonsense").status()).isEqualTo(400);

        var day = calendars.today();
        var figures = "/console/appointment-figures?from=" + day + "&to=" + day;
        assertThat(worker.get(figures).body())
                .contains("没有预约的来办什么", "没有说办什么", "kind=WALK_IN&amp;guide=" + guide, "untold=true");
        var visits = "/console/appointment-figures/visits?kind=WALK_IN&from=" + day + "&to=" + day;
        assertThat(worker.get(visits + "&guide=" + guide).body()).contains("共 <strong>1</strong> 个");
        assertThat(worker.get(visits + "&untold=true").body()).contains("共 <strong>1</strong> 个");
        assertThat(worker.get(visits + "&guide=" + elsewhere).body()).contains("共 <strong>0</strong> 个");
    }

    @Test
    void anotherPersonOfTheSameNameGetsANumberToo() {
        var give = QUEUE + "/lines/" + line.id() + "/tickets";
        assertThat(worker.form(give, form("name", "王建国")).status()).isEqualTo(302);
        var again = worker.form(give, form("name", "王建国"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("是另一位同名的人，请写上怎么区分", "另一位同名的人，怎么区分");
        assertThat(worker.form(give, form("name", "王建国", "apart", "3号楼")).status())
                .isEqualTo(302);
        assertThat(worker.form(give, form("name", "王建国", "apart", "3号楼")).status())
                .isEqualTo(409);
        assertThat(queue.waiting(line)).hasSize(2);
    }

    @Test
    void linesAndDesksAreAddedMovedAndTakenAway() {
        var hall = QUEUE + "/halls/" + line.hallId();
        worker.form(hall + "/lines", form("title", "社保业务"));
        assertThat(worker.get(hall).body()).contains("社保业务", "B 队");
        var other = queue.lines(line).getLast();
        worker.form(QUEUE + "/lines/" + other.id() + "/desks", form("name", "社保窗口"));
        var twice = worker.form(QUEUE + "/lines/" + other.id() + "/desks", form("name", "社保窗口"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("已有“社保窗口”", "大厅设置");
        worker.form(QUEUE + "/desks/" + desk.id() + "/line", form("line", Long.toString(other.id())));
        assertThat(queue.desk(desk.id()).lineId()).isEqualTo(other.id());
        worker.form(QUEUE + "/lines/" + other.id() + "/bookables", form("bookable", Long.toString(counter.id())));
        worker.form(QUEUE + "/desks/" + desk.id() + "/removal", form());
        assertThat(worker.get(QUEUE + "/desks/" + desk.id()).status()).isEqualTo(404);

        long booking = bookedNow(people.resident());
        worker.form(QUEUE + "/appointments/" + booking + "/check-in", form());
        assertThat(queue.entryOf(booking).lineId()).isEqualTo(other.id());
    }

    private long bookedNow(Caller caller) {
        var slot = calendars.slots(counter, 1).get(20);
        long booking = id(book(caller, slot.id()));
        calendars.ageBooking(booking, Duration.between(calendars.now(), slot.startsAt()));
        return booking;
    }

    private long bookedFor(String name, String phone, int slotOfTheDay) {
        var slot = calendars.slots(counter, 1).get(slotOfTheDay);
        long booking = office.bookFor(worker, slot.id(), name, phone, false);
        calendars.ageBooking(booking, Duration.between(calendars.now(), slot.startsAt()));
        return booking;
    }

    private static String path(Answer redirect) {
        var matcher = Pattern.compile("(/console/.*)").matcher(redirect.header("Location"));
        assertThat(matcher.find()).as(redirect.header("Location")).isTrue();
        return matcher.group(1);
    }

    private static Map<String, String> form(String... fields) {
        var form = new HashMap<String, String>();
        form.put("requestKey", Codes.next());
        for (int n = 0; n < fields.length; n += 2) {
            form.put(fields[n], fields[n + 1]);
        }
        return form;
    }
}
