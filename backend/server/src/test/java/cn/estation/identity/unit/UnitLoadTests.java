package cn.estation.identity.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.grid.Grid;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.PageQuery;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The unit of the demonstration: who agreed to be seen by it, who did not, and the list it sent. */
@EstationTest
class UnitLoadTests {

    private final List<DistrictPart> parts;
    private final UnitMembers members;
    private final Grid grid;
    private final JsonMapper json;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    UnitLoadTests(
            List<DistrictPart> parts,
            UnitMembers members,
            Grid grid,
            JsonMapper json,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.parts = parts;
        this.members = members;
        this.grid = grid;
        this.json = json;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void showsItsStaffWhoAgreedAndNobodyElse() throws IOException {
        for (int n = 0; n < 2; n++) {
            for (var part : List.of("grid", "people", "units", "rolls")) {
                load(part);
            }
        }

        var seen = new TreeMap<String, UnitDetail>();
        members.page(organiser(), new PageQuery(null, null))
                .items()
                .forEach(view -> seen.put(view.name(), view.detail()));
        assertThat(seen)
                .isEqualTo(Map.of("高*远", UnitDetail.WORKS, "林*雨", UnitDetail.TOTALS, "沈*军", UnitDetail.REGISTRATION));

        var run = database.sql("""
                        SELECT i.id FROM identity_roll_import i JOIN identity_unit u ON u.id = i.unit_id
                        WHERE u.name = '示范区水务局' AND i.status = 'PREVIEW'""").query(Long.class).single();
        assertThat(database.sql("SELECT outcome FROM identity_roll_row WHERE import_id = ? ORDER BY line")
                        .param(run)
                        .query(String.class)
                        .list())
                .containsExactly("SAME", "SAME", "CONFIRM", "CHECK", "WAITING");
    }

    @Test
    void takesNobodysConsentAndNoListFromTheFileOfARealPlace() {
        assertThatThrownBy(() -> load("units", """
                        {"units": [{"name": "区税务局", "cell": "demo-district", "shares": [{"openid": "x"}]}]}""")).hasMessageContaining("只能由本人同意");
        assertThatThrownBy(() -> load("units", """
                        {"units": [{"name": "区税务局", "cell": "nowhere"}]}""")).hasMessageContaining("没有代码为 nowhere 的组织");
        assertThatThrownBy(() -> load("rolls", """
                        {"rolls": [{"unit": "区税务局"}]}""")).hasMessageContaining("正式的名单在工作台上传");
    }

    private Staff organiser() {
        long id = database.sql("SELECT id FROM identity_staff WHERE login = 'demo.unit'")
                .query(Long.class)
                .single();
        long district = grid.findByCode("demo-district").orElseThrow().id();
        return new Staff(id, "顾敏", 0, List.of(new Staff.Grant(StaffRole.UNIT_ORGANISER, district)));
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
