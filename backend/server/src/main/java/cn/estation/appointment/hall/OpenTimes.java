package cn.estation.appointment.hall;

import cn.estation.appointment.absence.CounterWatch;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.SubStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From when to when somebody sat at the desks of a line, read from what was recorded of them. */
@Component
class OpenTimes implements CounterWatch {

    /** A line nobody opened for so long is not run with this queue, and says nothing. */
    private static final Duration IN_USE = Duration.ofDays(14);

    private static final Duration DAY = Duration.ofHours(18);

    private final DeskMapper desks;
    private final HallMapper halls;

    OpenTimes(DeskMapper desks, HallMapper halls) {
        this.desks = desks;
        this.halls = halls;
    }

    /** When somebody last was at a desk of the line before a moment; half a day ago and more counts as the morning. */
    Instant lastOpen(long lineId, Instant moment) {
        var open = new HashSet<Long>();
        var last = moment.minus(DAY);
        for (var move : desks.between(lineId, last, moment)) {
            if (move.toStatus() == DeskStatus.OPEN) {
                open.add(move.deskId());
            } else if (open.remove(move.deskId()) || move.fromStatus() == DeskStatus.OPEN) {
                last = move.movedAt();
            }
        }
        return open.isEmpty() ? last : moment;
    }

    @Override
    public Optional<SubStatus> excuse(Booking booking) {
        var line = halls.lineOf(booking.bookableId());
        if (line == null) {
            return Optional.empty();
        }
        var due = booking.startsAt().plus(Desks.PATIENCE);
        var moves = desks.between(line, due.minus(IN_USE), booking.endsAt());
        var open = new HashSet<Long>();
        for (var move : moves) {
            if (move.movedAt().isAfter(due)) {
                break;
            }
            if (move.toStatus() == DeskStatus.OPEN) {
                open.add(move.deskId());
            } else {
                open.remove(move.deskId());
            }
        }
        if (moves.isEmpty() || !open.isEmpty()) {
            return Optional.empty();
        }
        boolean later =
                moves.stream().anyMatch(move -> move.movedAt().isAfter(due) && move.toStatus() == DeskStatus.OPEN);
        return Optional.of(later ? SubStatus.COUNTER_LATE : SubStatus.COUNTER_CLOSED);
    }
}
