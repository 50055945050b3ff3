package cn.estation.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.media.picture.TestFiles;
import cn.estation.media.store.Store;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Pictures from the phone to whoever may see them. */
@EstationTest
class MediaTests {

    private final People people;
    private final TestMedia media;
    private final TestPlaces places;
    private final Uploads uploads;
    private final UploadMapper rows;
    private final Checking checking;
    private final CheckLink links;
    private final Cleaning cleaning;
    private final VerifyMedia verify;
    private final Store store;
    private final MediaSettings settings;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Environment environment;
    private final Clock clock;
    private final StandInWorld world;

    @Autowired
    MediaTests(
            People people,
            TestMedia media,
            TestPlaces places,
            Uploads uploads,
            UploadMapper rows,
            Checking checking,
            CheckLink links,
            Cleaning cleaning,
            VerifyMedia verify,
            Store store,
            MediaSettings settings,
            TransactionTemplate transaction,
            JdbcClient database,
            Environment environment,
            Clock clock,
            StandIn standIn) {
        this.people = people;
        this.media = media;
        this.places = places;
        this.uploads = uploads;
        this.rows = rows;
        this.checking = checking;
        this.links = links;
        this.cleaning = cleaning;
        this.verify = verify;
        this.store = store;
        this.settings = settings;
        this.transaction = transaction;
        this.database = database;
        this.environment = environment;
        this.clock = clock;
        this.world = standIn.world();
    }

    @AfterEach
    void calmTheWeather() {
        world.clearFaults();
    }

    @Test
    void takesAPhotoAndHidesItUntilItHasPassed() {
        var me = neighbour();
        var answer = media.send(me, TestFiles.photo(1));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("verdict").asString()).isEqualTo("PENDING");
        var path = answer.json().path("path").asString();
        assertThat(me.get(path).status()).isEqualTo(200);
        assertThat(people.stranger().get(path).status()).isEqualTo(404);
        assertThat(people.resident().get(path).status()).isEqualTo(404);

        decide(id(answer), Verdict.REFUSED);
        assertThat(me.get(path).status()).isEqualTo(404);
        assertThat(me.get("/api/v1/media")
                        .json()
                        .path("items")
                        .path(0)
                        .path("verdict")
                        .asString())
                .isEqualTo("REFUSED");
    }

    @Test
    void showsAResidentsPhotoToNobodyElseEvenWhenItHasPassed() {
        var me = neighbour();
        long id = id(media.send(me, TestFiles.photo(2)));
        decide(id, Verdict.PASSED);

        assertThat(people.stranger().get("/api/v1/media/" + id).status()).isEqualTo(404);
        assertThat(people.resident().get("/api/v1/media/" + id).status()).isEqualTo(404);
        assertThat(me.get("/api/v1/media/" + id).header("Cache-Control")).contains("no-store");
    }

    @Test
    void givesAPublicPhotoToEverybodySoThatABrowserCanOnlyShowIt() {
        long id = media.shown(people.community().id());
        var answer = people.stranger().get("/api/v1/media/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + id + ".png\"");
        assertThat(answer.header("Cache-Control")).contains("max-age=604800", "public");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void keepsAFileOfItsOwnMakingUnderANameOfItsOwn() {
        var me = neighbour();
        var evil = TestFiles.concat(
                TestFiles.jpeg(90, 60, Color.GRAY), "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        for (var name :
                List.of("a.jpg.jsp", "../../../etc/cron.d/x", "x.html\u0000.jpg", "x.jpg.", "<img onerror=1>.svg")) {
            var answer = me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), evil, encoded(name), key());
            assertThat(answer.status()).isEqualTo(201);
            var upload = upload(id(answer));
            assertThat(upload.location()).matches("[0-9a-f]{32}");
            var kept = store.read(upload.location()).orElseThrow();
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
            assertThat(me.get("/api/v1/media/" + upload.id()).header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + upload.id() + ".jpg\"");
        }
    }

    private static String encoded(String name) {
        return name.replace("\u0000", "%00");
    }

    @Test
    void refusesAWebPageThatIsCalledAPhoto() {
        var page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);

        var answer = media.send(neighbour(), page);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("picture-format");
        assertThat(answer.json().path("detail").asString()).contains("JPG 或 PNG");
    }

    @Test
    void takesAPhotoOnceHoweverOftenItIsSent() {
        var me = neighbour();
        var key = key();
        var file = TestFiles.photo(3);

        var first = me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), file, "a.png", key);
        var again = me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), file, "a.png", key);
        var other = me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), TestFiles.photo(4), "a.png", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(kept(me)).isEqualTo(1);
    }

    @Test
    void asksForAKeyAFileAndAPurpose() {
        var me = neighbour();

        assertThat(me.upload("/api/v1/media", Map.of(), TestFiles.photo(5), "a.png", key())
                        .status())
                .isEqualTo(400);
        assertThat(me.upload("/api/v1/media", Map.of("purpose", "0"), TestFiles.photo(5), "a.png", key())
                        .status())
                .isEqualTo(400);
        assertThat(me.upload("/api/v1/media", Map.of("purpose", "SERVICE_POINT"), TestFiles.photo(5), "a.png", key())
                        .code())
                .isEqualTo("media-purpose");
        assertThat(me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), TestFiles.photo(5), "a.png", "")
                        .status())
                .isEqualTo(400);
        assertThat(me.upload("/api/v1/media", Map.of("purpose", "FEEDBACK"), new byte[0], "a.png", key())
                        .code())
                .isEqualTo("picture-missing");
        assertThat(me.post("/api/v1/media", Map.of("purpose", "FEEDBACK")).status())
                .isEqualTo(415);
        assertThat(kept(me)).isZero();
    }

    // Limits

    @Test
    void refusesAFileOneByteTooLarge() {
        var me = neighbour();
        var large = new byte[10 * 1024 * 1024 + 1];
        System.arraycopy(TestFiles.jpeg(10, 10, Color.RED), 0, large, 0, 100);

        assertThat(media.send(me, large).status()).isEqualTo(413);
        assertThat(kept(me)).isZero();
    }

    @Test
    void stopsAnEndlessUploadWithoutLength() throws IOException {
        var me = neighbour();
        int sent = 0;
        String answer;
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /api/v1/media?purpose=FEEDBACK HTTP/1.1\r\nHost: 127.0.0.1\r\nIdempotency-Key: " + key()
                            + "\r\nAuthorization: " + me.authorization()
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            chunk(
                    out,
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var megabyte = new byte[1024 * 1024];
            try {
                while (sent < 60) {
                    chunk(out, megabyte);
                    sent++;
                }
            } catch (IOException closed) {
                // The server has had enough.
            }
            answer = firstLine(socket);
        }
        assertThat(sent).isLessThan(60);
        assertThat(answer)
                .satisfiesAnyOf(
                        line -> assertThat(line).contains("413"),
                        line -> assertThat(line).isEmpty());
        assertThat(kept(me)).isZero();
    }

    private static void chunk(java.io.OutputStream out, byte[] content) throws IOException {
        out.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String firstLine(Socket socket) {
        try {
            var reader = new java.io.BufferedReader(
                    new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Objects.requireNonNullElse(reader.readLine(), "");
        } catch (IOException reset) {
            return "";
        }
    }

    @Test
    void leavesNothingBehindWhenAnUploadIsBrokenOff() throws IOException {
        var me = neighbour();
        long before = temporaryFiles();
        for (int i = 0; i < 5; i++) {
            try (var socket = new Socket("127.0.0.1", port())) {
                socket.getOutputStream()
                        .write(("POST /api/v1/media HTTP/1.1\r\nHost: 127.0.0.1\r\nIdempotency-Key: " + key()
                                        + "\r\nAuthorization: " + me.authorization()
                                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n"
                                        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
                                        + "x".repeat(300_000))
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(temporaryFiles()).isLessThanOrEqualTo(before));
        assertThat(kept(me)).isZero();
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 6)) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_"))
                    .count();
        } catch (java.io.UncheckedIOException moving) {
            return Long.MAX_VALUE;
        }
    }

    @Test
    void givesTheLastRoomOfTheDayToExactlyOneOfMany() {
        var me = neighbour();
        for (int i = 0; i < settings.resident().aDay() - 1; i++) {
            room(me);
        }
        var outcomes =
                Race.of(16, n -> () -> media.send(me, TestFiles.photo(100 + n)).status());

        assertThat(outcomes).filteredOn(status -> status == 201).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 409).hasSize(15);
        assertThat(kept(me)).isEqualTo(1);
    }

    /** As if the resident had sent one more today and deleted it again. */
    private void room(Caller me) {
        long id = id(media.send(me, TestFiles.jpeg(8, 8, Color.GRAY)));
        assertThat(me.delete("/api/v1/media/" + id).status()).isEqualTo(204);
    }

    // What the platform thinks

    @Test
    void letsThePlatformFetchAndBelievesItsWord() {
        var person = person();
        var me = signedIn(person);
        long good = id(media.send(me, TestFiles.jpeg(60, 60, Color.GREEN)));
        long bad = id(media.send(me, TestFiles.jpeg(60, 60, Color.RED)));
        long odd = id(media.send(me, TestFiles.jpeg(60, 60, Color.YELLOW)));

        checking.askWhatIsDue();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(upload(good).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(upload(bad).verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(upload(odd).verdict()).isEqualTo(Verdict.REVIEW);
        });
        assertThat(rows.moves(bad).getLast().reason()).contains("20002");
    }

    @Test
    void takesThePlatformsWordOnceHoweverOftenItComes() {
        var person = person();
        var me = signedIn(person);
        long id = id(media.send(me, TestFiles.jpeg(60, 60, Color.GREEN)));
        checking.askWhatIsDue();
        await().atMost(Duration.ofSeconds(20)).until(() -> upload(id).verdict() == Verdict.PASSED);
        var trace = database.sql("SELECT trace_id FROM media_check WHERE upload_id = ?")
                .param(id)
                .query(String.class)
                .single();

        assertThat(world.pushMediaCheck(person, trace, "risky", 0).failed()).isFalse();
        assertThat(world.pushMediaCheck(person, trace, "risky", 0).failed()).isFalse();

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> upload(id).verdict() == Verdict.PASSED);
    }

    @Test
    void understandsAnAnswerThatComesBeforeTheQuestionIsNoted() {
        long id = id(media.send(signedIn(person()), TestFiles.photo(11)));
        database.sql("UPDATE media_upload SET next_check_at = NULL WHERE id = ?")
                .param(id)
                .update();
        var trace = "early-" + UUID.randomUUID();
        assertThat(world.pushMediaCheck(person(), trace, "risky", 0).failed()).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.sql("SELECT suggestion FROM media_check WHERE trace_id = ?")
                        .param(trace)
                        .query(String.class)
                        .optional()
                        .isPresent());

        checking.asked(upload(id), trace);

        assertThat(upload(id).verdict()).isIn(Verdict.REFUSED, Verdict.PASSED);
        assertThat(rows.moves(id).getLast().movedBy()).isEqualTo("system");
    }

    @Test
    void givesAPersonWhatThePlatformWillNotLookAt() {
        // Signed in for tests only: the platform has never heard of this openid.
        var me = neighbour();
        long id = id(media.send(me, TestFiles.photo(7)));

        checking.askWhatIsDue();

        await().atMost(Duration.ofSeconds(10)).until(() -> upload(id).verdict() == Verdict.REVIEW);
    }

    @Test
    void asksAgainWhenThePlatformIsAway() {
        var me = signedIn(person());
        world.fail("/wxa/media_check_async", Fault.DROP, 3);
        long id = id(media.send(me, TestFiles.jpeg(60, 60, Color.GREEN)));
        checking.askWhatIsDue();
        if (upload(id).verdict() == Verdict.PENDING) {
            assertThat(upload(id).nextCheckAt()).isNotNull();
        }
        world.clearFaults();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    database.sql("UPDATE media_upload SET attempts = 0 WHERE id = ?")
                            .param(id)
                            .update();
                    due(id);
                    checking.askWhatIsDue();
                    return upload(id).verdict() == Verdict.PASSED;
                });
    }

    @Test
    void givesAPersonWhatThePlatformNeverAnswers() {
        var me = signedIn(person());
        long id = id(media.send(me, TestFiles.jpeg(60, 60, Color.GREEN)));
        database.sql("UPDATE media_upload SET attempts = 4, next_check_at = ? WHERE id = ? AND verdict = 'PENDING'")
                .param(java.sql.Timestamp.from(clock.instant().minusSeconds(60)))
                .param(id)
                .update();
        checking.askWhatIsDue();

        await().atMost(Duration.ofSeconds(10)).until(() -> upload(id).verdict() != Verdict.PENDING);
    }

    @Test
    void givesThePlatformOnlyWhatItWasSignedFor() {
        var me = neighbour();
        long id = id(media.send(me, TestFiles.photo(8)));
        var anybody = people.stranger();
        var link = path(links.to(id));
        var pending = upload(id).verdict() == Verdict.PENDING;

        var fetched = anybody.get(link);
        if (pending && upload(id).verdict() == Verdict.PENDING) {
            assertThat(fetched.status()).isEqualTo(200);
            assertThat(fetched.header("Cache-Control")).contains("no-store");
        }
        long other = media.sent(me);
        assertThat(anybody.get(link.replace("/" + id + "?", "/" + other + "?")).status())
                .isEqualTo(404);
        assertThat(anybody.get(link.replaceFirst("until=\\d+", "until=4102444800"))
                        .status())
                .isEqualTo(404);
        assertThat(anybody.get(link.replaceFirst("signature=.", "signature=z")).status())
                .isEqualTo(404);
        assertThat(anybody.get("/wechat/media/" + id).status()).isEqualTo(404);
        assertThat(links.isGood(id, clock.instant().minusSeconds(1).getEpochSecond(), ""))
                .isFalse();

        decide(id, Verdict.PASSED);
        assertThat(anybody.get(link).status()).isEqualTo(404);
    }

    // The end of pictures

    @Test
    void givesNothingOnceAPictureIsDeleted() {
        var me = neighbour();
        long id = media.sent(me);
        var location = upload(id).location();
        assertThat(people.resident().delete("/api/v1/media/" + id).status()).isEqualTo(404);

        assertThat(me.delete("/api/v1/media/" + id).status()).isEqualTo(204);

        assertThat(me.get("/api/v1/media/" + id).status()).isEqualTo(404);
        assertThat(store.read(location)).isEmpty();
        assertThat(media.sent(me)).isGreaterThan(id);
        assertThat(me.delete("/api/v1/media/" + id).status()).isEqualTo(404);
    }

    @Test
    void keepsWhatAThingShowsAndTellsTheOwner() {
        var me = neighbour();
        long id = media.sent(me);
        transaction.executeWithoutResult(status -> uploads.use(Purpose.FEEDBACK, "request:1" + id, List.of(id)));

        assertThat(me.delete("/api/v1/media/" + id).code()).isEqualTo("media-in-use");

        transaction.executeWithoutResult(status -> uploads.use(Purpose.FEEDBACK, "request:1" + id, List.of()));
        assertThat(me.delete("/api/v1/media/" + id).status()).isEqualTo(204);
    }

    @Test
    void deletesEverythingOfAResidentWhoIsForgotten() {
        var me = neighbour();
        long first = media.sent(me);
        long second = media.sent(me);
        var locations = List.of(upload(first).location(), upload(second).location());

        transaction.executeWithoutResult(status -> uploads.forget(me.residentId()));
        transaction.executeWithoutResult(status -> uploads.forget(me.residentId()));

        assertThat(kept(me)).isZero();
        assertThat(locations)
                .allSatisfy(location -> assertThat(store.read(location)).isEmpty());
        assertThat(database.sql("SELECT COUNT(*) FROM media_quota WHERE owner = ?")
                        .param("resident:" + me.residentId())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void deletesPicturesWhenAResidentAsksToBeForgotten() {
        var me = neighbour();
        long id = media.sent(me);

        assertThat(me.delete("/api/v1/me").status()).isLessThan(300);

        await().atMost(Duration.ofSeconds(20)).until(() -> rows.find(id) == null);
    }

    @Test
    void clearsAwayWhatNothingUsesAndFilesOfNobody() throws IOException {
        var me = neighbour();
        long old = media.sent(me);
        long used = media.sent(me);
        transaction.executeWithoutResult(status -> uploads.use(Purpose.FEEDBACK, "request:2" + used, List.of(used)));
        age(old);
        age(used);
        var orphan = store.save(new byte[] {1, 2, 3});
        var fresh = store.save(new byte[] {4, 5, 6});
        var keptFile = upload(used).location();
        ageFile(orphan);
        ageFile(keptFile);

        cleaning.clean();

        assertThat(rows.find(old)).isNull();
        assertThat(rows.find(used)).isNotNull();
        assertThat(store.read(orphan)).isEmpty();
        assertThat(store.read(fresh)).isPresent();
        assertThat(store.read(keptFile)).isPresent();
        store.delete(fresh);
    }

    @Test
    void undoesTheFileWhenTheRowIsUndone() throws IOException {
        long before = files();
        var me = neighbour();
        var resident = new cn.estation.identity.Resident(me.residentId(), 1);
        var picture = uploads.read(resident, TestFiles.photo(9));
        transaction.executeWithoutResult(status -> {
            uploads.add(resident, Purpose.FEEDBACK, picture);
            status.setRollbackOnly();
        });

        assertThat(kept(me)).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void noticesAFileThatIsGoneOrChanged() {
        long id = media.shown(people.community().id());
        store.delete(upload(id).location());

        assertThat(people.stranger().get("/api/v1/media/" + id).status()).isEqualTo(404);
        assertThat(verify.run(new DefaultApplicationArguments())).isEqualTo(1);

        database.sql("DELETE FROM media_move WHERE upload_id = ?").param(id).update();
        database.sql("UPDATE media_quota SET files = files - 1, bytes = bytes - ? WHERE owner = ?")
                .param(upload(id).bytes())
                .param(upload(id).owner())
                .update();
        database.sql("DELETE FROM media_upload WHERE id = ?").param(id).update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..%2f..%2f", "1e3", "-1", "99999999999999999999", "0"})
    void findsNothingUnderOddIds(String id) {
        assertThat(people.stranger().get("/api/v1/media/" + id).status()).isIn(400, 401, 404);
    }

    // The console

    @Test
    void letsAPersonDecideAndKeepsTheHistory() {
        var community = people.community();
        var me = neighbourIn(community.id());
        long id = media.sent(me);
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        transaction.executeWithoutResult(status -> uploads.judge(id, Verdict.REVIEW, "测试"));
        assertThat(director.get("/console/media").body()).contains("/console/media/" + id);
        assertThat(director.get("/console/media/" + id + "/content").header("Cache-Control"))
                .contains("no-store");

        var without = judge(director, id, Verdict.REVIEW, Verdict.REFUSED, "");
        assertThat(without.status()).isEqualTo(400);
        assertThat(judge(director, id, Verdict.REVIEW, Verdict.REFUSED, "拍到了别人的证件")
                        .status())
                .isEqualTo(302);
        assertThat(judge(director, id, Verdict.REVIEW, Verdict.PASSED, "").status())
                .isEqualTo(409);

        assertThat(upload(id).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(director.get("/console/media/" + id).body()).contains("拍到了别人的证件");
        assertThat(people.staff(StaffRole.DIRECTOR, people.community().id())
                        .get("/console/media/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.GRID_WORKER, community.id())
                        .get("/console/media/" + id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void passesAPhotoOfStaffAtOnceOnlyWhereTheyJudge() {
        var ours = people.community();
        var theirs = people.community();
        var keeper = new Staff(
                people.staff(StaffRole.SHOPKEEPER, theirs.id()).staffId(),
                "两处任职",
                1,
                List.of(
                        new Staff.Grant(StaffRole.DIRECTOR, ours.id()),
                        new Staff.Grant(StaffRole.SHOPKEEPER, theirs.id())));

        assertThat(upload(goods(keeper, ours.id())).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(upload(goods(keeper, theirs.id())).verdict()).isEqualTo(Verdict.REVIEW);
    }

    private long goods(Staff keeper, long communityId) {
        var photo = uploads.read(keeper, TestFiles.photo(communityId));
        return Objects.requireNonNull(
                transaction.execute(status -> uploads.add(keeper, Purpose.MALL_ITEM, communityId, photo)));
    }

    @Test
    void tellsStaffWhatIsWrongWithAFileOnTheFormItself() {
        var community = people.community();
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        var fields = Map.of("cellId", Long.toString(community.id()), "requestKey", Codes.next());

        var answer =
                director.formWithFile("/console/media", fields, "GIF89a".getBytes(StandardCharsets.UTF_8), "a.gif");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("暂不支持动图", "multipart/form-data");
        assertThat(director.formWithFile(
                                "/console/media",
                                Map.of(
                                        "cellId",
                                        Long.toString(people.community().id()),
                                        "requestKey",
                                        Codes.next()),
                                TestFiles.photo(10),
                                "a.png")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsAPhotoOfAServicePointToResidentsUntilItIsTakenOff() {
        var community = people.community();
        long point = places.point(community);
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        var page = "/console/service-points/" + point + "/photos";
        assertThat(director.get(page).body()).contains("还没有照片");

        var added = director.formWithFile(page, Map.of("requestKey", Codes.next()), TestFiles.photo(20), "门头.png");

        assertThat(added.status()).isEqualTo(302);
        var photo = people.stranger()
                .get("/api/v1/service-points/" + point)
                .json()
                .path("photos")
                .path(0)
                .asString();
        assertThat(people.stranger().get("/api/v1/media/" + photo).status()).isEqualTo(200);
        assertThat(director.get(page).body()).contains("/api/v1/media/" + photo, "居民看得到");
        assertThat(upload(Long.parseLong(photo)).usedBy()).isEqualTo("point:" + point);

        assertThat(judge(director, Long.parseLong(photo), Verdict.PASSED, Verdict.REFUSED, "拍到了人脸")
                        .status())
                .isEqualTo(302);
        assertThat(people.stranger()
                        .get("/api/v1/service-points/" + point)
                        .json()
                        .path("photos")
                        .size())
                .isZero();
        assertThat(people.stranger().get("/api/v1/media/" + photo).status()).isEqualTo(404);

        director.form(page + "/remove", Map.of("photo", photo, "requestKey", Codes.next()));
        assertThat(director.get(page).body()).contains("还没有照片");
        assertThat(upload(Long.parseLong(photo)).usedBy()).isEmpty();
        var wrong = director.formWithFile(page, Map.of("requestKey", Codes.next()), new byte[] {1, 2, 3}, "a.png");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("只能发 JPG 或 PNG");
    }

    private Answer judge(Caller staff, long id, Verdict seen, Verdict verdict, String reason) {
        return staff.form(
                "/console/media/" + id + "/verdict",
                Map.of("seen", seen.name(), "verdict", verdict.name(), "reason", reason, "requestKey", Codes.next()));
    }

    private Caller neighbour() {
        return neighbourIn(people.community().id());
    }

    private Caller neighbourIn(long communityId) {
        var caller = people.resident();
        settle(caller, communityId);
        return caller;
    }

    private static void settle(Caller caller, long communityId) {
        assertThat(caller.put("/api/v1/me/community", Map.of("communityId", Long.toString(communityId)))
                        .status())
                .isLessThan(300);
    }

    private Person person() {
        var name = "media-" + UUID.randomUUID().toString().substring(0, 8);
        return world.createPerson(name, "图片测试", "13800000000");
    }

    private Caller signedIn(Person person) {
        var version = people.stranger()
                .get("/api/v1/privacy-notice")
                .json()
                .path("version")
                .asString();
        var session = people.stranger()
                .post("/api/v1/sessions", Map.of("code", world.loginCode(person), "noticeVersion", version))
                .json();
        var caller = people.stranger().with(session.path("accessToken").asString());
        settle(caller, people.community().id());
        return caller;
    }

    private void decide(long id, Verdict verdict) {
        transaction.executeWithoutResult(status -> uploads.judge(id, verdict, "测试"));
        assertThat(upload(id).verdict()).isIn(verdict, Verdict.REVIEW);
        if (upload(id).verdict() == Verdict.REVIEW) {
            var director = people.staff(StaffRole.DIRECTOR, upload(id).cellId());
            assertThat(judge(director, id, Verdict.REVIEW, verdict, "测试").status())
                    .isEqualTo(302);
        }
    }

    private void due(long id) {
        database.sql("UPDATE media_upload SET next_check_at = ? WHERE id = ? AND verdict = 'PENDING'")
                .param(java.sql.Timestamp.from(clock.instant().minusSeconds(60)))
                .param(id)
                .update();
    }

    private void age(long id) {
        database.sql("UPDATE media_upload SET created_at = ? WHERE id = ?")
                .param(java.sql.Timestamp.from(clock.instant().minus(Duration.ofDays(8))))
                .param(id)
                .update();
    }

    private void ageFile(String location) throws IOException {
        var file = Path.of(settings.folder(), location.substring(0, 2), location.substring(2, 4), location);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
    }

    private long files() throws IOException {
        try (var all = Files.walk(Path.of(settings.folder()))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private int kept(Caller caller) {
        return database.sql("SELECT COUNT(*) FROM media_upload WHERE owner = ?")
                .param("resident:" + caller.residentId())
                .query(Integer.class)
                .single();
    }

    private Upload upload(long id) {
        return Objects.requireNonNull(rows.find(id));
    }

    private static long id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Long.parseLong(answer.json().path("mediaId").asString());
    }

    private int port() {
        return Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    }

    private static String path(String url) {
        return url.substring(url.indexOf("/wechat/"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
