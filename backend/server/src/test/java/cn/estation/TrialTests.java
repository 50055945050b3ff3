package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.chaos.Chaos;
import cn.estation.sandbox.chaos.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@code scripts/chaos --seeds}: appointments and activities while time jumps and parts are killed. */
@Tag("slow")
class TrialTests {

    private static final long SEED = 20261121;

    @TempDir
    static Path home;

    @Test
    void appointmentsDoWhatTheirRulesSayWhileTimeJumps() {
        var usual = KillTests.program();
        var demo = Chaos.prepare(usual.demo(), home.resolve("demo"));
        var program = new Deployment.Program(usual.classPath(), null, null, demo);

        var result =
                Chaos.trials(home, program, SEED, 4, 800, Duration.ofMinutes(10), Path.of("../../sql"), progress -> {});

        assertThat(result.violations()).isEmpty();
        assertThat(result.operations()).isGreaterThan(700);
    }
}
