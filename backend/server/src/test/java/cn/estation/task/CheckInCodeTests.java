package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.kernel.MomentCodes;
import cn.estation.kernel.QrImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CheckInCodeTests {

    private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final SetClock clock = new SetClock();
    private final CheckInCode codes = new CheckInCode(new MomentCodes(KEY, clock));

    @Test
    void showsAnotherCodeEveryFifteenSeconds() {
        var first = codes.current(7);
        clock.now = START.plusMillis(14_999);
        assertThat(codes.current(7)).isEqualTo(first);
        clock.now = START.plusSeconds(15);
        assertThat(codes.current(7)).isNotEqualTo(first);
    }

    @Test
    void acceptsACodeForThirtySecondsAndNoLonger() {
        var code = codes.current(7);
        clock.now = START.plusMillis(29_999);
        assertThatCode(() -> codes.check(7, code)).doesNotThrowAnyException();
        clock.now = START.plusSeconds(30);
        assertThatThrownBy(() -> codes.check(7, code)).isInstanceOf(CheckInCode.OldCode.class);
        clock.now = START.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> codes.check(7, code)).isInstanceOf(CheckInCode.OldCode.class);
    }

    @Test
    void refusesACodeThatIsYetToCome() {
        clock.now = START.plusSeconds(15);
        var code = codes.current(7);
        clock.now = START;
        assertThatThrownBy(() -> codes.check(7, code)).isInstanceOf(CheckInCode.OldCode.class);
    }

    @Test
    void refusesACodeOfAnotherTaskOrKey() {
        var other = new CheckInCode(new MomentCodes(
                Base64.getEncoder().encodeToString("k".repeat(32).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                clock));
        assertThatThrownBy(() -> codes.check(8, codes.current(7))).isInstanceOf(CheckInCode.WrongCode.class);
        assertThatThrownBy(() -> codes.check(7, other.current(7))).isInstanceOf(CheckInCode.WrongCode.class);
    }

    @Test
    void needsAKeyWorthTheName() {
        assertThatThrownBy(() -> new MomentCodes("c2hvcnQ=", clock)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void drawsTheCodeAsAPicture() {
        assertThat(QrImage.svg(codes.current(7))).startsWith("<svg").contains("h1v1h-1z");
    }

    private static final class SetClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
