package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void remembersAcrossARestart() {
        String token;
        String ticket;
        try (var bench = start()) {
            bench.world.createPerson("new-one", "新人", "13900000000");
            bench.world.sendText(bench.following(), "记得我");
            bench.world.grant(bench.wang(), "t", 2);
            token = bench.mp("");
            bench.post(
                    bench.mp("/cgi-bin/menu/create"),
                    Map.of("button", List.of(Map.of("type", "click", "name", "办", "key", "K"))));
            ticket = bench.post(
                            bench.mp("/cgi-bin/qrcode/create"),
                            Map.of(
                                    "action_name",
                                    "QR_LIMIT_STR_SCENE",
                                    "action_info",
                                    Map.of("scene", Map.of("scene_str", "hall"))))
                    .path("ticket")
                    .asString();
        }
        try (var bench = start()) {
            assertThat(bench.world.follows(bench.wang())).isTrue();
            assertThat(bench.world.chat(bench.wang()))
                    .extracting(Message::content)
                    .contains("记得我");
            assertThat(bench.world.menu()).contains("\"K\"");
            assertThat(bench.world.consents(bench.wang(), "t")).isEqualTo(2);
            assertThat(bench.world.findPerson("新人")).isPresent();
            assertThat(bench.mp("")).isEqualTo(token);
            assertThat(bench.world.scan(bench.wang(), ticket).message()).contains("hall");
            bench.world.sendText(bench.wang(), "还在");
            assertThat(bench.world.chat(bench.wang())).extracting(Message::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void setsADamagedFileAside() throws Exception {
        Files.writeString(folder.resolve("stand-in.json"), "{\"persons\":");
        try (var bench = start()) {
            assertThat(bench.world.persons()).isNotEmpty();
        }
        assertThat(folder.resolve("stand-in.damaged.json")).exists();
    }

    @Test
    void takesItsSettingsFromTheEnvironment() {
        var settings = StandInMain.settings(Map.of(
                "STANDIN_PORT",
                "18090",
                "WECHAT_MP_APP_ID",
                "wxmp",
                "WECHAT_MA_SECRET",
                "s3cret",
                "STANDIN_SERVER_URL",
                "http://127.0.0.1:9000",
                "STANDIN_STATE",
                folder.toString()));
        assertThat(settings.port()).isEqualTo(18090);
        assertThat(settings.mpAppId()).isEqualTo("wxmp");
        assertThat(settings.mpSecret()).isEqualTo(StandInSettings.withDefaults().mpSecret());
        assertThat(settings.maSecret()).isEqualTo("s3cret");
        assertThat(settings.mpCallbackUrl()).isEqualTo("http://127.0.0.1:9000/wechat/official-account");
        assertThat(settings.maCallbackUrl()).isEqualTo("http://127.0.0.1:9000/wechat/mini-program");
        assertThat(settings.stateFolder()).isEqualTo(folder);
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysThatAPortIsTaken() {
        try (var bench = new Bench()) {
            assertThatThrownBy(() -> StandIn.start(bench.settings.withPort(bench.standIn.port())))
                    .hasMessageContaining("打不开");
        }
    }

    private Bench start() {
        return new Bench(settings -> settings.withStateFolder(folder));
    }
}
