package cn.estation.appointment;

import cn.estation.guide.ClosureEffects;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells staff how many appointments a closure would touch, before they announce it. */
@Component
class ClosureWarning implements ClosureEffects {

    private final TouchedMapper touched;

    ClosureWarning(TouchedMapper touched) {
        this.touched = touched;
    }

    @Override
    public Optional<String> of(Collection<Long> counterIds, Instant from, Instant to) {
        if (counterIds.isEmpty()) {
            return Optional.empty();
        }
        // A slot belongs to the day it begins, which may be the one before.
        int standing = touched.standing(counterIds, day(from).minusDays(1), day(to), from, to);
        return standing == 0 ? Optional.empty() : Optional.of("这段时间有 " + standing + " 个预约，登记后这些预约会标出来，请尽快联系本人改期或改到别处。");
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, Time.CHINA);
    }
}
