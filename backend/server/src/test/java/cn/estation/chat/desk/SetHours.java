package cn.estation.chat.desk;

import cn.estation.grid.WorkingCalendar;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Hours that a test sets: open, whatever the time is, until it closes them. */
@Component
@Primary
class SetHours extends DeskHours {

    final AtomicBoolean open = new AtomicBoolean(true);

    SetHours(DeskSettings settings, WorkingCalendar calendar) {
        super(settings, calendar);
    }

    @Override
    boolean openAt(Instant moment) {
        return open.get();
    }
}
