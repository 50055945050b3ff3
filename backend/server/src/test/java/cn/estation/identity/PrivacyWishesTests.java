package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.NotFound;
import cn.estation.sandbox.wechat.Account;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.PushOptions;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.wechat.WechatApp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept about a resident, who sees it, and how it is deleted. */
@EstationTest
class PrivacyWishesTests {

    private final People people;
    private final StandIn standIn;
    private final PrivacyNotice notice;
    private final Residents residents;
    private final Reveal reveal;
    private final JdbcClient database;

    @Autowired
    PrivacyWishesTests(
            People people,
            StandIn standIn,
            PrivacyNotice notice,
            Residents residents,
            Reveal reveal,
            JdbcClient database) {
        this.people = people;
        this.standIn = standIn;
        this.notice = notice;
        this.residents = residents;
        this.reveal = reveal;
        this.database = database;
    }

    private record SignedInPerson(Person person, Caller caller, long id) {}

    @Test
    void keepsAPhoneNumberThatIsGivenAndShowsItMasked() {
        var someone = someone();
        var answer = givePhone(someone, standIn.world().phoneCode(someone.person()));
        assertThat(answer.json().path("phone").asString()).isEqualTo(masked(someone.person()));
        var me = someone.caller().get("/api/v1/me");
        assertThat(me.json().path("phone").asString()).isEqualTo(masked(someone.person()));
        assertThat(me.body()).contains("PHONE").doesNotContain(someone.person().phone());
    }

    @Test
    void takesAPhoneCodeOnce() {
        var someone = someone();
        var code = standIn.world().phoneCode(someone.person());
        var first = givePhone(someone, code);
        assertThat(givePhone(someone, code).body()).as("a double tap").isEqualTo(first.body());
        assertThat(givePhone(someone(), code).code()).isEqualTo("code-used");
        assertThat(people.stranger()
                        .post("/api/v1/me/phone", Map.of("code", code))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void writesOneNumberInOneWay() {
        for (var typed :
                List.of("13800001234", "+8613800001234", "86 138-0000-1234", "１３８００００１２３４", " 138 0000 1234 ")) {
            assertThat(PhoneBinding.canonical(typed)).isEqualTo("13800001234");
        }
    }

    @Test
    void knowsAFollowerAsTheSamePersonByTheUnionidWhicheverComesFirst() {
        var follower = somebody();
        standIn.world().follow(follower);
        awaitRow(follower);
        assertThat(residents.residentOf(WechatApp.OFFICIAL_ACCOUNT, follower.mpOpenId()))
                .isEmpty();
        var signedIn = signIn(follower);
        assertThat(residents.residentOf(WechatApp.OFFICIAL_ACCOUNT, follower.mpOpenId()))
                .contains(signedIn.id());

        var other = someone();
        standIn.world().follow(other.person());
        await(() -> residents
                .residentOf(WechatApp.OFFICIAL_ACCOUNT, other.person().mpOpenId())
                .filter(id -> id == other.id())
                .isPresent());
        assertThat(residents.openid(other.id(), WechatApp.OFFICIAL_ACCOUNT))
                .contains(other.person().mpOpenId());
        assertThat(residents.openid(other.id(), WechatApp.MINI_PROGRAM))
                .contains(other.person().maOpenId());
    }

    @Test
    void neverLinksPeopleByAPhoneNumber() {
        var first = someone();
        givePhone(first, standIn.world().phoneCode(first.person()));
        var id = name();
        var second =
                signIn(standIn.world().createPerson(id, "接手号码的人", first.person().phone()));
        givePhone(second, standIn.world().phoneCode(second.person()));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.caller().get("/api/v1/sessions").json().size()).isEqualTo(1);
    }

    @Test
    void deletesThePhoneNumberWhenWechatSaysItsUseIsRevoked() {
        var someone = someone();
        givePhone(someone, standIn.world().phoneCode(someone.person()));
        standIn.world().revokeAuthorisation(someone.person(), Account.MINI_PROGRAM, "8");
        await(() -> residents.maskedPhone(someone.id()).isEmpty());
        assertThat(someone.caller().get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void forgetsWhoEndsTheirWechatAccount() {
        var someone = someone();
        givePhone(someone, standIn.world().phoneCode(someone.person()));
        standIn.world().cancelAuthorisation(someone.person(), Account.MINI_PROGRAM);
        await(() -> someone.caller().get("/api/v1/me").status() == 401);
        assertForgotten(someone);
        standIn.world().cancelAuthorisation(someone.person(), Account.MINI_PROGRAM);
        assertThat(signIn(someone.person()).id())
                .as("comes back as somebody new")
                .isNotEqualTo(someone.id());
    }

    @Test
    void forgetsNobodyOnAForgedMessage() {
        var someone = someone();
        var message = "<xml><ToUserName>x</ToUserName><FromUserName>%s</FromUserName><CreateTime>1</CreateTime>"
                        .formatted(someone.person().maOpenId())
                + "<MsgType>event</MsgType><Event>user_authorization_cancellation</Event></xml>";
        standIn.world()
                .push(
                        Account.MINI_PROGRAM,
                        someone.person().maOpenId(),
                        message,
                        PushOptions.genuine().withWrongSignature());
        assertThat(someone.caller().get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void forgetsWhoAsksForIt() {
        var community = people.community();
        var someone = someone();
        givePhone(someone, standIn.world().phoneCode(someone.person()));
        someone.caller()
                .post(
                        "/api/v1/registrations",
                        Map.of(
                                "communityId", Long.toString(community.id()),
                                "name", "张小三",
                                "unit", "区水务局",
                                "branch", "第一党支部",
                                "membershipConsent", true));
        assertThat(someone.caller().delete("/api/v1/me").status()).isEqualTo(204);
        assertThat(someone.caller().get("/api/v1/me").status()).isEqualTo(401);
        assertForgotten(someone);
        assertThat(residents.maskedName(someone.id())).isEqualTo("已注销");
    }

    @Test
    void deletesWhatAWithdrawnConsentWasFor() {
        var someone = someone();
        givePhone(someone, standIn.world().phoneCode(someone.person()));
        assertThat(someone.caller().delete("/api/v1/me/consents/PHONE").status())
                .isEqualTo(204);
        assertThat(residents.maskedPhone(someone.id())).isEmpty();
        assertThat(someone.caller().delete("/api/v1/me/consents/1").status()).isEqualTo(400);
    }

    @Test
    void revealsForAReasonInOnesOwnCommunityAndTellsTheTrail() {
        var cells = people.communities(2);
        var someone = livingIn(cells.get(0).id());
        var worker = staff(StaffRole.COMMUNITY_WORKER, cells.get(0).id());
        assertThatThrownBy(() -> reveal.reveal(worker, someone.id(), "看看")).isInstanceOf(BadInput.class);

        var seen = reveal.reveal(worker, someone.id(), "电话回访诉求办理情况 13800000000");
        assertThat(seen.phone()).isEqualTo(someone.person().phone());
        assertThat(seen.toString()).doesNotContain(someone.person().phone());
        var trail = database.sql("SELECT detail FROM audit_entry WHERE action = 'resident.reveal' AND subject = ?")
                .param("resident:" + someone.id())
                .query(String.class)
                .list();
        assertThat(trail).singleElement().asString().contains("电话回访").doesNotContain("13800000000");

        var neighbour = staff(StaffRole.COMMUNITY_WORKER, cells.get(1).id());
        assertThatThrownBy(() -> reveal.reveal(neighbour, someone.id(), "电话回访诉求办理情况"))
                .isInstanceOf(NotFound.class);
        var grid = staff(StaffRole.GRID_WORKER, cells.get(0).id());
        assertThatThrownBy(() -> reveal.reveal(grid, someone.id(), "电话回访诉求办理情况"))
                .isInstanceOf(Authority.NotAllowed.class);
        assertThatThrownBy(() -> reveal.reveal(worker, people.resident().residentId(), "电话回访诉求办理情况"))
                .as("a resident of no community")
                .isInstanceOf(NotFound.class);
    }

    @Test
    void findsAResidentByTheExactNumberInOnesOwnCommunitiesOnly() {
        var cells = people.communities(2);
        var someone = livingIn(cells.get(0).id());
        var worker = staff(StaffRole.COMMUNITY_WORKER, cells.get(0).id());
        var typed = "+86 " + someone.person().phone();
        assertThat(reveal.find(worker, typed, "来电核对身份")).containsExactly(someone.id());
        assertThat(reveal.find(worker, someone.person().phone().substring(0, 8), "来电核对身份"))
                .isEmpty();
        assertThat(reveal.find(staff(StaffRole.COMMUNITY_WORKER, cells.get(1).id()), typed, "来电核对身份"))
                .isEmpty();
    }

    @Test
    void revealsSoManyADayAndNoMore() {
        var community = people.community();
        var someone = livingIn(community.id());
        var worker = staff(StaffRole.COMMUNITY_WORKER, community.id());
        for (int n = 0; n < 50; n++) {
            reveal.reveal(worker, someone.id(), "电话回访诉求办理情况");
        }
        assertThatThrownBy(() -> reveal.reveal(worker, someone.id(), "电话回访诉求办理情况"))
                .isInstanceOf(Reveal.TooManyReveals.class);
    }

    @Test
    void opensTheFirstPaperOfADayHoweverManyNamesItHoldsAndThenNoOther() {
        var community = people.community().id();
        var worker = staff(StaffRole.PARTY_WORKER, community);
        var someone = livingIn(community).id();
        var many = LongStream.rangeClosed(1, 301).boxed().toList();

        reveal.openPaper(worker, community, "points-statement:1", many);
        reveal.openPaper(worker, community, "points-statement:1", many);
        assertThatThrownBy(() -> reveal.openPaper(worker, community, "points-statement:2", List.of(someone)))
                .isInstanceOf(Reveal.TooManyNames.class)
                .hasMessageContaining("请明天再打开，或请另一位同事打开。");
        reveal.openPaper(worker, community, "points-statement:3", List.of());
    }

    /** Steals every table of this module and looks for what was planted. */
    @Test
    void keepsNothingPersonalReadableInTheDatabase() {
        var someone = livingIn(people.community().id());
        residents.keepName(someone.id(), "独一无二的名字");
        var planted = List.of(
                someone.person().phone(),
                someone.person().maOpenId(),
                someone.person().unionId(),
                "独一无二的名字");
        var tables = database.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND (table_name LIKE 'identity%' OR table_name LIKE 'audit%' OR table_name LIKE 'kernel%')")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(15);
        for (var table : tables) {
            var dump =
                    database.sql("SELECT * FROM " + table).query().listOfRows().toString();
            for (var secret : planted) {
                assertThat(dump.contains(secret)).as(table + " holds " + secret).isFalse();
            }
        }
    }

    @Test
    void refusesAValueThatWasCopiedFromAnotherRow() {
        var one = livingIn(people.community().id());
        var two = livingIn(people.community().id());
        database.sql(
                        "UPDATE identity_resident a JOIN identity_resident b ON b.id = ? SET a.phone = b.phone WHERE a.id = ?")
                .params(one.id(), two.id())
                .update();
        assertThatThrownBy(() -> residents.maskedPhone(two.id())).isInstanceOf(IllegalStateException.class);
        database.sql("UPDATE identity_resident SET phone = NULL, phone_index = NULL WHERE id = ?")
                .param(two.id())
                .update();
        database.sql("UPDATE identity_consent SET withdrawn_at = UTC_TIMESTAMP(3) WHERE resident_id = ?")
                .param(two.id())
                .update();
    }

    private void assertForgotten(SignedInPerson someone) {
        var kept =
                database.sql("""
                        SELECT (SELECT COUNT(*) FROM identity_wechat WHERE resident_id = :id)
                          + (SELECT COUNT(*) FROM identity_resident WHERE id = :id
                              AND (name IS NOT NULL OR phone IS NOT NULL OR status <> 'FORGOTTEN'))
                          + (SELECT COUNT(*) FROM identity_registration WHERE resident_id = :id
                              AND (unit IS NOT NULL OR name IS NOT NULL OR status <> 'ENDED'))
                          + (SELECT COUNT(*) FROM identity_consent WHERE resident_id = :id AND withdrawn_at IS NULL)""").param("id", someone.id()).query(Integer.class).single();
        assertThat(kept).isZero();
        var told = database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'resident.forget' AND subject = ?")
                .param("resident:" + someone.id())
                .query(Integer.class)
                .single();
        assertThat(told).isEqualTo(1);
    }

    private SignedInPerson livingIn(long communityId) {
        var someone = someone();
        assertThat(someone.caller().call("GET", "/api/v1/me").status()).isEqualTo(200);
        givePhone(someone, standIn.world().phoneCode(someone.person()));
        assertThat(someone.caller()
                        .put("/api/v1/me/community", Map.of("communityId", Long.toString(communityId)))
                        .status())
                .isEqualTo(204);
        return someone;
    }

    private SignedInPerson someone() {
        return signIn(somebody());
    }

    private Person somebody() {
        return standIn.world()
                .createPerson(
                        name(),
                        "测试居民",
                        "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000)));
    }

    private static String name() {
        return "w" + Codes.next().toLowerCase(Locale.ROOT);
    }

    private SignedInPerson signIn(Person person) {
        var answer = people.stranger()
                .post(
                        "/api/v1/sessions",
                        Map.of("code", standIn.world().loginCode(person), "noticeVersion", notice.version()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new SignedInPerson(
                person,
                people.stranger().with(answer.json().path("accessToken").asString()),
                Long.parseLong(answer.json().path("residentId").asString()));
    }

    private static cn.estation.Answer givePhone(SignedInPerson someone, String code) {
        return someone.caller().post("/api/v1/me/phone", Map.of("code", code));
    }

    private static String masked(Person person) {
        return person.phone().substring(0, 3) + "****" + person.phone().substring(7);
    }

    private Staff staff(StaffRole role, long cellId) {
        return new Staff(people.staff(role, cellId).staffId(), role.title(), 0, List.of(new Staff.Grant(role, cellId)));
    }

    private void awaitRow(Person follower) {
        var index = residents.openidIndex(WechatApp.OFFICIAL_ACCOUNT, follower.mpOpenId());
        await(() -> database.sql("SELECT COUNT(*) FROM identity_wechat WHERE openid_index = ?")
                        .param(index)
                        .query(Integer.class)
                        .single()
                == 1);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
