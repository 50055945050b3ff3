package cn.estation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import cn.estation.kernel.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ProofMetricsTests {

    private final MeterRegistry metrics;
    private final ProofMapper proofs;
    private final Ids ids;
    private final Clock clock;

    @Autowired
    ProofMetricsTests(MeterRegistry metrics, ProofMapper proofs, Ids ids, Clock clock) {
        this.metrics = metrics;
        this.proofs = proofs;
        this.ids = ids;
        this.clock = clock;
    }

    @Test
    void showWhatTheLastProofFoundAndWhen() {
        proved(Duration.ofHours(3), 2);
        assertThat(gauge("estation.proof.violations")).isEqualTo(2);
        assertThat(gauge("estation.proof.age")).isBetween(10_800.0, 10_860.0);

        proved(Duration.ZERO, 0);
        assertThat(gauge("estation.proof.violations")).isZero();
        assertThat(gauge("estation.proof.age")).isBetween(0.0, 60.0);
    }

    @Test
    void showThatNothingWaitsToBeSealed() {
        await().atMost(Duration.ofSeconds(15)).until(() -> gauge("estation.unsealed.rows") == 0);
    }

    private void proved(Duration ago, int violations) {
        var ended = clock.instant().minus(ago);
        proofs.insert(new ProofRun(ids.next(), ended, ended, 9, violations, ""));
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
