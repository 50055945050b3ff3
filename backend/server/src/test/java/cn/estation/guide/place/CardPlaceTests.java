package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.Grid;
import cn.estation.grid.TestPlaces;
import cn.estation.guide.Asker;
import cn.estation.guide.Cards;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A personal card sends people where the place is right for them. */
@EstationTest
class CardPlaceTests {

    private final Cards cards;
    private final TestPlaces places;
    private final Grid grid;
    private final People people;
    private final JdbcClient database;

    @Autowired
    CardPlaceTests(Cards cards, TestPlaces places, Grid grid, People people, JdbcClient database) {
        this.cards = cards;
        this.places = places;
        this.grid = grid;
        this.people = people;
        this.database = database;
    }

    @Test
    void namesTheCounterThatServesTheAskerAndKeepsNothingOfWhereTheyLive() {
        var town = places.town().with("service-points", PlaceFixture.POINTS);
        PlaceFixture.guide(town, "gc", "", "COMMUNITY");
        long guide = PlaceFixture.idOf(database, town, "gc");
        var east = cards.card(guide, Map.of("who", "self"), at(town.code("b3")));
        var west = cards.card(guide, Map.of("who", "self"), at(town.code("b4")));
        assertThat(east.where()).contains("东社区东门点", "综合窗口", "东路99号");
        assertThat(west.where()).contains("西社区服务中心");
        assertThat(west.phone()).isEqualTo("010-00000012");
        assertThat(east.when()).isEqualTo("周一至周五 9:00-12:00、14:00-18:00");
        assertThat(east.now()).isNotEmpty();
        assertThat(east.plainText()).contains("东路99号");
        assertThat(east.code()).as("one card, whoever asks").isEqualTo(west.code());
    }

    @Test
    void anAnswerAboutThePlaceOutweighsTheCounter() {
        var town = places.town().with("service-points", PlaceFixture.POINTS);
        PlaceFixture.guide(town, "gc", "", "COMMUNITY");
        long guide = PlaceFixture.idOf(database, town, "gc");
        var card = cards.card(guide, Map.of("who", "agent", "why", "ill"), at(town.code("b3")));
        assertThat(card.where()).isEqualTo("可以上门办");
        assertThat(card.now()).isEmpty();
        assertThat(people.stranger().get("/cards/" + card.code()).body()).contains("可以上门办");
    }

    private Asker at(String code) {
        return new Asker(null, grid.findByCode(code).orElseThrow().id(), null, null);
    }
}
