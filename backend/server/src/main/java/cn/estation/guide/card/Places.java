package cn.estation.guide.card;

import cn.estation.guide.Asker;
import cn.estation.guide.version.GuideVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a card sends people. */
@Component
class Places {

    /**
     * @param when opening hours, or what holds at this moment
     * @param phone of the counter; empty if the guide's own holds
     * @param bookingPath page of the mini-program; null where nothing can be booked
     */
    record There(
            String where,
            String when,
            String phone,
            @Nullable String bookingPath) {}

    There of(GuideVersion version, Fitted fitted, Asker asker) {
        return new There(fitted.place(), fitted.hours(), "", null);
    }
}
