package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTests {

    private static final String SEND = "/cgi-bin/message/custom/send";
    private final Bench bench = new Bench();
    private final Person wang = bench.following();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void answersWithAnErrorAsOftenAsOrdered() {
        for (var fault : List.of(Fault.BUSY, Fault.BAD_TOKEN, Fault.EXPIRED_TOKEN, Fault.QUOTA, Fault.IP_NOT_LISTED)) {
            bench.world.fail(SEND, fault, 2);
            assertThat(bench.code(bench.write(wang, "一"))).isEqualTo(fault.code());
            assertThat(bench.code(bench.write(wang, "二"))).isEqualTo(fault.code());
        }
        assertThat(bench.code(bench.write(wang, "三"))).isZero();
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }

    @Test
    void answersLateWithTheEffectDone() {
        bench.world.fail(SEND, Fault.slow(300), 1);
        long started = System.nanoTime();
        bench.write(wang, "慢");
        assertThat(System.nanoTime() - started).isGreaterThan(300_000_000L);
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }

    @Test
    void losesHalfOfTheAnswer() {
        bench.world.fail("/cgi-bin/stable_token", Fault.TRUNCATED, 1);
        var half = new String(bench.rawPost("/cgi-bin/stable_token", "{}").body(), UTF_8);
        assertThat(half).startsWith("{").doesNotEndWith("}");
    }

    @Test
    void answersWithAPageInsteadOfJson() {
        bench.world.fail("/cgi-bin/stable_token", Fault.HTML, 1);
        var page = bench.rawPost("/cgi-bin/stable_token", "{}");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new String(page.body(), UTF_8)).startsWith("<html>");
    }

    @Test
    void dropsTheConnectionBeforeOrAfterTheEffect() {
        bench.write(wang, "先取得令牌");
        bench.world.clearChat(wang);
        bench.world.fail(SEND, Fault.DROP, 1);
        assertThatThrownBy(() -> bench.write(wang, "没有送到")).isInstanceOf(UncheckedIOException.class);
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).isEmpty();
        bench.world.fail(SEND, Fault.DROP_AFTER, 1);
        assertThatThrownBy(() -> bench.write(wang, "送到了")).isInstanceOf(UncheckedIOException.class);
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }

    @Test
    void failsAnywhereAndForgets() {
        bench.world.fail("*", Fault.BUSY, 5);
        assertThat(bench.code(bench.get("/cgi-bin/token"))).isEqualTo(-1);
        bench.world.clearFaults();
        assertThat(bench.code(bench.get("/cgi-bin/token"))).isEqualTo(41002);
    }

    @Test
    void countsCalls() {
        bench.world.forgetCalls();
        bench.get("/cgi-bin/token");
        bench.get("/cgi-bin/token");
        assertThat(bench.world.calls("/cgi-bin/token")).isEqualTo(2);
        assertThat(bench.world.calls("/cgi-bin/menu/get")).isZero();
    }
}
