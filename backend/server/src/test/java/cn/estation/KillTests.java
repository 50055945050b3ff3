package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.chaos.Call;
import cn.estation.sandbox.chaos.Chaos;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.Players.Player;
import cn.estation.sandbox.chaos.Reply;
import cn.estation.sandbox.chaos.Stage;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is left of a command, and of everybody's sessions, when a part of the deployment loses its power. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillTests {

    private static final long SEED = 20261121;
    private static final int STAKE = 100;
    private static final int PRICE = 1;
    private static final String REDEEM = "/api/v1/mall/redemptions";

    @TempDir
    static Path home;

    private static Deployment deployment;
    private static Stage stage;

    @BeforeAll
    static void start() {
        deployment = Deployment.start(home, program(), SEED);
        stage = Chaos.stage(deployment, new Random(SEED));
        for (int i = 1; i <= 8; i++) {
            stage.place().member(stage, "kill-" + i, "断电" + i);
        }
        stage.place().fund(stage, STAKE);
    }

    /** The server as it was compiled, without tests, and with the add-on of the sandbox, which its jar leaves out. */
    static Deployment.Program program() {
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var classPath = Stream.concat(
                        Stream.of(own.split(File.pathSeparator)).filter(entry -> !entry.endsWith("test-classes")),
                        Stream.of(Path.of("../sandbox/target/classes")
                                .toAbsolutePath()
                                .toString()))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new Deployment.Program(classPath, null, null, Path.of("../sandbox/src/main/resources/demo"));
    }

    @AfterAll
    static void end() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @Test
    @Order(1)
    void keepsEverybodySignedInWhenTheServerIsKilled() {
        var console = stage.place().console("demo.shop");

        deployment.killServer();
        assertThat(deployment.serverAlive()).isFalse();
        deployment.startServer();

        assertThat(stage.players().all()).allSatisfy(KillTests::isSignedIn);
        assertThat(console.signedIn()).isTrue();
    }

    @Test
    @Order(2)
    void redeemsOnceWhereverTheServerWasKilledOnTheWay() {
        var item = stage.place().shelve("断电商品", PRICE, 20);

        killAt("after UPDATE mall_stock", item, false);
        killAt("before commit", item, false);
        killAt("after commit", item, true);
    }

    private static void killAt(String step, String item, boolean committed) {
        var buyer = stage.players().all().get(1);
        var before = Count.of(buyer, item);
        var call = redemption(buyer, item, stage.newKey());

        deployment.crashAt(step, REDEEM);
        assertThat(stage.door().send(call)).isInstanceOf(Reply.Unknown.class);
        await(() -> !deployment.serverAlive());
        deployment.startServer();

        assertThat(Count.of(buyer, item)).as("killed %s", step).isEqualTo(committed ? before.oneMore() : before);
        assertThat(send(call)).isInstanceOf(Reply.Done.class).isEqualTo(send(call));
        assertThat(Count.of(buyer, item)).as("killed %s", step).isEqualTo(before.oneMore());
    }

    @Test
    @Order(3)
    void redeemsOnceWhereverTheDatabaseWasLostOnTheWay() {
        var item = stage.place().shelve("断线商品", PRICE, 200);
        var buyer = stage.players().all().getFirst();
        send(redemption(buyer, item, stage.newKey()));
        send(redemption(buyer, item, stage.newKey()));
        int steps = deployment.steps().size();
        assertThat(steps).isGreaterThan(20);

        for (int step = 1; step <= steps; step++) {
            var before = Count.of(buyer, item);
            var call = redemption(buyer, item, stage.newKey());
            deployment.cutAt(step, REDEEM);
            assertThat(send(call)).as("step %d", step).isInstanceOf(Reply.Done.class);
            assertThat(Count.of(buyer, item)).as("step %d", step).isEqualTo(before.oneMore());
        }
    }

    @Test
    @Order(4)
    void keepsWhatItAcknowledgedWhenTheDatabaseIsKilled() throws Exception {
        var item = stage.place().shelve("抢兑商品", PRICE, 100);
        var before = points();
        var calls = new ArrayList<Call>();
        for (int i = 0; i < 32; i++) {
            calls.add(redemption(stage.players().all().get(i % 8), item, stage.newKey()));
        }
        var enough = new CountDownLatch(6);

        List<Reply> replies;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = calls.stream()
                    .map(call -> senders.submit(() -> {
                        var reply = stage.door().send(call);
                        if (reply instanceof Reply.Done) {
                            enough.countDown();
                        }
                        return reply;
                    }))
                    .toList();
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            deployment.database().kill();
            replies = running.stream().map(KillTests::result).toList();
        }
        deployment.database().restart();

        assertThat(replies)
                .hasAtLeastOneElementOfType(Reply.Done.class)
                .hasAtLeastOneElementOfType(Reply.Unknown.class);
        var ids = new HashSet<String>();
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            if (replies.get(i) instanceof Reply.Done acknowledged) {
                var there = stage.door().read(REDEEM + "/" + id(acknowledged), call.token());
                assertThat(there.body().path("status").asString()).isEqualTo("READY");
            }
            var settled = send(call);
            assertThat(settled).isInstanceOf(Reply.Done.class);
            ids.add(id((Reply.Done) settled));
        }
        assertThat(ids).hasSize(32);
        assertThat(stage.place().stock(item)).isEqualTo(100 - 32);
        assertThat(points()).isEqualTo(before - 32L * PRICE);
        assertThat(stage.players().all().stream()
                        .mapToInt(player -> orders(player, item))
                        .sum())
                .isEqualTo(32);
    }

    @Test
    @Order(5)
    void goesOnWithoutRedisAndSignsNobodyOut() {
        var item = stage.place().shelve("无缓存商品", PRICE, 20);
        var console = stage.place().console("demo.shop");
        assertThat(health("redis")).isEqualTo("UP");

        deployment.redis().flushAll();
        deployment.redis().kill();

        await(() -> health("redis").equals("DEGRADED"));
        assertThat(stage.players().all()).allSatisfy(KillTests::isSignedIn);
        assertThat(console.signedIn()).isTrue();
        var buyer = stage.players().all().getLast();
        var before = Count.of(buyer, item);
        assertThat(stage.door().send(redemption(buyer, item, stage.newKey()))).isInstanceOf(Reply.Done.class);
        assertThat(Count.of(buyer, item)).isEqualTo(before.oneMore());

        deployment.redis().restart();

        await(() -> health("redis").equals("UP"));
        assertThat(stage.players().all()).allSatisfy(KillTests::isSignedIn);
    }

    /** Last, because it ends with the proof over everything that the tests before it have left behind. */
    @Test
    @Order(6)
    void answersAsTheModelSaysWhileItIsKilledAndLeavesNothingThatTheProofRejects() {
        var result = Chaos.play(deployment, Duration.ofSeconds(15), Duration.ofSeconds(9), SEED);

        assertThat(result.violations()).isEmpty();
        assertThat(result.kills()).isPositive();
        assertThat(result.operations()).isGreaterThan(100);
    }

    /** What a buyer and the shelf have. */
    private record Count(int points, int stock, int orders) {

        static Count of(Player buyer, String item) {
            return new Count(stage.place().points(buyer), stage.place().stock(item), KillTests.orders(buyer, item));
        }

        Count oneMore() {
            return new Count(points - PRICE, stock - 1, orders + 1);
        }
    }

    private static int orders(Player buyer, String item) {
        return (int) stage.door()
                .read(REDEEM + "?size=100", buyer.token())
                .body()
                .path("items")
                .valueStream()
                .filter(order -> order.path("itemId").asString().equals(item))
                .count();
    }

    private static long points() {
        return stage.players().all().stream().mapToInt(stage.place()::points).sum();
    }

    private static Call redemption(Player buyer, String item, String key) {
        return new Call("POST", REDEEM, buyer.token(), key, Map.of("itemId", item));
    }

    private static String id(Reply.Done redeemed) {
        return redeemed.body().path("redemptionId").asString();
    }

    /** Sends the command until its fate is known. */
    private static Reply send(Call call) {
        var reply = stage.door().send(call);
        for (int attempt = 0; reply instanceof Reply.Unknown && attempt < 100; attempt++) {
            rest();
            reply = stage.door().send(call);
        }
        return reply;
    }

    private static void isSignedIn(Player player) {
        var me = stage.door().read("/api/v1/me", player.token());
        assertThat(me.body().path("residentId").asString()).isEqualTo(player.residentId());
    }

    private static String health(String part) {
        return new JsonMapper()
                .readTree(deployment.health())
                .path("components")
                .path(part)
                .path("status")
                .asString();
    }

    private static void await(BooleanSupplier condition) {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (condition.getAsBoolean()) {
                return;
            }
            rest();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void rest() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static Reply result(Future<Reply> running) {
        try {
            return running.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a sender broke down", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
