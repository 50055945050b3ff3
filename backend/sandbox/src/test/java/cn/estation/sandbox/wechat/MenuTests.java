package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MenuTests {

    private static final Map<String, Object> CLICK = click("我要办", "GUIDE");
    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void publishesAndReadsAndDeletes() {
        assertThat(create(List.of(CLICK, view("看地图", "https://example.cn/map"))))
                .isZero();
        assertThat(bench.get(bench.mp("/cgi-bin/menu/get"))
                        .at("/menu/button/0/name")
                        .asString())
                .isEqualTo("我要办");
        assertThat(bench.code(bench.get(bench.mp("/cgi-bin/menu/delete")))).isZero();
        assertThat(bench.code(bench.get(bench.mp("/cgi-bin/menu/get")))).isEqualTo(46003);
    }

    @Test
    void limitsCounts() {
        assertThat(create(List.of())).isEqualTo(40016);
        assertThat(create(Collections.nCopies(4, CLICK))).isEqualTo(40016);
        assertThat(create(List.of(Map.of("name", "更多", "sub_button", Collections.nCopies(5, CLICK)))))
                .isZero();
        assertThat(create(List.of(Map.of("name", "更多", "sub_button", Collections.nCopies(6, CLICK)))))
                .isEqualTo(40023);
    }

    @Test
    void limitsNamesKeysAndAddressesInBytes() {
        assertThat(create(List.of(click("五个字的名", "K")))).isZero();
        assertThat(create(List.of(click("六个字的名字", "K")))).isEqualTo(40018);
        assertThat(create(List.of(sub(click("二十个字以内的子菜单名字才可以这样用吧", "K"))))).isZero();
        assertThat(create(List.of(sub(click("长".repeat(21), "K"))))).isEqualTo(40025);
        assertThat(create(List.of(click("键", "K".repeat(129))))).isEqualTo(40019);
        assertThat(create(List.of(click("键", "")))).isEqualTo(40019);
        assertThat(create(List.of(sub(click("键", "K".repeat(129)))))).isEqualTo(40026);
        assertThat(create(List.of(view("网", "https://example.cn/" + "a".repeat(1024)))))
                .isEqualTo(40020);
        assertThat(create(List.of(sub(view("网", ""))))).isEqualTo(40027);
        assertThat(create(List.of(view("网", "ftp://example.cn")))).isEqualTo(40055);
    }

    @Test
    void knowsItsTypesAndItsMiniProgram() {
        assertThat(create(List.of(Map.of("name", "怪", "type", "dance", "key", "K"))))
                .isEqualTo(40017);
        assertThat(create(List.of(miniProgram(bench.settings.maAppId())))).isZero();
        assertThat(create(List.of(miniProgram("wx0000000000000000")))).isEqualTo(45064);
    }

    @Test
    void refusesUnicodeEscapes() {
        var menu = "{\"button\":[{\"type\":\"click\",\"name\":\"\\u6211\",\"key\":\"K\"}]}";
        assertThat(bench.code(bench.post(bench.mp("/cgi-bin/menu/create"), menu)))
                .isEqualTo(40033);
    }

    @Test
    void pushesWhatTheTappedButtonIs() {
        var wang = bench.following();
        create(List.of(sub(CLICK), view("看地图", "https://example.cn/map"), miniProgram(bench.settings.maAppId())));
        assertThat(bench.world.tapMenu(wang, "GUIDE").message()).contains("CLICK", "<EventKey><![CDATA[GUIDE]]>");
        assertThat(bench.world.tapMenu(wang, "https://example.cn/map").message())
                .contains("VIEW", "example.cn/map");
        assertThat(bench.world.tapMenu(wang, "pages/home").message()).contains("view_miniprogram", "pages/home");
        assertThat(bench.world.tapMenu(wang, "NOT_PUBLISHED").message()).contains("CLICK", "NOT_PUBLISHED");
    }

    private int create(List<Map<String, Object>> buttons) {
        return bench.code(bench.post(bench.mp("/cgi-bin/menu/create"), Map.of("button", buttons)));
    }

    private static Map<String, Object> click(String name, String key) {
        return Map.of("type", "click", "name", name, "key", key);
    }

    private static Map<String, Object> view(String name, String url) {
        return Map.of("type", "view", "name", name, "url", url);
    }

    private static Map<String, Object> sub(Map<String, Object> button) {
        return Map.of("name", "更多", "sub_button", List.of(button));
    }

    private static Map<String, Object> miniProgram(String appId) {
        return Map.of(
                "type",
                "miniprogram",
                "name",
                "小程序",
                "url",
                "https://example.cn",
                "appid",
                appId,
                "pagepath",
                "pages/home");
    }
}
