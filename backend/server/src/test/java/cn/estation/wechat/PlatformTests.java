package cn.estation.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.estation.EstationTest;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class PlatformTests {

    private final MiniProgram miniProgram;
    private final OfficialAccount officialAccount;
    private final Breaker breaker;
    private final StandInWorld world;

    @Autowired
    PlatformTests(MiniProgram miniProgram, OfficialAccount officialAccount, Breaker breaker, StandIn standIn) {
        this.miniProgram = miniProgram;
        this.officialAccount = officialAccount;
        this.breaker = breaker;
        this.world = standIn.world();
    }

    @AfterEach
    void goodWeather() {
        world.clearFaults();
        breaker.answered();
    }

    private Person somebody() {
        var name = "p" + UUID.randomUUID();
        return world.createPerson(name, "测试", "13900000000");
    }

    @Test
    void tradesALoginCodeOnce() {
        var person = somebody();
        var code = world.loginCode(person);

        var login = miniProgram.login(code);

        assertThat(login.openid()).isEqualTo(person.maOpenId());
        assertThatExceptionOfType(LoginCodeInvalid.class).isThrownBy(() -> miniProgram.login(code));
    }

    @Test
    void signsPeopleInWhileNoTokenCanBeHad() {
        world.endTokens();
        world.fail("/cgi-bin/stable_token", Fault.HTML, 1);

        var login = miniProgram.login(world.loginCode(somebody()));

        assertThat(login.openid()).isNotBlank();
    }

    @Test
    void tellsThePhoneNumberThatAPersonGave() {
        var person = somebody();

        assertThat(miniProgram.phone(world.phoneCode(person))).isEqualTo("13900000000");
    }

    @Test
    void sendsTextToAFollower() {
        var person = somebody();
        world.follow(person);
        world.sendText(person, "你好");

        var outcome = officialAccount.sendText(person.mpOpenId(), "您好，来自客服");

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.SENT);
        assertThat(world.inbox(person, Message.Kind.CUSTOMER_SERVICE))
                .extracting(Message::content)
                .contains("您好，来自客服");
    }

    @Test
    void saysThatNobodySubscribed() {
        var outcome =
                miniProgram.subscription(somebody().maOpenId(), "template", "pages/index", Map.of("thing1", "您好"));

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.REFUSED);
    }
}
