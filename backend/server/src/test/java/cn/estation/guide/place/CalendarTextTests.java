package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.grid.DayKind;
import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.kernel.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CalendarTextTests {

    private static final String NOTICE_2026 = """
            各省、自治区、直辖市人民政府：
            经国务院批准，现将2026年元旦、春节等放假调休日期的具体安排通知如下。
            一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
            二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
            三、清明节：4月4日（周六）至6日（周一）放假，共3天。
            四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
            五、端午节：6月19日（周五）至21日（周日）放假，共3天。
            六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
            七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
            节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void readsTheNoticeAsItIsPrinted() {
        var days = CalendarText.read(2026, NOTICE_2026, JSON);

        assertThat(days).filteredOn(day -> day.kind() == DayKind.HOLIDAY).hasSize(33);
        assertThat(days)
                .filteredOn(day -> day.kind() == DayKind.ADJUSTED_WORKING)
                .extracting(SpecialDay::day)
                .containsExactly(
                        LocalDate.parse("2026-01-04"),
                        LocalDate.parse("2026-02-14"),
                        LocalDate.parse("2026-02-28"),
                        LocalDate.parse("2026-05-09"),
                        LocalDate.parse("2026-09-20"),
                        LocalDate.parse("2026-10-10"));
    }

    @Test
    void agreesWithTheCalendarThatIsShipped() throws IOException {
        var shipped = Files.readString(Path.of("../sandbox/src/main/resources/demo/calendar.json"));

        assertThat(CalendarText.read(2026, NOTICE_2026, JSON)).isEqualTo(CalendarText.read(2026, shipped, JSON));
    }

    @Test
    void readsAListWithADayALine() {
        assertThat(CalendarText.read(2027, """
                        2027-01-01 放假 元旦
                        2027-01-03 上班 元旦

                        2027-2-6，休，春节
                        """, JSON))
                .containsExactly(
                        new SpecialDay(LocalDate.parse("2027-01-01"), DayKind.HOLIDAY, "元旦"),
                        new SpecialDay(LocalDate.parse("2027-01-03"), DayKind.ADJUSTED_WORKING, "元旦"),
                        new SpecialDay(LocalDate.parse("2027-02-06"), DayKind.HOLIDAY, "春节"));
    }

    @Test
    void followsAHolidayOverTheTurnOfTheYear() {
        var days = CalendarText.read(2023, "一、元旦：2022年12月31日（周六）至2023年1月2日（周一）放假调休，共3天。", JSON);

        assertThat(days)
                .extracting(SpecialDay::day)
                .containsExactly(
                        LocalDate.parse("2022-12-31"), LocalDate.parse("2023-01-01"), LocalDate.parse("2023-01-02"));
    }

    @Test
    void noticesTheNoticeOfAnotherYear() {
        assertThatThrownBy(() -> CalendarText.read(2027, NOTICE_2026, JSON))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refusal -> assertThat(refusal.sentence()).contains("2026 年"));
        assertThatThrownBy(() -> CalendarText.read(2027, NOTICE_2026.replace("2026年", ""), JSON))
                .as("the weekdays give it away")
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refusal -> assertThat(refusal.sentence()).contains("另一年"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "明年再说",
                "2027-02-30 放假 春节",
                "2027-01-01 去玩",
                "2027-01-04 上班 元旦",
                "2027-01-01 放假 元旦\n2027-01-01 放假 元旦",
                "2027-06-01 放假 儿童节\n2030-01-01 放假 元旦",
                "一、元旦：1月1日至12月31日放假，共365天。",
                "一、元旦：休息一下。",
                "{\"holidays\":[{\"name\":\"元旦\",\"from\":\"x\"}]}",
                "{\"year\":2026,\"holidays\":[]}",
                "{\"holidays\":\"no\"}",
                "{broken"
            })
    void refusesWhatItCannotBeSureOf(String text) {
        assertThatThrownBy(() -> CalendarText.read(2027, text, JSON)).isInstanceOf(BadInput.class);
    }

    @Test
    void refusesEndlessText() {
        assertThatThrownBy(() -> CalendarText.read(2027, "一".repeat(20_001), JSON))
                .isInstanceOf(BadInput.class);
    }
}
