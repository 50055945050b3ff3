package cn.estation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ProofTests {

    private final Proof proof;

    @Autowired
    ProofTests(Proof proof) {
        this.proof = proof;
    }

    @Test
    void everyInvariantSaysWhatItMeans() {
        assertThat(proof.run(finding -> {}))
                .isNotEmpty()
                .allMatch(finding -> finding.sentence().matches("[A-Z]\\d+: .+"));
    }
}
