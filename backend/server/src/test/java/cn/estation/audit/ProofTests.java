package cn.estation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class ProofTests {

    private final Proof proof;
    private final JdbcClient database;
    private final ChainProof chains;

    @Autowired
    ProofTests(Proof proof, JdbcClient database, ChainProof chains) {
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

    private static Resource question(Path folder, String name, String sql) throws IOException {
        var file = Files.createDirectories(folder.resolve("folder/invariants")).resolve(name + ".sql");
        return new FileSystemResource(Files.writeString(file, sql));
    }
}
