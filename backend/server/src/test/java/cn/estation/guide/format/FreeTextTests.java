package cn.estation.guide.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "无", "　无　", "暂无", "null", "NULL", "-", "/", "N/A", "[]"})
    void nothingIsNothingHoweverItIsWritten(String text) {
        assertThat(FreeText.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "010-11112222|010-11112222",
                "010－11112222|010-11112222",
                "(010)11112222转3|010-11112222转3",
                "0100-61112222|0100-61112222",
                "010-61112222，010-61113333|010-61112222、010-61113333",
                "电话：010-61112222；12345|010-61112222、12345",
                "拨打12345或010-61112222|12345、010-61112222",
                "010-12345-2-6|010-12345转2-6",
                "010-12345|010-12345",
                "（0555）6123456|0555-6123456",
                "61112222|61112222",
                "400-811-1234|400-811-1234",
                "4008111234|400-811-1234",
                "13800001111|13800001111",
                "010-61112222，受理时间：周一至周五上午09：00-12:00，下午14:00-17:30|010-61112222",
                "网址 http://www.example.gov.cn/?id=12345678 电话010-61112222|010-61112222",
                "0123-61112222-805|0123-61112222转805",
            })
    void findsTelephoneNumbersInFreeText(String text, String phones) {
        assertThat(String.join("、", FreeText.phones(text))).isEqualTo(phones.replace("010-11112222", "010-11112222"));
    }

    @Test
    void takesNoOtherNumberForATelephone() {
        assertThat(FreeText.phones("无")).isEmpty();
        assertThat(FreeText.phones("2026年11月21日，编号 440000000000123456")).isEmpty();
        assertThat(FreeText.phones("每周一 9:00-12:00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20(工作日), 20, true", "30（自然日）, 30, false", "5个工作日, 5, true", "7, 7, true", "15日, 15, false"})
    void readsATimeLimit(String text, int days, boolean working) {
        assertThat(FreeText.limit(text)).contains(new FreeText.Limit(days, working));
    }

    @Test
    void aTimeLimitInWordsIsNone() {
        assertThat(FreeText.limit("随到随办")).isEmpty();
        assertThat(FreeText.limit("无")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "办理地点：幸福路1号一楼大厅|幸福路1号一楼大厅",
                "办理地点:幸福路1号（综合窗）|幸福路1号（综合窗）",
                "幸福路1号（周一至周五 9:00-12:00）|幸福路1号",
                "幸福路1号。咨询电话：010-61112222|幸福路1号",
                "窗口地址：幸福路1号，受理时间：周一至周五|幸福路1号",
            })
    void takesThePlaceOutOfFreeText(String text, String place) {
        assertThat(FreeText.place(text)).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"无线下办理窗口", "无", "无需现场办理", ""})
    void noCounterIsNoPlace(String text) {
        assertThat(FreeText.place(text)).isEmpty();
    }

    @Test
    void takesTheHoursOutOfFreeText() {
        assertThat(FreeText.hours("周一至周五（节假日除外）上午09：00-12:00，下午14:00-17:30"))
                .isEqualTo("周一至周五 09:00-12:00、14:00-17:30");
        assertThat(FreeText.hours("幸福路1号")).isEmpty();
    }

    @Test
    void dividesWordsOfResidents() {
        assertThat(FreeText.words("老年证，优待证、老人卡 办卡")).isEqualTo(List.of("老年证", "优待证", "老人卡", "办卡"));
        assertThat(FreeText.words("无")).isEmpty();
    }
}
