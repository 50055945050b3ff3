package cn.estation.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.PrivacyNotice;
import cn.estation.kernel.Codes;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in to the mini-program, staying signed in, and being signed out. */
@EstationTest
@ExtendWith(OutputCaptureExtension.class)
class SignInTests {

    private final People people;
    private final StandIn standIn;
    private final PrivacyNotice notice;
    private final JdbcClient database;

    @Autowired
    SignInTests(People people, StandIn standIn, PrivacyNotice notice, JdbcClient database) {
        this.people = people;
        this.standIn = standIn;
        this.notice = notice;
        this.database = database;
    }

    @Test
    void makesASessionFromALoginCode() {
        var answer = signIn(code(somebody()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var me = people.stranger().with(access(answer)).get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("residentId").asString())
                .isEqualTo(answer.json().path("residentId").asString());
        assertThat(me.json().path("consents").path(0).path("noticeVersion").asString())
                .isEqualTo(notice.version());
    }

    @Test
    void knowsAPersonAgain() {
        var person = somebody();
        assertThat(resident(signIn(code(person)))).isEqualTo(resident(signIn(code(person))));
    }

    @Test
    void refusesWhoHasNotAgreedToTheNoticeAsItIs() {
        var code = code(somebody());
        var answer = people.stranger().post("/api/v1/sessions", Map.of("code", code, "noticeVersion", "2001-01-01"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("notice-outdated");
        assertThat(people.stranger()
                        .post("/api/v1/sessions", Map.of("code", code))
                        .status())
                .isEqualTo(400);
        assertThat(signIn(code).status()).as("the code is still good").isEqualTo(201);
    }

    @Test
    void makesOneSessionOfOneCodeHoweverManyComeAtOnce() throws Exception {
        var code = code(somebody());
        int before = standIn.world().calls("/sns/jscode2session");
        var answers = race(100, () -> signIn(code));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(99);
        assertThat(standIn.world().calls("/sns/jscode2session") - before).isEqualTo(1);
    }

    @Test
    void makesOneResidentOfOnePersonHoweverManyCodesComeAtOnce() throws Exception {
        var person = somebody();
        var codes = IntStream.range(0, 16).mapToObj(n -> code(person)).iterator();
        var answers = race(16, () -> {
            String code;
            synchronized (codes) {
                code = codes.next();
            }
            return signIn(code);
        });
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(SignInTests::resident).distinct()).hasSize(1);
    }

    @Test
    void refusesGarbageWithoutAFault() {
        assertThat(signIn("never-given").code()).isEqualTo("login-code-invalid");
        assertThat(signIn("' OR 1=1 --").status()).isEqualTo(400);
        assertThat(signIn("x".repeat(10_000)).status()).isEqualTo(400);
        assertThat(people.stranger().post("/api/v1/sessions", "{\"code\":1}").status())
                .isEqualTo(400);
        var tooMuch = Map.of("code", code(somebody()), "noticeVersion", notice.version(), "residentId", "1");
        assertThat(people.stranger().post("/api/v1/sessions", tooMuch).status()).isEqualTo(400);
    }

    @Test
    void keepsNoSecretOfWechatAnywhere(CapturedOutput output) {
        var person = somebody();
        var answer = signIn(code(person));
        assertThat(answer.body()).doesNotContain("session_key", person.maOpenId(), person.unionId());
        assertThat(output.getAll())
                .doesNotContain("session_key", "ma-secret-of-the-tests", person.maOpenId(), access(answer));
    }

    @Test
    void keepsOnlyDigestsOfTokens() {
        var answer = signIn(code(somebody()));
        var stored = database.sql(
                        "SELECT CONCAT(access_hash, refresh_hash) FROM identity_session WHERE resident_id = ?")
                .param(Long.parseLong(resident(answer)))
                .query(String.class)
                .single();
        assertThat(stored).hasSize(128).doesNotContain(access(answer), refresh(answer));
    }

    @Test
    void refusesTokensThatAreNone() {
        for (var token : List.of(
                "x",
                "esa_" + "A".repeat(43),
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
                "' OR '1'='1",
                refresh(signIn(code(somebody()))))) {
            assertThat(people.stranger().with(token).get("/api/v1/me").status())
                    .as(token)
                    .isEqualTo(401);
        }
    }

    @Test
    void tradesARefreshTokenForExactlyOneNewPair() throws Exception {
        var first = signIn(code(somebody()));
        var answers = race(20, () -> refreshWith(refresh(first)));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.code().equals("refreshed-elsewhere"));
        var fresh = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(me(fresh).status()).isEqualTo(200);
        assertThat(me(first).status()).as("the old access token").isEqualTo(401);
    }

    @Test
    void endsTheSessionWhenASpentRefreshTokenComesBackLater() {
        var first = signIn(code(somebody()));
        var second = refreshWith(refresh(first));
        assertThat(me(second).status()).isEqualTo(200);
        spentAWhileAgo(first);

        assertThat(refreshWith(refresh(first)).code()).isEqualTo("session-over");
        assertThat(me(second).status()).isEqualTo(401);
        assertThat(refreshWith(refresh(second)).status()).isEqualTo(401);
    }

    @Test
    void endsAnAccessTokenAfterTwoHoursAndASessionThatIsIdleOrOld() {
        var two = signIn(code(somebody()));
        age("UPDATE identity_session SET access_expires_at = access_expires_at - INTERVAL 2 HOUR WHERE id = ?", two);
        assertThat(me(two).status()).isEqualTo(401);
        assertThat(refreshWith(refresh(two)).status()).isEqualTo(200);

        var idle = signIn(code(somebody()));
        age("UPDATE identity_session SET last_used_at = last_used_at - INTERVAL 30 DAY WHERE id = ?", idle);
        assertThat(me(idle).status()).isEqualTo(401);
        assertThat(refreshWith(refresh(idle)).status()).isEqualTo(401);

        var old = signIn(code(somebody()));
        age(
                "UPDATE identity_session SET created_at = created_at - INTERVAL 181 DAY, "
                        + "expires_at = expires_at - INTERVAL 181 DAY WHERE id = ?",
                old);
        assertThat(me(old).status()).isEqualTo(401);
        assertThat(refreshWith(refresh(old)).status()).isEqualTo(401);
    }

    @Test
    void listsAndRevokesOnesOwnSessionsAndNobodyElses() {
        var person = somebody();
        var phone = people.stranger().with(access(signIn(code(person))));
        var tablet = people.stranger().with(access(signIn(code(person))));
        var stranger = people.resident();
        var sessions = phone.get("/api/v1/sessions").json();
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.path(0).path("current").asBoolean()).isFalse();
        var tabletSession = sessions.path(0).path("id").asString();

        var absent = stranger.delete("/api/v1/sessions/1");
        var others = stranger.delete("/api/v1/sessions/" + tabletSession);
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body().replace(tabletSession, "1")).isEqualTo(absent.body());
        assertThat(tablet.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(phone.delete("/api/v1/sessions/" + tabletSession).status()).isEqualTo(204);
        assertThat(tablet.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void saysThatWechatIsAwayAndWorksAgainAfterwards() {
        standIn.world().fail("/sns/jscode2session", cn.estation.sandbox.wechat.Fault.HTML, 1);
        var answer = signIn(code(somebody()));
        assertThat(answer.status()).isEqualTo(503);
        standIn.world().clearFaults();
        assertThat(signIn(code(somebody())).status()).isEqualTo(201);
    }

    private Person somebody() {
        var id = "p" + Codes.next().toLowerCase(java.util.Locale.ROOT);
        return standIn.world().createPerson(id, "测试居民", "139%08d".formatted(Math.abs(id.hashCode() % 100_000_000)));
    }

    private String code(Person person) {
        return standIn.world().loginCode(person);
    }

    private Answer signIn(String code) {
        return people.stranger().post("/api/v1/sessions", Map.of("code", code, "noticeVersion", notice.version()));
    }

    private Answer refreshWith(String token) {
        return people.stranger().post("/api/v1/sessions/refresh", Map.of("refreshToken", token));
    }

    private Answer me(Answer tokens) {
        return people.stranger().with(access(tokens)).get("/api/v1/me");
    }

    private void age(String sql, Answer signedIn) {
        long session = database.sql("SELECT MAX(id) FROM identity_session WHERE resident_id = ?")
                .param(Long.parseLong(resident(signedIn)))
                .query(Long.class)
                .single();
        assertThat(database.sql(sql).param(session).update()).isPositive();
    }

    /** Moves the exchange of this session's token into the past, with the rights that the service has. */
    private void spentAWhileAgo(Answer signedIn) {
        var hash = database.sql("""
                        SELECT p.refresh_hash FROM identity_spent_refresh p JOIN identity_session s ON s.id = p.session_id
                        WHERE s.resident_id = ?""")
                .param(Long.parseLong(resident(signedIn)))
                .query(String.class)
                .single();
        var session = database.sql("SELECT session_id FROM identity_spent_refresh WHERE refresh_hash = ?")
                .param(hash)
                .query(Long.class)
                .single();
        database.sql("DELETE FROM identity_spent_refresh WHERE refresh_hash = ?")
                .param(hash)
                .update();
        database.sql("INSERT INTO identity_spent_refresh (refresh_hash, session_id, spent_at)"
                        + " VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL 11 SECOND)")
                .params(hash, session)
                .update();
    }

    private static String access(Answer answer) {
        return answer.json().path("accessToken").asString();
    }

    private static String refresh(Answer answer) {
        return answer.json().path("refreshToken").asString();
    }

    private static String resident(Answer answer) {
        return answer.json().path("residentId").asString();
    }

    private static List<Answer> race(int count, Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(n -> call)
                    .toList();
            return threads
                    .invokeAll(calls, Duration.ofSeconds(60).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
        }
    }
}
