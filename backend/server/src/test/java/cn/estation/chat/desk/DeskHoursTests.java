package cn.estation.chat.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.grid.WorkingCalendar;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class DeskHoursTests {

    private final DeskHours hours;

    @Autowired
    DeskHoursTests(WorkingCalendar calendar) {
        hours = new DeskHours(
                new DeskSettings("09:00-12:00,13:30-17:30", Duration.ofMinutes(15), Duration.ofMinutes(10)), calendar);
    }

    @ParameterizedTest
    @CsvSource({
        "2031-03-04T08:59:59+08:00, false",
        "2031-03-04T09:00:00+08:00, true",
        "2031-03-04T11:59:59+08:00, true",
        "2031-03-04T12:00:00+08:00, false",
        "2031-03-04T13:30:00+08:00, true",
        "2031-03-04T17:30:00+08:00, false",
        "2031-03-08T10:00:00+08:00, false",
        "2031-03-04T01:30:00Z, true"
    })
    void areTheHoursOfWorkingDaysInChina(String moment, boolean open) {
        assertThat(hours.openAt(OffsetDateTime.parse(moment).toInstant())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2031-03-04T12:30:00+08:00, 3 月 4 日（周二）13:30",
        "2031-03-04T18:00:00+08:00, 3 月 5 日（周三）9:00",
        "2031-03-07T23:59:59+08:00, 3 月 10 日（周一）9:00"
    })
    void sayWhenSomebodyIsBack(String moment, String next) {
        assertThat(hours.next(OffsetDateTime.parse(moment).toInstant())).isEqualTo(next);
    }
}
