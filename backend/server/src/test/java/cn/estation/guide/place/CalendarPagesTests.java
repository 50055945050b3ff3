package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.DayKind;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.WorkingCalendar;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Years far ahead belong to these tests, each its own: the calendar is one for all. */
@EstationTest
class CalendarPagesTests {

    private static final String HOME = "/console/calendar";

    private final People people;
    private final TestPlaces places;
    private final WorkingCalendar calendar;

    @Autowired
    CalendarPagesTests(People people, TestPlaces places, WorkingCalendar calendar) {
        this.people = people;
        this.places = places;
        this.calendar = calendar;
    }

    @Test
    void showsAYearWithItsHolidaysToAllStaff() {
        places.town();
        var worker = people.staff(StaffRole.GRID_WORKER, people.community().id());

        var page = worker.get(HOME + "?year=2026").body();

        assertThat(page)
                .contains("国办发明电〔2025〕7号")
                .contains("10月1日周四至10月7日周三，共7天")
                .contains("9月20日周日、10月10日周六")
                .contains("day-worked")
                .doesNotContain("重新导入");
        assertThat(worker.get(HOME + "?year=2027").body()).contains("暂定");
        assertThat(worker.get(HOME + "?year=2063").body()).contains("还没有导入");
        assertThat(worker.get(HOME + "?year=1999").status()).isEqualTo(400);
    }

    @Test
    void importsAYearAfterAPreview() {
        var admin = people.staff(StaffRole.ADMINISTRATOR, people.community().id());
        var text = "2061-01-03 放假 元旦\n2061-01-01 上班 元旦";
        assertThat(LocalDate.of(2061, 1, 1).getDayOfWeek().getValue())
                .as("a Saturday")
                .isEqualTo(6);

        var preview = admin.form(HOME + "/preview", form(2061, text, 0));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("放假 1 天、调休上班 1 天").contains("1月3日周一");
        assertThat(calendar.year(2061)).isEmpty();

        assertThat(admin.form(HOME, form(2061, text, 0)).status()).isEqualTo(302);
        assertThat(calendar.kind(LocalDate.of(2061, 1, 3))).isEqualTo(DayKind.HOLIDAY);
        assertThat(calendar.workingDay(LocalDate.of(2061, 1, 1))).isTrue();
        assertThat(calendar.workingDay(LocalDate.of(2061, 1, 2))).as("a Sunday").isFalse();
        assertThat(calendar.workingDay(LocalDate.of(2061, 1, 4))).isTrue();

        var again = "2061-01-03 放假 元旦";
        assertThat(admin.form(HOME + "/preview", form(2061, again, 1)).body()).contains("去掉：1月1日周六上班");
        assertThat(admin.form(HOME, form(2061, again, 1)).status()).isEqualTo(302);
        assertThat(calendar.kind(LocalDate.of(2061, 1, 1))).isEqualTo(DayKind.WEEKEND);
    }

    @Test
    void keepsTheTextThatIsWrongAndSaysWhere() {
        var admin = people.staff(StaffRole.ADMINISTRATOR, people.community().id());

        var answer = admin.form(HOME + "/preview", form(2062, "2062-02-31 放假 春节", 0));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("没有 2062 年 2 月 31 日").contains("2062-02-31 放假 春节");
        assertThat(admin.form(HOME, form(2062, "什么也没有", 0)).status()).isEqualTo(422);
        assertThat(calendar.year(2062)).isEmpty();
    }

    @Test
    void takesTheImportOfOneWhenManyImportAtOnce() {
        var outcomes = Race.of(8, n -> {
            var admin = people.staff(StaffRole.ADMINISTRATOR, people.community().id());
            var form = form(2064, "2064-10-0" + (n + 1) + " 放假 国庆节", 0);
            return () -> admin.form(HOME, form).status();
        });

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 409).hasSize(7);
        assertThat(calendar.specialOf(2064)).hasSize(1);
    }

    @Test
    void isNotForEverybodyToChange() {
        var director = people.staff(StaffRole.DIRECTOR, people.community().id());

        assertThat(director.get(HOME + "/import").status()).isEqualTo(403);
        assertThat(director.form(HOME, form(2065, "2065-10-01 放假 国庆节", 0)).status())
                .isEqualTo(403);
        assertThat(calendar.year(2065)).isEmpty();
    }

    private static Map<String, String> form(int year, String text, int edits) {
        var form = new HashMap<String, String>();
        form.put("year", Integer.toString(year));
        form.put("source", "测试通知");
        form.put("text", text);
        form.put("edits", Integer.toString(edits));
        form.put("requestKey", Codes.next());
        return form;
    }
}
