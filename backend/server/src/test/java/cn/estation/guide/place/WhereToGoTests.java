package cn.estation.guide.place;

import static cn.estation.guide.place.PlaceFixture.china;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.Grid;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.PlaceEditing;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.grid.WorkingCalendar;
import cn.estation.guide.Asker;
import cn.estation.guide.FreeSlots;
import cn.estation.guide.WhereToGo;
import cn.estation.guide.Whereabouts;
import cn.estation.identity.Residents;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class WhereToGoTests {

    /** A Tuesday. */
    private static final String TUESDAY = "2026-09-08T";

    private final WhereToGo way;
    private final TestPlaces places;
    private final PlaceEditing editing;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final HandlingMapper handling;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final WorkingCalendar calendar;
    private final Grid grid;
    private final Residents residents;
    private final People people;

    @Autowired
    WhereToGoTests(
            WhereToGo way,
            TestPlaces places,
            PlaceEditing editing,
            TransactionTemplate transaction,
            JdbcClient database,
            HandlingMapper handling,
            ServicePoints points,
            OpeningHours hours,
            WorkingCalendar calendar,
            Grid grid,
            Residents residents,
            People people) {
        this.way = way;
        this.places = places;
        this.editing = editing;
        this.transaction = transaction;
        this.database = database;
        this.handling = handling;
        this.points = points;
        this.hours = hours;
        this.calendar = calendar;
        this.grid = grid;
        this.residents = residents;
        this.people = people;
    }

    private Town town;
    private long community;
    private long district;

    @BeforeEach
    void build() {
        town = places.town().with("service-points", PlaceFixture.POINTS);
        PlaceFixture.guide(town, "gc", "", "COMMUNITY");
        PlaceFixture.guide(town, "gd", "", "DISTRICT");
        community = PlaceFixture.idOf(database, town, "gc");
        district = PlaceFixture.idOf(database, town, "gd");
    }

    @Test
    void sendsEachMicroGridToItsOwnPointAndTheOthersToTheCommunity() {
        var morning = china(TUESDAY + "10:00");

        assertThat(point(community, "b3", morning)).isEqualTo("东社区东门点");
        assertThat(point(community, "b1", morning)).isEqualTo("东社区服务中心");
        assertThat(point(community, "b4", morning)).isEqualTo("西社区服务中心");
    }

    @Test
    void sendsBusinessOfTheDistrictToTheDistrictsHall() {
        assertThat(point(district, "b3", china(TUESDAY + "10:00"))).isEqualTo("区政务中心");
    }

    @Test
    void prefersTheCounterThatIsNamedForTheItem() {
        town.with("handling", "{\"counters\":[{\"point\":\"$-hall\",\"counter\":\"s1\",\"guides\":[\"$-gd\"]}]}");

        var found = where(district, at("b1"), china(TUESDAY + "10:00"));

        assertThat(found.counter().name()).isEqualTo("5号社保窗口");
        assertThat(found.phone()).as("the counter's own line").isEqualTo("010-00000025");
    }

    @Test
    void sendsToTheCommunityWhatIsHandledThereThoughItIsTheDistricts() {
        town.with("handling", "{\"counters\":[{\"point\":\"$-p1\",\"counter\":\"z1\",\"guides\":[\"$-gd\"]}]}");

        assertThat(point(district, "b1", china(TUESDAY + "10:00"))).isEqualTo("东社区服务中心");
        assertThat(point(district, "b4", china(TUESDAY + "10:00"))).isEqualTo("区政务中心");
    }

    @Test
    void saysWhereAndHowLongInSentencesToBeReadAloud() {
        var found = where(community, at("b1"), china(TUESDAY + "10:00"));

        assertThat(found.openNow()).isTrue();
        assertThat(found.closesAt()).isEqualTo(china(TUESDAY + "12:00"));
        assertThat(found.assistedVisit()).isTrue();
        assertThat(found.sentence()).isEqualTo("请到东社区服务中心综合窗口，地址：东路1号。现在开着，今天中午12点关。电话010-00000011，走不开可以请人上门帮办。");
        assertThat(where(community, at("b1"), china(TUESDAY + "11:45")).sentence())
                .contains("今天中午12点就关了，请抓紧");
    }

    @Test
    void saysWhenItOpensNext() {
        // East of the road the lunch break is longer than an hour, but nobody else serves that micro-grid sooner by
        // much.
        assertThat(where(community, at("b1"), china(TUESDAY + "12:40")).sentence())
                .contains("现在休息，今天下午1点半开。");
        assertThat(where(community, at("b1"), china(TUESDAY + "07:00")).sentence())
                .contains("现在还没开，今天上午9点开。");
        assertThat(where(community, at("b1"), china(TUESDAY + "20:00")).sentence())
                .contains("现在关了，明天上午9点开。");
        assertThat(where(community, at("b1"), china("2026-09-11T20:00")).sentence())
                .as("Friday evening")
                .contains("9月14日周一上午9点开。");
    }

    @Test
    void knowsHolidaysAndWorkedSaturdays() {
        var holiday = where(community, at("b1"), china("2026-10-02T10:00"));
        assertThat(holiday.openNow()).isFalse();
        assertThat(holiday.nextOpening()).isEqualTo(china("2026-10-08T09:00"));
        assertThat(holiday.sentence()).contains("今天国庆节放假，10月8日周四上午9点开。");

        var saturday = where(community, at("b1"), china("2026-10-10T14:00"));
        assertThat(saturday.openNow()).isTrue();
        assertThat(saturday.closesAt()).isEqualTo(china("2026-10-10T17:00"));

        assertThat(where(community, at("b4"), china("2026-10-02T10:00")).openNow())
                .as("open on holidays too")
                .isTrue();
    }

    @Test
    void sendsToTheNextPlaceThatIsOpenWhenTheUsualOneIsClosed() {
        close("p1e", null, "2026-09-08", null, "停电检修");

        var found = where(community, at("b3"), china(TUESDAY + "10:00"));

        assertThat(found.point().name()).isEqualTo("东社区服务中心");
        assertThat(found.usual()).isNotNull();
        assertThat(found.sentence()).startsWith("东社区东门点现在没开（停电检修），可以到东社区服务中心综合窗口，地址：东路1号。现在开着");
        assertThat(point(community, "b1", china(TUESDAY + "10:00"))).isEqualTo("东社区服务中心");
    }

    @Test
    void neverSendsSomebodyToAPlaceThatServesOthers() {
        close("p1", null, "2026-09-08", null, "搬家");

        var found = where(community, at("b1"), china(TUESDAY + "10:00"));

        assertThat(found.point().name())
                .as("the east door serves another micro-grid")
                .isEqualTo("东社区服务中心");
        assertThat(found.openNow()).isFalse();
        assertThat(found.sentence()).contains("现在没开（搬家），明天上午9点开。");
    }

    @Test
    void sendsToAnotherCounterOfTheSamePointWhenOneIsClosed() {
        town.with("handling", "{\"counters\":[{\"point\":\"$-p1\",\"counter\":\"o1\",\"guides\":[\"$-gc\"]}]}");

        assertThat(where(community, at("b1"), china(TUESDAY + "10:00"))
                        .counter()
                        .name())
                .isEqualTo("老年窗口");
        var later = where(community, at("b1"), china(TUESDAY + "15:00"));
        assertThat(later.counter().name()).isEqualTo("综合窗口");
        assertThat(later.usual()).as("the point is the same").isNull();
        assertThat(later.sentence()).startsWith("老年窗口现在没开，可以到东社区服务中心综合窗口");
    }

    @Test
    void doesNotSendAwayForAShortWait() {
        // The east door opens again at 14:00, the community's point is open from 13:30.
        assertThat(point(community, "b3", china(TUESDAY + "13:40"))).isEqualTo("东社区东门点");
        assertThat(where(community, at("b3"), china(TUESDAY + "13:40")).sentence())
                .contains("今天下午2点开");
    }

    @Test
    void closesOneCounterForPartOfADayOnly() {
        var counter = town.counter("p1", "z1").id();
        close("p1", counter, "2026-09-08", new Range(9 * 60, 10 * 60), "盘点");

        assertThat(where(community, at("b1"), china(TUESDAY + "09:30")).sentence())
                .contains("现在没开（盘点），今天上午10点开。");
        assertThat(where(community, at("b1"), china(TUESDAY + "10:00")).openNow())
                .isTrue();
    }

    @Test
    void opensOnAHolidayThatWasAnnounced() {
        transaction.executeWithoutResult(status -> editing.open(
                () -> "system:test",
                town.point("p1").id(),
                null,
                LocalDate.of(2027, 10, 1),
                LocalDate.of(2027, 10, 1),
                new Range(540, 720),
                "节日值班"));

        assertThat(where(community, at("b1"), china("2027-10-01T09:30")).openNow())
                .isTrue();
        assertThat(where(community, at("b1"), china("2027-10-02T09:30")).openNow())
                .isFalse();
    }

    @Test
    void sendsToTheNearestWhereNobodyKnowsTheHome() {
        var west = new Asker(null, null, 118.7601, 32.0501);

        var found = where(community, west, china(TUESDAY + "10:00"));

        assertThat(found.point().name()).isEqualTo("西社区服务中心");
        assertThat(found.distanceMetres()).isBetween(10, 30);
        assertThat(found.sentence()).contains("离您约");
    }

    @Test
    void saysNothingRatherThanTheWrongDoor() {
        assertThat(way.where(community, Asker.unknown(), china(TUESDAY + "10:00")))
                .as("three points serve different people")
                .isEmpty();
        assertThat(way.where(district, Asker.unknown(), china(TUESDAY + "10:00")))
                .hasValueSatisfying(found -> assertThat(found.point().name()).isEqualTo("区政务中心"));
    }

    @Test
    void asksTheHomeOfWhoHasToldIt() {
        var resident = people.resident();
        var asker = Asker.resident(resident.residentId());
        assertThat(way.where(community, asker, china(TUESDAY + "10:00"))).isEmpty();

        resident.put(
                "/api/v1/me/home",
                Map.of("buildingId", Long.toString(town.cell("b3").id())));
        assertThat(where(community, asker, china(TUESDAY + "10:00")).point().name())
                .isEqualTo("东社区东门点");

        resident.delete("/api/v1/me/home");
        assertThat(where(community, asker, china(TUESDAY + "10:00")).point().name())
                .as("the community that came with the home stays")
                .isEqualTo("东社区服务中心");
    }

    @Test
    void forgetsAPointOutOfUse() {
        database.sql("UPDATE grid_point SET in_use = FALSE WHERE id = ?")
                .param(town.point("p1e").id())
                .update();
        assertThat(point(community, "b3", china(TUESDAY + "10:00"))).isEqualTo("东社区服务中心");
    }

    @Test
    void tellsOfTheSlotsThatAreFreeTodayOrNext() {
        var tuesday = LocalDate.parse("2026-09-08");
        var asked = new ArrayList<LocalDate>();
        FreeSlots twoToday = (guide, counters, day) -> {
            asked.add(day);
            return List.of(new FreeSlots.Free(counters.iterator().next(), 2, china(TUESDAY + "10:30")));
        };
        FreeSlots tomorrow = (guide, counters, day) -> day.equals(tuesday)
                ? List.of()
                : List.of(new FreeSlots.Free(
                        counters.iterator().next(),
                        5,
                        day.atTime(9, 0).atZone(Time.CHINA).toInstant()));

        var now = with(twoToday)
                .where(community, at("b1"), china(TUESDAY + "10:00"))
                .orElseThrow();
        assertThat(now.freeToday()).isEqualTo(2);
        assertThat(now.sentence()).contains("今天还有2个号可以约");
        assertThat(asked).containsExactly(tuesday);

        var later = with(tomorrow)
                .where(community, at("b1"), china(TUESDAY + "10:00"))
                .orElseThrow();
        assertThat(later.freeToday()).isZero();
        assertThat(later.firstFree()).isEqualTo(china("2026-09-09T09:00"));
        assertThat(later.sentence()).contains("最早可以约明天上午9点");

        var walkIn = with(new FreeSlots() {
                    @Override
                    public List<Free> on(long guideId, Collection<Long> counterIds, LocalDate day) {
                        return List.of();
                    }

                    @Override
                    public boolean bookable(long guideId, Collection<Long> counterIds) {
                        return false;
                    }
                })
                .where(community, at("b1"), china(TUESDAY + "10:00"))
                .orElseThrow();
        assertThat(walkIn.freeToday()).isNull();

        var unknown =
                with(null).where(community, at("b1"), china(TUESDAY + "10:00")).orElseThrow();
        assertThat(unknown.freeToday()).isNull();
        assertThat(unknown.sentence()).doesNotContain("约明天").doesNotContain("个号");
    }

    @Test
    void doesNotOfferVisitsThePointDoesNotMake() {
        assertThat(where(community, at("b4"), china(TUESDAY + "10:00")).assistedVisit())
                .isFalse();
    }

    @Test
    void knowsNothingOfGuidesThatAreNotPublished() {
        assertThat(way.where(1, at("b1"), china(TUESDAY + "10:00"))).isEmpty();
    }

    private Directions with(@Nullable FreeSlots slots) {
        return new Directions(handling, points, hours, calendar, grid, residents, new Maybe(slots));
    }

    private record Maybe(@Nullable FreeSlots slots) implements ObjectProvider<FreeSlots> {
        @Override
        public FreeSlots getObject() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable FreeSlots getIfAvailable() {
            return slots;
        }
    }

    private void close(String point, @Nullable Long counter, String day, @Nullable Range part, String reason) {
        // Written as rows: the days of these tests may lie in the past of whoever runs them.
        database.sql("""
                        INSERT INTO grid_closure (id, point_id, counter_id, opens, from_day, to_day, from_minute, to_minute,
                          reason, author, created_at)
                        VALUES (?, ?, ?, FALSE, ?, ?, ?, ?, ?, 'system:test', '2026-09-01')""")
                .param(town.point(point).id() + 1)
                .param(town.point(point).id())
                .param(counter)
                .param(day)
                .param(day)
                .param(part == null ? null : part.from())
                .param(part == null ? null : part.to())
                .param(reason)
                .update();
    }

    private Asker at(String cell) {
        return new Asker(null, town.cell(cell).id(), null, null);
    }

    private String point(long guide, String cell, Instant at) {
        return where(guide, at(cell), at).point().name();
    }

    private Whereabouts where(long guide, Asker asker, Instant at) {
        return way.where(guide, asker, at).orElseThrow();
    }
}
