package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.bench.OpeningBench;
import cn.estation.sandbox.chaos.Deployment;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small opening of the mall in a deployment of its own: as exact with Redis as without. */
@Tag("slow")
class OpeningTests {

    @TempDir
    static Path home;

    @Test
    void staysExactWithRedisFlushedAndWithRedisStopped() throws Exception {
        try (var deployment = Deployment.start(home, program(), 7)) {
            deployment.redis().flushAll();
            var with = OpeningBench.run(deployment, 60, 17, 1);
            deployment.redis().kill();
            var without = OpeningBench.run(deployment, 60, 17, 1);

            assertThat(with.figures()).containsEntry("redeemed", 17L).containsEntry("violations", 0);
            assertThat(without.figures()).containsEntry("redeemed", 17L).containsEntry("violations", 0);
            assertThat(with.exact()).isTrue();
            assertThat(without.exact()).isTrue();
        }
    }

    /** The server as it was compiled, without tests, and with the add-on of the sandbox, which its jar leaves out. */
    private static Deployment.Program program() {
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var classPath = Stream.concat(
                        Stream.of(own.split(File.pathSeparator)).filter(entry -> !entry.endsWith("test-classes")),
                        Stream.of(Path.of("../sandbox/target/classes")
                                .toAbsolutePath()
                                .toString()))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new Deployment.Program(classPath, null, null, Path.of("../sandbox/src/main/resources/demo"));
    }
}
