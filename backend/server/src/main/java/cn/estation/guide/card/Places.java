package cn.estation.guide.card;

import cn.estation.guide.Asker;
import cn.estation.guide.FreeSlots;
import cn.estation.guide.WhereToGo;
import cn.estation.guide.Whereabouts;
import cn.estation.guide.version.GuideVersion;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a card sends people: the counter that is right for them, or what the guide says where no counter is known. */
@Component
class Places {

    /** The page of the mini-program where a time is chosen. */
    private static final String BOOKING = "/pages/appointment/slots?guideId=";

    private final ObjectProvider<WhereToGo> whereToGo;
    private final ObjectProvider<FreeSlots> slots;
    private final Clock clock;

    Places(ObjectProvider<WhereToGo> whereToGo, ObjectProvider<FreeSlots> slots, Clock clock) {
        this.whereToGo = whereToGo;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * @param when opening hours
     * @param now what holds at this moment; empty if that is not known
     * @param phone of the counter; empty if the guide's own holds
     * @param bookingPath page of the mini-program; null where nothing can be booked
     */
    record There(
            String where,
            String when,
            String now,
            String phone,
            @Nullable String bookingPath) {}

    There of(GuideVersion version, Fitted fitted, Asker asker) {
        var counter = fitted.placeChosen() ? null : counter(version.itemId(), asker);
        if (counter == null) {
            return new There(fitted.place(), fitted.hours(), "", "", null);
        }
        return new There(
                where(counter),
                fitted.hoursChosen() ? fitted.hours() : hours(counter, fitted),
                fitted.hoursChosen() ? "" : counter.sentence(),
                counter.phone(),
                counter.freeToday() == null && counter.firstFree() == null || slots.getIfAvailable() == null
                        ? null
                        : BOOKING + version.itemId());
    }

    private @Nullable Whereabouts counter(long guideId, Asker asker) {
        var known = whereToGo.getIfAvailable();
        return known == null
                ? null
                : known.where(guideId, asker, clock.instant()).orElse(null);
    }

    private static String where(Whereabouts counter) {
        return Stream.of(counter.point().name(), counter.counter().name(), counter.address())
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining("，"));
    }

    private static String hours(Whereabouts counter, Fitted fitted) {
        return Stream.of(counter.counter().hours(), counter.point().hours(), fitted.hours())
                .filter(hours -> !hours.isEmpty())
                .findFirst()
                .orElse("");
    }
}
