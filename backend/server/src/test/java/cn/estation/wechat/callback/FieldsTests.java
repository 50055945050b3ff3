package cn.estation.wechat.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTests {

    private static final String XML = """
            <xml><ToUserName><![CDATA[gh_1]]></ToUserName><Content><![CDATA[a <b> ]]]]><![CDATA[> c]]></Content>\
            <List><Item><Key>deep</Key></Item></List><Key>top</Key></xml>""";
    private static final String JSON = """
            {" ToUserName":"gh_1","CreateTime":1700000000,"List":[{"Key":"deep"},{"Key":"deeper"}],"Key":"top"}""";

    @Test
    void readsBothForms() throws Rejected {
        assertThat(Fields.of(XML).get("Content")).isEqualTo("a <b> ]]> c");
        assertThat(Fields.of(XML).get("Key")).isEqualTo("top");
        assertThat(Fields.of(JSON).get("ToUserName")).isEqualTo("gh_1");
        assertThat(Fields.of(JSON).get("CreateTime")).isEqualTo("1700000000");
        assertThat(Fields.of(JSON).get("Key")).isEqualTo("top");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE xml><xml><Encrypt>a</Encrypt></xml>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Encrypt>&e;</Encrypt></xml>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;]><xml/>",
                "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><xml>&b;</xml>",
                "<xml><Encrypt>&undeclared;</Encrypt></xml>",
                "<xml xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\"/></xml>",
                "<xml a=\"1\"></xml>",
                "<?php ?><xml/>",
                "<xml><a></xml>",
                "not a message",
                "",
                "{\"a\":",
                "{\"a\":1}}",
                "[[[[[[[[[[[[[[[["
            })
    void refusesWhatIsNoMessage(String body) {
        try {
            assertThat(Fields.of(body).get("Encrypt")).isEmpty();
        } catch (Rejected fine) {
            assertThat(fine.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE xml><xml><Encrypt>a</Encrypt></xml>",
                "<!DOCTYPE x [<!ENTITY e \"x\">]><xml><Encrypt>&e;</Encrypt></xml>"
            })
    void refusesADoctype(String body) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> Fields.of(body));
    }

    @Test
    void refusesOtherEncodings() {
        assertThatExceptionOfType(CharacterCodingException.class)
                .isThrownBy(() -> Fields.utf8("<xml>投诉</xml>".getBytes(java.nio.charset.Charset.forName("GBK"))));
        assertThatExceptionOfType(CharacterCodingException.class)
                .isThrownBy(() -> Fields.utf8(new byte[] {(byte) 0xC0, (byte) 0xAF}));
    }

    @Test
    void neverFailsInAnotherWay() {
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            var bytes = (round % 2 == 0 ? XML : JSON).getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change <= random.nextInt(6); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            try {
                Fields.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                        .get("Encrypt");
            } catch (Rejected fine) {
                assertThat(fine.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void survivesDepthAndWidth() {
        var deep = "<xml>" + "<a>".repeat(10_000) + "</a>".repeat(10_000) + "</xml>";
        var wide = "<xml>" + "<a>1</a>".repeat(8_000) + "</xml>";
        var attributes = new StringBuilder("<xml");
        for (int i = 0; i < 5_000; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> Fields.of(deep));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> Fields.of(attributes.append("/>").toString()));
        try {
            Fields.of(wide);
        } catch (Rejected fine) {
            assertThat(fine.getMessage()).isNotBlank();
        }
    }
}
