package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.chaos.Chaos;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.ledger.LedgerTrials;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@code scripts/chaos --of ledgers}: a year's end of tasks, both ledgers and the mall. */
@Tag("slow")
class LedgerTrialTests {

    private static final long SEED = 20261121;

    @TempDir
    static Path home;

    @Test
    void bothLedgersAreWhatTheirRulesSayOverTheTurnOfAYear() {
        var usual = KillTests.program();
        var demo = LedgerTrials.prepare(Chaos.prepare(usual.demo(), home.resolve("demo")));
        var program = new Deployment.Program(usual.classPath(), null, null, demo);

        var result = Chaos.ledgers(
                home, program, SEED, 2, 240, Duration.ofMinutes(10), Path.of("../../sql"), progress -> {});

        assertThat(result.violations()).isEmpty();
        assertThat(result.operations()).isGreaterThan(200);
    }
}
