package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Line;
import cn.estation.identity.StaffRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the wall shows: numbers, never names, and nothing once its address was ended. */
@EstationTest
class HallScreenTests {

    private final People people;
    private final TestQueue queue;
    private final StringRedisTemplate redis;
    private final int port;
    private Caller director;
    private Line line;
    private Desk desk;
    private String path;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    HallScreenTests(People people, TestQueue queue, StringRedisTemplate redis, @LocalServerPort int port) {
        this.people = people;
        this.queue = queue;
        this.redis = redis;
        this.port = port;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        director = people.staff(StaffRole.DIRECTOR, community);
        line = queue.line(director, queue.counter(community, 5, 0));
        desk = queue.open(director, line);
        path = queue.screen(director, line).path();
    }

    @Test
    void showsNumbersAndDesksToAnybodyAndNamesToNobody() {
        var named = queue.ticket(director, line, "欧阳明月", true);
        queue.ticket(director, line, "欧阳清风", false);
        queue.next(director, desk);

        var screen = people.stranger().get(path);

        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.body())
                .contains(named.label(), desk.name(), "A002", "data:image/svg+xml", "12345")
                .doesNotContain("欧阳", "明月", "清风", "欧*", "长者</");
        assertThat(screen.header("Content-Security-Policy")).contains("script-src 'self'", "connect-src 'self'");
    }

    @Test
    void saysNothingNewWhileNothingIs() throws IOException, InterruptedException {
        queue.ticket(director, line);
        var first = board(null);
        var tag = first.headers().firstValue("ETag").orElseThrow();

        int same = board(tag).statusCode();
        queue.next(director, desk);
        var changed = board(tag);

        // The code at the door may have changed between the two.
        assertThat(same).isIn(304, 200);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("data-calls=\"A001|" + desk.name() + "|1\"");
    }

    @Test
    void pausesAndNoticesAreShown() {
        queue.rules(
                director,
                line,
                hall -> new cn.estation.appointment.hall.Hall(
                        hall.id(),
                        hall.cellId(),
                        hall.placeId(),
                        hall.name(),
                        hall.phone(),
                        "下午三点停电",
                        3,
                        10,
                        60,
                        15,
                        3,
                        true,
                        hall.createdAt()));
        queue.pause(director, desk.id(), "去取材料");

        assertThat(people.stranger().get(path + "/board").body()).contains("下午三点停电", "暂停：去取材料");
    }

    @Test
    void anEndedAddressShowsNothing() {
        var screen = queue.screen(director, line);

        queue.end(director, screen);

        assertThat(people.stranger().get(screen.path()).status()).isEqualTo(404);
        var board = people.stranger().get(screen.path() + "/board");
        assertThat(board.status()).isEqualTo(404);
        assertThat(board.body()).contains("已停用").doesNotContain("A0");
        assertThat(people.stranger().get("/hall/0000000000000").status()).isEqualTo(404);
        assertThat(people.stranger().post("/hall/" + screen.code(), "").status())
                .isEqualTo(404);
        assertThat(people.stranger().get(path).status()).as("others go on").isEqualTo(200);
    }

    @Test
    void needsNothingThatRedisKeeps() {
        queue.ticket(director, line);
        queue.next(director, desk);
        redis.execute((org.springframework.data.redis.core.RedisCallback<Boolean>) connection -> {
            connection.serverCommands().flushAll();
            return true;
        });

        assertThat(people.stranger().get(path + "/board").body()).contains("A001");
    }

    @Test
    void theDoorsCodeIsTheOneThatCounts() {
        var page = people.stranger().get(path).body();

        assertThat(page)
                .contains(
                        cn.estation.kernel.QrImage.address(queue.doorCode(line)).substring(0, 30));
        assertThat(people.resident()
                        .post("/api/v1/tickets", java.util.Map.of("doorCode", queue.doorCode(line)))
                        .status())
                .isEqualTo(201);
    }

    private HttpResponse<String> board(@Nullable String tag) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "/board"));
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
