package cn.estation.appointment;

import cn.estation.appointment.activity.ClosedPlaces;
import cn.estation.appointment.booking.When;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.guide.ClosureEffects;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells staff how many appointments a closure would touch, before they announce it. */
@Component
class ClosureWarning implements ClosureEffects {

    private final TouchedMapper touched;

    private final ClosedPlaces places;

    ClosureWarning(TouchedMapper touched, ClosedPlaces places) {
        this.touched = touched;
        this.places = places;
    }

    @Override
    public List<String> atPoint(long pointId, LocalDate from, LocalDate to, @Nullable Range part) {
        return places.at(pointId, from, to, part).stream()
                .map(reached -> "“%s”第 %d 场（%s）在这里办，%s；登记后会标出来并马上通知本人，请改时间、换地点或取消这一场。"
                        .formatted(
                                reached.activity().title(),
                                reached.session().position(),
                                When.at(reached.session().startsAt()),
                                reached.enrolled() == 0 ? "还没有人报名" : reached.enrolled() + " 人已报名"))
                .toList();
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
