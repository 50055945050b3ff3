package cn.estation.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EstationTest
class OfficeTalkTests {

    private final People people;
    private final JdbcClient database;

    @Autowired
    OfficeTalkTests(People people, JdbcClient database) {
        this.people = people;
        this.database = database;
    }

    private Caller residentOf(GridCell community) {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        return resident;
    }

    private static JsonNode ask(Caller who, String text) {
        return who.post("/api/v1/chat", Map.of("text", text)).json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "电话多少",
                "你们电话多少",
                "社区电话",
                "居委会的电话是多少",
                "服务中心联系方式",
                "你们几点下班",
                "几点上班",
                "周六上班吗",
                "今天开门吗",
                "明天有人上班吗",
                "社区几点开门",
                "上班时间",
                "你们的办公时间是几点",
                "社区在哪里",
                "服务中心怎么走",
                "居委会地址",
                "请问你们什么时候关门?",
                "节假日休息吗",
            })
    void isWhatPeopleAskOfTheOffice(String text) {
        assertThat(OfficeTalk.isAsked(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "居住证在哪办",
                "在哪里",
                "怎么走",
                "派出所电话",
                "医保局几点下班",
                "工伤上班路上算吗",
                "休息",
                "电话费补贴怎么办",
                "开门锁找谁",
                "几点",
                "我几点能约",
                "社区食堂几点开饭",
                "老年证在哪",
                "地址变更怎么办",
            })
    void leavesErrandsToTheGuides(String text) {
        assertThat(OfficeTalk.isAsked(text)).isFalse();
    }

    @Test
    void saysTheCommunitysPhoneWhereNoCounterIsKnown() {
        var community = people.community();
        database.sql("UPDATE grid_cell SET phone = '010-00000012' WHERE id = ?")
                .param(community.id())
                .update();

        var answer = ask(residentOf(community), "你们电话多少");

        assertThat(answer.path("kind").asString()).isEqualTo("PLACE");
        assertThat(answer.path("text").asString()).contains(community.name(), "010-00000012");
    }

    @Test
    void asksForThePlaceOfWhoeverIsNotKnown() {
        assertThat(ask(people.stranger(), "你们几点下班").path("text").asString()).contains("把位置发给我");
    }
}
