package cn.estation.appointment.queue;

import cn.estation.appointment.QueueNear;
import cn.estation.appointment.hall.Halls;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 还有 3 位: tells who waits that it is soon, once each. */
@Component
class Nearness {

    private final EntryMapper entries;
    private final Halls halls;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Nearness(EntryMapper entries, Halls halls, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.halls = halls;
        this.events = events;
        this.clock = clock;
    }

    /** After a line has become shorter. */
    @Transactional(propagation = Propagation.MANDATORY)
    void look(long lineId) {
        var hall = halls.hall(halls.line(lineId).hallId());
        if (hall.nearAhead() == 0) {
            return;
        }
        var now = clock.instant();
        var first = entries.waiting(lineId, LocalDate.ofInstant(now, Time.CHINA), now, hall.nearAhead() + 1);
        for (int ahead = 0; ahead < first.size(); ahead++) {
            var entry = first.get(ahead);
            // Who has no account reads the screen.
            if (entry.residentId() != null && entry.nearAt() == null && entries.near(entry.id(), now) == 1) {
                events.publishEvent(new QueueNear(
                        entry.id(),
                        entry.residentId(),
                        entry.cellId(),
                        entry.label(),
                        entry.title(),
                        ahead,
                        hall.name()));
            }
        }
    }

    /** Who comes and has so few ahead has just been told so. */
    @Transactional(propagation = Propagation.MANDATORY)
    void arrived(Entry entry) {
        var hall = halls.hall(entry.hallId());
        var now = clock.instant();
        var first = entries.waiting(entry.lineId(), entry.day(), now, Math.max(1, hall.nearAhead() + 1));
        if (first.stream().anyMatch(one -> one.id() == entry.id())) {
            entries.near(entry.id(), now);
        }
    }
}
