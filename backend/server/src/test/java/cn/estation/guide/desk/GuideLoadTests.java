package cn.estation.guide.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.grid.Grid;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.DistrictPart;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration district's guides and feedback, loaded as at start and undone again. */
@EstationTest
class GuideLoadTests {

    private final List<DistrictPart> parts;
    private final Versions versions;
    private final Grid grid;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    GuideLoadTests(
            List<DistrictPart> parts,
            Versions versions,
            Grid grid,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.parts = parts;
        this.versions = versions;
        this.grid = grid;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void loadsTheDemonstrationOnceAndPublished() {
        transaction.executeWithoutResult(attempt -> {
            attempt.setRollbackOnly();
            load("grid");
            load("guides");
            load("guides");
            load("feedback");
            load("feedback");
            assertThat(count("SELECT COUNT(*) FROM guide_item WHERE code LIKE 'demo-%' AND demonstration"))
                    .isEqualTo(guides());
            assertThat(count("""
                            SELECT COUNT(*) FROM guide_version v JOIN guide_item i ON i.id = v.item_id
                            WHERE i.code LIKE 'demo-%' AND v.status = 'PUBLISHED' AND v.publisher <> v.author""")).isEqualTo(guides());
            assertThat(count("SELECT COUNT(*) FROM request_resident_request WHERE asker LIKE 'district-file:%'"))
                    .isEqualTo(3);
            assertThat(grid.findByCode("demo-district")).isPresent();
            assertThat(versions.byCode(
                            file("guides").path("guides").path(0).path("code").asString()))
                    .isPresent();
        });
    }

    private static int guides() {
        return file("guides").path("guides").size();
    }

    private void load(String name) {
        parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .load(file(name));
    }

    private static JsonNode file(String name) {
        var file = GuideLoadTests.class.getResourceAsStream("/demo/" + name + ".json");
        return JsonMapper.shared().readTree(Objects.requireNonNull(file));
    }

    private int count(String sql) {
        return database.sql(sql).query(Integer.class).single();
    }
}
