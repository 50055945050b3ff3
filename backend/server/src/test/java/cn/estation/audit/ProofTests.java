package cn.estation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.kernel.DatabaseAway;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

@EstationTest
class ProofTests {

    private final Proof proof;
    private final JdbcTemplate database;
    private final ChainProof chains;

    @Autowired
    ProofTests(Proof proof, JdbcTemplate database, ChainProof chains) {
        this.proof = proof;
        this.database = database;
        this.chains = chains;
    }

    @Test
    void everyInvariantSaysWhatItMeans() {
        assertThat(proof.run(finding -> {}))
                .isNotEmpty()
                .allMatch(finding -> finding.sentence().matches("([A-Z][A-Za-z0-9-]*: )?\\S.+"));
    }

    @Test
    void countsAQuestionThatCannotBeAskedAgainstItsInvariantAndAsksTheOthers(@TempDir Path folder) throws IOException {
        var broken = question(folder, "broken", "-- I1: 问不了\nSELECT secret FROM no_such_table");
        var fine = question(folder, "fine", "-- I2: 没有问题\nSELECT 1 FROM DUAL WHERE 1 = 0");

        var findings = new Proof(database, chains, List.of(broken, fine)).run(finding -> {});

        assertThat(findings).hasSize(3);
        assertThat(findings.getFirst().name()).isEqualTo("folder/broken");
        assertThat(findings.getFirst().violations())
                .singleElement()
                .asString()
                .startsWith("查不了：")
                .doesNotContain("secret", "no_such_table");
        assertThat(findings.get(1).holds()).isTrue();
    }

    /** Elsewhere whoever waits so long for the database is told that it is away. */
    @Test
    void waitsAsLongAsAQuestionTakes(@TempDir Path folder) throws IOException {
        var slow = question(folder, "slow", "-- I1: 很慢\nSELECT 1 FROM (SELECT SLEEP(0.6) AS slept) s WHERE slept > 0");
        try (var hasty = hasty()) {
            assertThatThrownBy(() -> new JdbcTemplate(hasty).queryForList("SELECT SLEEP(0.6)"))
                    .matches(DatabaseAway::isBehind);

            var findings = new Proof(new JdbcTemplate(hasty), chains, List.of(slow)).run(finding -> {});

            assertThat(findings.getFirst().violations()).isEmpty();
            assertThat(Objects.requireNonNull(
                            database.execute((ConnectionCallback<Integer>) Connection::getNetworkTimeout)))
                    .isBetween(5_000, 60_000);
        }
    }

    /** Like the service's own pool, only less patient. */
    private HikariDataSource hasty() {
        var config = new HikariConfig();
        ((HikariDataSource) Objects.requireNonNull(database.getDataSource())).copyStateTo(config);
        config.setPoolName("hasty");
        config.addDataSourceProperty("socketTimeout", "300");
        return new HikariDataSource(config);
    }

    private static Resource question(Path folder, String name, String sql) throws IOException {
        var file = Files.createDirectories(folder.resolve("folder/invariants")).resolve(name + ".sql");
        return new FileSystemResource(Files.writeString(file, sql));
    }
}
