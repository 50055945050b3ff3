package cn.estation.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class OpeningHoursTests {

    private static final String POINTS = """
            {"points":[{"code":"$-p","cell":"$-c1","name":"服务点","level":"COMMUNITY","address":"东路1号",
              "hours":"周一至周五 9:00-12:00、13:30-17:00","counters":[
               {"code":"a","name":"甲","handles":"都办"},{"code":"n","name":"夜间","handles":"夜里","hours":"每天 22:00-次日2:00；节假日照常"}]}]}""";

    private final TestPlaces places;
    private final OpeningHours hours;
    private final WorkingCalendar calendar;
    private final PlaceEditing editing;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    private Town town;
    private long day;
    private long night;

    @Autowired
    OpeningHoursTests(
            TestPlaces places,
            OpeningHours hours,
            WorkingCalendar calendar,
            PlaceEditing editing,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.places = places;
        this.hours = hours;
        this.calendar = calendar;
        this.editing = editing;
        this.transaction = transaction;
        this.database = database;
    }

    @BeforeEach
    void build() {
        town = places.town().with("service-points", POINTS);
        day = town.counter("p", "a").id();
        night = town.counter("p", "n").id();
    }

    @Test
    void knowsTheYearThatWasImported() {
        assertThat(calendar.kind(LocalDate.parse("2026-10-01"))).isEqualTo(DayKind.HOLIDAY);
        assertThat(calendar.kind(LocalDate.parse("2026-10-10"))).isEqualTo(DayKind.ADJUSTED_WORKING);
        assertThat(calendar.workingDay(LocalDate.parse("2026-10-10"))).isTrue();
        assertThat(calendar.kind(LocalDate.parse("2026-10-11"))).isEqualTo(DayKind.WEEKEND);
        assertThat(calendar.kind(LocalDate.parse("2026-10-12"))).isEqualTo(DayKind.WORKING);
        assertThat(calendar.kind(LocalDate.parse("2069-10-01")))
                .as("a Tuesday nobody knows of")
                .isEqualTo(DayKind.WORKING);
    }

    @Test
    void opensCountersByTheirOwnHoursOrThePoints() {
        var tuesday = LocalDate.parse("2026-09-08");

        assertThat(hours.on(day, tuesday)).hasSize(2);
        assertThat(hours.on(town.point("p").id(), tuesday)).isEqualTo(hours.on(day, tuesday));
        assertThat(hours.on(night, tuesday)).singleElement().satisfies(span -> {
            assertThat(span.from()).isEqualTo(tuesday.atTime(22, 0));
            assertThat(span.to()).isEqualTo(tuesday.plusDays(1).atTime(2, 0));
            assertThat(span.start()).isEqualTo(Instant.parse("2026-09-08T14:00:00Z"));
        });
    }

    @Test
    void isOpenPastMidnightWhateverTheZoneOfTheMachine() {
        assertThat(hours.openAt(night, china("2026-09-09T01:59"))).isTrue();
        assertThat(hours.openAt(night, china("2026-09-09T02:00"))).isFalse();
        assertThat(hours.nextOpening(night, china("2026-09-09T02:00"))).hasValue(china("2026-09-09T22:00"));
        assertThat(hours.nextOpening(day, china("2026-09-30T17:00"))).hasValue(china("2026-10-08T09:00"));
    }

    @Test
    void givesManyDaysAtOnceAsItGivesEach() {
        var from = LocalDate.parse("2026-09-28");
        var all = hours.between(day, from, from.plusDays(14));

        from.datesUntil(from.plusDays(15))
                .forEach(one -> assertThat(all.get(one)).as(one.toString()).isEqualTo(hours.on(day, one)));
    }

    @Test
    void isNeverOpenWhenOutOfUse() {
        database.sql("UPDATE grid_counter SET in_use = FALSE WHERE id = ?")
                .param(day)
                .update();

        assertThat(hours.on(day, LocalDate.parse("2026-09-08"))).isEmpty();
        assertThat(hours.nextOpening(day, china("2026-09-08T10:00"))).isEmpty();
    }

    @Test
    void knowsNoPlaceThatIsNotThere() {
        assertThatThrownBy(() -> hours.on(1, LocalDate.parse("2026-09-08"))).isInstanceOf(NotFound.class);
    }

    @Test
    void keepsCountersAndCoverageInTheirOwnOrganisation() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> editing.cover(
                        town.point("p").id(), 1, List.of(town.cell("m3").id()))))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> transaction.execute(
                        status -> editing.add(town.cell("m1").id(), null, text(), false)))
                .as("a micro-grid has no office")
                .isInstanceOf(BadInput.class);
    }

    @Test
    void leavesTheDatabaseToRefuseWhatNobodyShouldWrite() {
        for (var nonsense : List.of(
                "UPDATE grid_point SET longitude = NULL WHERE id = ?",
                "UPDATE grid_point SET longitude = 32, latitude = 54.5 WHERE id = ?",
                "UPDATE grid_point SET level = 'GRID' WHERE id = ?",
                "UPDATE grid_point SET edits = 0 WHERE id = ?")) {
            database.sql("UPDATE grid_point SET longitude = 118, latitude = 32 WHERE id = ?")
                    .param(town.point("p").id())
                    .update();
            assertThatThrownBy(() ->
                            database.sql(nonsense).param(town.point("p").id()).update())
                    .as(nonsense)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private static PlaceEditing.PointText text() {
        return new PlaceEditing.PointText("点", CellKind.COMMUNITY, "地址", "", null, null, "", "", null, false, true);
    }

    private static Instant china(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
