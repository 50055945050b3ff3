package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class IdsTests {

    private final Ids ids;

    @Autowired
    IdsTests(Ids ids) {
        this.ids = ids;
    }

    @Test
    void neverRepeatsUnderManyThreads() {
        var seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 200_000)
                .parallel()
                .forEach(n -> assertThat(seen.add(ids.next())).isTrue());
    }

    @Test
    void growsWithTime() {
        assertThat(ids.next()).isLessThan(ids.next());
    }
}
