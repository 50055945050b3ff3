package cn.estation.wechat.menu;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.sandbox.wechat.StandIn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ClassPathResource;

@EstationTest
class MenuTests {

    private final PublishMenu command;
    private final StandIn standIn;

    @Autowired
    MenuTests(PublishMenu command, StandIn standIn) {
        this.command = command;
        this.standIn = standIn;
    }

    @Test
    void publishesTheMenuOfTheConfiguration() {
        assertThat(command.run(new DefaultApplicationArguments())).isZero();

        assertThat(standIn.world().menu()).contains("我要办", "到哪办", "预约办", "投诉建议", "我的积分");
    }

    @Test
    void findsNoFaultWithOurOwnMenu() throws Exception {
        var json = new ClassPathResource("menu.json").getContentAsString(StandardCharsets.UTF_8);

        assertThat(MenuFile.of(json).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"button\":[]}",
                "{\"button\":[{\"type\":\"click\",\"name\":\"名字太长的按钮\",\"key\":\"A\"}]}",
                "{\"button\":[{\"type\":\"click\",\"name\":\"办\"}]}",
                "{\"button\":[{\"type\":\"view\",\"name\":\"办\",\"url\":\"http://a.cn\"}]}",
                "{\"button\":[{\"type\":\"unknown\",\"name\":\"办\",\"key\":\"A\"}]}"
            })
    void saysWhatIsWrongWithOthers(String json) {
        assertThat(MenuFile.of(json).faults()).isNotEmpty();
    }

    @Test
    void endsWithOneWhenTheFileIsMissing() {
        assertThat(command.run(new DefaultApplicationArguments("--menu=/nowhere/menu.json")))
                .isOne();
    }
}
