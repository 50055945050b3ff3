package cn.estation.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFieldTests {

    @ParameterizedTest
    @CsvSource({
        "thing1, 清扫楼道, 清扫楼道",
        "thing1, 一二三四五六七八九十一二三四五六七八九十一, 一二三四五六七八九十一二三四五六七八九…",
        "thing1, '上\n下', 上 下",
        "thing1, '', 无",
        "phrase2, 已经核实了吗, 已经核实了",
        "number3, 12 分, 12",
        "number3, 没有, 0",
        "character_string4, 码 AB-12, AB-12",
        "character_string4, 没有, -",
    })
    void makesAValueFitTheKindOfTheField(String field, String value, String fitted) {
        assertThat(TemplateField.fit(field, value).strip()).isEqualTo(fitted);
    }

    @ParameterizedTest
    @CsvSource({"thing1", "phrase1"})
    void cutsBetweenCharacters(String field) {
        var fitted = TemplateField.fit(field, "𠮷".repeat(30));
        assertThat(fitted.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
                .isTrue();
    }
}
