package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerMessageTests {

    private final Bench bench = new Bench();
    private final Person wang = bench.wang();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void takesFiveMessagesWithin48HoursOfAMessage() {
        bench.following();
        bench.time.pass(Duration.ofMinutes(2));
        bench.world.sendText(wang, "在吗");
        bench.time.pass(Duration.ofHours(47));
        for (int n = 1; n <= 5; n++) {
            assertThat(bench.code(bench.write(wang, "第" + n + "条"))).isZero();
        }
        assertThat(bench.code(bench.write(wang, "第6条"))).isEqualTo(45047);
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).hasSize(5);
        bench.time.pass(Duration.ofHours(1));
        assertThat(bench.code(bench.write(wang, "太晚"))).isEqualTo(45015);
    }

    @Test
    void takesThreeMessagesWithinAMinuteOfATap() {
        bench.following();
        bench.time.pass(Duration.ofMinutes(2));
        bench.world.tapMenu(wang, "POINTS");
        for (int n = 1; n <= 3; n++) {
            assertThat(bench.code(bench.write(wang, "第" + n + "条"))).isZero();
        }
        assertThat(bench.code(bench.write(wang, "第4条"))).isEqualTo(45047);
        bench.time.pass(Duration.ofMinutes(1));
        assertThat(bench.code(bench.write(wang, "太晚"))).isEqualTo(45015);
    }

    @Test
    void takesMessagesForAMinuteAfterAFollowAndAfterAScan() {
        bench.following();
        assertThat(bench.code(bench.write(wang, "欢迎"))).isZero();
        bench.time.pass(Duration.ofMinutes(1));
        assertThat(bench.code(bench.write(wang, "太晚"))).isEqualTo(45015);
        bench.world.scan(wang, "desk-1");
        assertThat(bench.code(bench.write(wang, "到了"))).isZero();
    }

    @Test
    void usesTheWindowThatClosesFirst() {
        bench.following();
        bench.world.sendText(wang, "在吗");
        for (int n = 1; n <= 8; n++) {
            assertThat(bench.code(bench.write(wang, "第" + n + "条"))).isZero();
        }
        assertThat(bench.code(bench.write(wang, "第9条"))).isEqualTo(45047);
    }

    @Test
    void opensTheWindowBeforeTheServerIsAsked() {
        bench.following();
        bench.time.pass(Duration.ofMinutes(2));
        bench.server.answers(push -> {
            assertThat(bench.code(bench.write(wang, "处理中"))).isZero();
            return FakeServer.Reply.of("success");
        });
        bench.world.sendText(wang, "在吗");
        assertThat(bench.world.inbox(wang, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }

    @Test
    void closesEveryWindowWithAnUnfollow() {
        bench.following();
        bench.world.sendText(wang, "在吗");
        bench.world.unfollow(wang);
        assertThat(bench.code(bench.write(wang, "别走"))).isEqualTo(45015);
    }

    @Test
    void refusesWhatItCannotDeliver() {
        bench.following();
        assertThat(bench.code(bench.write(wang, "长".repeat(682)))).isZero();
        assertThat(bench.code(bench.write(wang, "长".repeat(683)))).isEqualTo(45002);
        assertThat(bench.code(bench.write(wang, ""))).isEqualTo(44004);
        assertThat(send(Map.of("touser", "nobody", "msgtype", "text", "text", Map.of("content", "x"))))
                .isEqualTo(40003);
        assertThat(send(Map.of("touser", wang.maOpenId(), "msgtype", "text", "text", Map.of("content", "x"))))
                .isEqualTo(40003);
        assertThat(send(Map.of("touser", wang.mpOpenId(), "msgtype", "dance"))).isEqualTo(40008);
        assertThat(send(Map.of("touser", wang.mpOpenId(), "msgtype", "image", "image", Map.of("media_id", "1"))))
                .isEqualTo(40007);
    }

    @Test
    void showsAMenuAsLinks() {
        bench.following();
        var menu = Map.of(
                "head_content", "有用吗", "list", List.of(Map.of("id", "101", "content", "有用")), "tail_content", "谢谢");
        assertThat(send(Map.of("touser", wang.mpOpenId(), "msgtype", "msgmenu", "msgmenu", menu)))
                .isZero();
        assertThat(bench.world.inbox(wang).getLast().content())
                .contains("有用吗", "weixin://bizmsgmenu?msgmenucontent=有用&msgmenuid=101", "谢谢");
    }

    @Test
    void refusesToWriteFromTheMiniProgramToOneWhoNeverOpenedItsChat() {
        var body = Map.of("touser", wang.maOpenId(), "msgtype", "text", "text", Map.of("content", "x"));
        assertThat(bench.code(bench.post(bench.ma("/cgi-bin/message/custom/send"), body)))
                .isEqualTo(45015);
    }

    private int send(Map<String, Object> body) {
        return bench.code(bench.post(bench.mp("/cgi-bin/message/custom/send"), body));
    }
}
