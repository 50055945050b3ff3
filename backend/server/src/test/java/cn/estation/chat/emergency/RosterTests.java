package cn.estation.chat.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.chat.emergency.WeekMapper.Week;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class RosterTests {

    private final People people;
    private final Crew crew;
    private final JdbcClient database;
    private final Clock clock;
    private GridCell community;
    private Caller director;
    private Caller worker;
    private Caller other;

    @Autowired
    RosterTests(People people, Crew crew, JdbcClient database, Clock clock) {
        this.people = people;
        this.crew = crew;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void aCommunityWithACrew() {
        community = people.community();
        director = people.staff(StaffRole.DIRECTOR, community.id());
        worker = people.staff(StaffRole.GRID_WORKER, community.id());
        other = people.staff(StaffRole.GRID_WORKER, community.id());
    }

    private static Map<String, String> form(String... pairs) {
        var form = new HashMap<>(Map.of("requestKey", Codes.next()));
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private Answer weekly(Caller staff, long cell, Caller who, String days, String from, String to) {
        return staff.form(
                "/console/duty/week",
                form(
                        "place", Long.toString(cell),
                        "keeper", Long.toString(who.staffId()),
                        "days", days,
                        "fromTime", from,
                        "toTime", to));
    }

    private Answer once(Caller who, LocalDateTime from, LocalDateTime to) {
        return director.form(
                "/console/duty",
                form(
                        "cell", Long.toString(community.id()),
                        "person", Long.toString(who.staffId()),
                        "from", from.toString(),
                        "to", to.toString()));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), Time.CHINA)
                .withSecond(0)
                .withNano(0);
    }

    private Map<Long, Boolean> told() {
        return crew.of(community.id(), 1);
    }

    @ParameterizedTest
    @CsvSource({
        // Friday 2026-11-20, from eight in the evening to eight in the morning, begins on Fridays only.
        "2026-11-20T20:00, true",
        "2026-11-20T23:59, true",
        "2026-11-21T00:00, true",
        "2026-11-21T07:59, true",
        "2026-11-21T08:00, false",
        "2026-11-20T19:59, false",
        "2026-11-20T07:00, false",
        "2026-11-21T20:00, false",
    })
    void aTurnThroughTheNightBelongsToTheDayItBeginsOn(String moment, boolean on) {
        var week = new Week(1, 1, 1, 1, 16, 20 * 60, 12 * 60);

        assertThat(week.until(ZonedDateTime.of(LocalDateTime.parse(moment), Time.CHINA)))
                .matches(until -> until.isPresent() == on);
    }

    @Test
    void aDayAndNightTurnHasNoGapAndNoOverlap() {
        var week = new Week(1, 1, 1, 1, 127, 8 * 60, 24 * 60);

        var eight = ZonedDateTime.of(2026, 12, 31, 8, 0, 0, 0, Time.CHINA);
        assertThat(week.until(eight.minusMinutes(1))).hasValue(eight.toInstant());
        assertThat(week.until(eight)).hasValue(eight.plusDays(1).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "127, 480, 720, 每天 08:00 到 20:00",
        "31, 1200, 720, 周一至周五 20:00 到次日 08:00",
        "96, 480, 960, '周六、周日 08:00 到 24:00'",
        "5, 0, 60, '周一、周三 00:00 到 01:00'",
    })
    void saysWhenInWords(int days, int starts, int minutes, String text) {
        assertThat(new Week(1, 1, 1, 1, days, starts, minutes).text()).isEqualTo(text);
    }

    @Test
    void theWeeksPatternCallsWhoeverIsOnDuty() {
        assertThat(weekly(director, community.id(), worker, "127", "00:00", "00:00")
                        .status())
                .isEqualTo(302);

        assertThat(told()).containsExactly(Map.entry(worker.staffId(), true));
        assertThat(director.get("/console/duty").body()).contains("现在谁值班", "每天 00:00 到 24:00");
    }

    @Test
    void aSingleSpanStandsInForThePattern() {
        weekly(director, community.id(), worker, "127", "00:00", "00:00");
        assertThat(once(other, now().minusHours(1), now().plusHours(1)).status())
                .isEqualTo(302);

        assertThat(told()).containsExactly(Map.entry(other.staffId(), true));
        assertThat(director.get("/console/duty").body()).contains("单次");
        database.sql("DELETE FROM chat_duty WHERE community_id = ?")
                .param(community.id())
                .update();
        assertThat(told()).containsExactly(Map.entry(worker.staffId(), true));
    }

    @Test
    void aSpanForOnePartLeavesThePatternOfTheOthers() {
        var grid = people.below(community);
        var inGrid = people.staff(StaffRole.GRID_WORKER, grid.id());
        weekly(director, grid.id(), inGrid, "127", "00:00", "00:00");
        once(other, now().minusHours(1), now().plusHours(1));

        assertThat(crew.of(grid.id(), 1)).containsExactly(Map.entry(inGrid.staffId(), true));
        assertThat(told()).containsExactly(Map.entry(other.staffId(), true));
    }

    @Test
    void whereNobodyIsOnDutyTheCrewAndTheDirectorAreToldAtOnce() {
        assertThat(told())
                .containsOnly(
                        Map.entry(worker.staffId(), false),
                        Map.entry(other.staffId(), false),
                        Map.entry(director.staffId(), false));
        assertThat(director.get("/console/duty").body()).contains("现在没有人值班");
    }

    @Test
    void whoeverLeftIsNotOnDutyWhateverTheRosterSays() {
        weekly(director, community.id(), worker, "127", "00:00", "00:00");
        database.sql("UPDATE identity_staff SET status = 'ENDED', ended_at = NOW(3) WHERE id = ?")
                .param(worker.staffId())
                .update();

        assertThat(told().keySet()).containsOnly(other.staffId(), director.staffId());
    }

    @Test
    void aPatternCanBeTakenBack() {
        weekly(director, community.id(), worker, "127", "00:00", "00:00");
        long id = database.sql("SELECT id FROM chat_duty_week WHERE community_id = ?")
                .param(community.id())
                .query(Long.class)
                .single();

        var elsewhere = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(elsewhere
                        .form("/console/duty/week/" + id + "/remove", form())
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id())
                        .form("/console/duty/week/" + id + "/remove", form())
                        .status())
                .isEqualTo(403);
        assertThat(director.form("/console/duty/week/" + id + "/remove", form()).status())
                .isEqualTo(302);
        assertThat(told().values()).containsOnly(false);
    }

    @Test
    void aPatternThatMakesNoSenseIsRefusedAndWhatWasTypedStays() {
        var answer = weekly(director, community.id(), worker, "3", "08:00", "20:00");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("请选择星期几", "value=\"08:00\"");
        assertThat(weekly(director, community.id(), worker, "127", "8点", "20:00")
                        .body())
                .contains("请填写几点到几点");
        var stranger = people.staff(StaffRole.GRID_WORKER, people.community().id());
        assertThat(weekly(director, community.id(), stranger, "127", "08:00", "20:00")
                        .body())
                .contains("没有能接求助的岗位");
        assertThat(weekly(stranger, community.id(), worker, "127", "08:00", "20:00")
                        .status())
                .isEqualTo(404);
        assertThat(List.of(
                        weekly(director, community.id(), worker, "127", "08:00", "20:00")
                                .status(),
                        weekly(director, community.id(), worker, "127", "08:00", "20:00")
                                .status()))
                .containsExactly(302, 409);
    }
}
