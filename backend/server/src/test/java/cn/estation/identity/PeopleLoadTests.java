package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.grid.Grid;
import cn.estation.kernel.DistrictPart;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.wechat.WechatApp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration place and its people, as a laptop loads them. */
@EstationTest
class PeopleLoadTests {

    private final List<DistrictPart> parts;
    private final Grid grid;
    private final Residents residents;
    private final Members members;
    private final StandIn standIn;
    private final JsonMapper json;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    PeopleLoadTests(
            List<DistrictPart> parts,
            Grid grid,
            Residents residents,
            Members members,
            StandIn standIn,
            JsonMapper json,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.parts = parts;
        this.grid = grid;
        this.residents = residents;
        this.members = members;
        this.standIn = standIn;
        this.json = json;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void loadsTheDemonstrationOnceHoweverOftenItIsLoaded() throws IOException {
        for (int n = 0; n < 2; n++) {
            load("grid");
            load("people");
        }
        assertThat(grid.findByCode("demo-community-1")).isPresent();
        var staff = database.sql("SELECT COUNT(*) FROM identity_staff WHERE demonstration")
                .query(Integer.class)
                .single();
        assertThat(staff).isEqualTo(10);

        var member = residentOf("lijianguo");
        assertThat(members.activeOf(member)).isPresent();
        assertThat(members.activeOf(residentOf("chenxiaoming"))).isEmpty();
        assertThat(residents.maskedName(member)).isEqualTo("李*国");
        assertThat(residents.residentOf(
                        WechatApp.MINI_PROGRAM,
                        standIn.world().person("liuyang").maOpenId()))
                .as("comes for the first time")
                .isEmpty();
    }

    @Test
    void refusesPasswordsAndResidentsInTheFileOfARealPlace() {
        assertThatThrownBy(() -> load("people", """
                        {"staff": [{"login": "real.person", "name": "真人", "password": "known-to-all-of-us"}]}""")).hasMessageContaining("演示");
        assertThatThrownBy(() -> load("people", """
                        {"residents": [{"openid": "x"}]}""")).hasMessageContaining("居民");
    }

    private long residentOf(String person) {
        return residents
                .residentOf(
                        WechatApp.MINI_PROGRAM, standIn.world().person(person).maOpenId())
                .orElseThrow();
    }

    private void load(String name) throws IOException {
        try (var file = new ClassPathResource("demo/" + name + ".json").getInputStream()) {
            load(name, json.readTree(file));
        }
    }

    private void load(String name, String content) {
        load(name, json.readTree(content));
    }

    private void load(String name, JsonNode content) {
        var part = parts.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> part.load(content));
    }
}
