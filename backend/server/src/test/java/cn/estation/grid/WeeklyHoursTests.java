package cn.estation.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.grid.WeeklyHours.Range;
import cn.estation.kernel.BadInput;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyHoursTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            周一至周五 9:00-12:00、13:30-17:00 | 周一至周五 9:00-12:00、13:30-17:00
            周一至周五 9:00–12:00，13:30–17:00 | 周一至周五 9:00-12:00、13:30-17:00
            周一到周五上午9:00-12:00，下午1:30-5:00 | 周一至周五 9:00-12:00、13:30-17:00
            周一至周五，上午9点到12点，下午1点半到5点 | 周一至周五 9:00-12:00、13:30-17:00
            星期一至星期五：08:30～11:30，14:00～17:30（法定节假日除外） | 周一至周五 8:30-11:30、14:00-17:30
            工作日9:00-17:00 | 周一至周五 9:00-17:00
            周一至周五 9:00-17:00；周六 9:00-12:00 | 周一至周五 9:00-17:00；周六 9:00-12:00
            周一至周五9:00-17:00,周末休息 | 周一至周五 9:00-17:00
            周一、周三、周五 9:00-11:00 | 周一 9:00-11:00；周三 9:00-11:00；周五 9:00-11:00
            周一、三、五 9:00-11:00 | 周一 9:00-11:00；周三 9:00-11:00；周五 9:00-11:00
            周六、周日 10:00-16:00 | 周六、周日 10:00-16:00
            周五至周一 10:00-16:00 | 周一 10:00-16:00；周五至周日 10:00-16:00
            每天 8:00-20:00，节假日照常 | 每天 8:00-20:00；节假日照常
            每天8点至20点；法定节假日9:00-12:00 | 每天 8:00-20:00；节假日 9:00-12:00
            24小时 | 每天 0:00-24:00；节假日照常
            每天 22:00-次日2:00 | 每天 22:00-次日2:00
            每天 22:00-2:00 | 每天 22:00-次日2:00
            周一至周五 9:00-12:00、12:00-17:00 | 周一至周五 9:00-17:00
            周二至周六 9:00-12:00；周三 18:00-20:30 | 周二 9:00-12:00；周三 9:00-12:00、18:00-20:30；周四至周六 9:00-12:00
            """)
    void readsWhatPeopleWrite(String written, String canonical) {
        assertThat(WeeklyHours.parse(written).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9:00-17:00",
                "周一至周五",
                "上班时间",
                "周一至周五 9:00",
                "周一至周五 9:00-25:00",
                "周一至周五 9:60-17:00",
                "周一至周五 9:00-12:00、11:00-13:00",
                "周一 22:00-次日10:00；周二 9:00-12:00",
                "周一至周五 9:00-17:00，详情请电话咨询",
                "节假日照常",
                "周八 9:00-17:00",
                "周一 9:00-17:00；周一休息",
                "每天 9:00-17:00；节假日休息；节假日照常",
                "周一至周五 9:00-9:00",
                "' OR 1=1 --",
                "<script>"
            })
    void refusesWhatItCannotBeSureOf(String written) {
        assertThat(WeeklyHours.read(written)).isEmpty();
        assertThatThrownBy(() -> WeeklyHours.parse(written)).isInstanceOf(BadInput.class);
    }

    @Test
    void refusesEndlessText() {
        assertThatThrownBy(() -> WeeklyHours.parse("周一 9:00-10:00；".repeat(10_000)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void readsBackWhateverItWrites() {
        var random = new Random(20260815);
        for (int i = 0; i < 3_000; i++) {
            var hours = anyHours(random);
            if (hours.text().length() <= WeeklyHours.LONGEST) {
                assertThat(WeeklyHours.parse(hours.text())).as(hours.text()).isEqualTo(hours);
                assertThat(WeeklyHours.parse(hours.text()).text()).isEqualTo(hours.text());
            }
        }
    }

    @Test
    void tellsTheHoursAsOneWouldSayThem() {
        assertThat(WeeklyHours.parse("周一至周五 9:00-12:00、13:30-17:00；周六 9:00-12:15")
                        .inWords())
                .isEqualTo("周一到周五上午9点到12点、下午1点半到5点开；周六上午9点到中午12点15分开；周日不开；法定节假日不开。" + "周末调休上班时，按工作日的时间开。");
        assertThat(WeeklyHours.parse("24小时").inWords()).startsWith("每天全天开；法定节假日照常。");
        assertThat(WeeklyHours.parse("每天 22:00-次日2:00").inWords()).startsWith("每天晚上10点到第二天凌晨2点开");
    }

    @Test
    void goesByTheKindOfTheDay() {
        var hours = WeeklyHours.parse("周一至周五 9:00-17:00；周六 9:00-12:00；节假日 10:00-11:00");

        assertThat(hours.on(DayOfWeek.SATURDAY, DayKind.WEEKEND)).containsExactly(new Range(540, 720));
        assertThat(hours.on(DayOfWeek.SATURDAY, DayKind.ADJUSTED_WORKING)).containsExactly(new Range(540, 1020));
        assertThat(hours.on(DayOfWeek.SUNDAY, DayKind.ADJUSTED_WORKING)).containsExactly(new Range(540, 1020));
        assertThat(hours.on(DayOfWeek.WEDNESDAY, DayKind.HOLIDAY)).containsExactly(new Range(600, 660));
        assertThat(WeeklyHours.parse("周末 9:00-12:00").on(DayOfWeek.SATURDAY, DayKind.ADJUSTED_WORKING))
                .as("a place that never opens on workdays keeps its weekend")
                .containsExactly(new Range(540, 720));
    }

    private static WeeklyHours anyHours(Random random) {
        while (true) {
            try {
                var week = new EnumMap<DayOfWeek, List<Range>>(DayOfWeek.class);
                List<Range> repeated = ranges(random);
                for (var day : DayOfWeek.values()) {
                    switch (random.nextInt(4)) {
                        case 0 -> week.put(day, ranges(random));
                        case 1, 2 -> week.put(day, repeated);
                        default -> {}
                    }
                }
                var holiday = switch (random.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> List.<Range>of();
                    default -> ranges(random);
                };
                if (!week.isEmpty()) {
                    return new WeeklyHours(week, holiday);
                }
            } catch (BadInput overlapping) {
                // Try another one.
            }
        }
    }

    private static List<Range> ranges(Random random) {
        var result = new ArrayList<Range>();
        int at = random.nextInt(600);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int to = at + 1 + random.nextInt(400);
            if (at < 1440) {
                result.add(new Range(at, to));
            }
            at = to + 1 + random.nextInt(200);
        }
        return result;
    }
}
