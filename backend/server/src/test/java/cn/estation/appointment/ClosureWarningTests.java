package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.TestPlaces;
import cn.estation.guide.ClosureEffects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ClosureWarningTests {

    private static final String POINT = """
            {"points":[{"code":"$-p","cell":"$-c1","name":"服务点","level":"COMMUNITY","address":"东路1号",
              "hours":"每天 8:00-20:00；节假日照常","counters":[{"code":"z1","name":"窗口","handles":"都办","general":true}]}]}""";

    private final ClosureEffects effects;
    private final TestCalendars calendars;
    private final TestPlaces places;
    private final ServicePoints points;
    private final People people;

    @Autowired
    ClosureWarningTests(
            ClosureEffects effects, TestCalendars calendars, TestPlaces places, ServicePoints points, People people) {
        this.effects = effects;
        this.calendars = calendars;
        this.places = places;
        this.points = points;
        this.people = people;
    }

    @Test
    void countsTheAppointmentsThatAClosureWouldTouch() {
        var town = places.town().with("service-points", POINT);
        var point = town.point("p").id();
        var counter = points.counters(point).getFirst().id();
        var bookable = calendars.open(town.cell("c1").id(), 2, rules -> rules.at(point, counter));
        var slot = calendars.slot(bookable, 2);
        assertThat(effects.of(List.of(counter), slot.startsAt(), slot.endsAt())).isEmpty();

        var booked = people.resident().post("/api/v1/appointments", Map.of("slotId", Long.toString(slot.id())));

        assertThat(booked.status()).as(booked.body()).isEqualTo(201);
        assertThat(effects.of(List.of(counter), slot.startsAt(), slot.endsAt()))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("1 个预约"));
        assertThat(effects.of(List.of(counter), slot.endsAt(), slot.endsAt().plus(Duration.ofHours(1))))
                .as("the next half hour")
                .isEmpty();
        assertThat(effects.of(List.of(), slot.startsAt(), slot.endsAt())).isEmpty();
    }
}
