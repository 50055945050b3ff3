package cn.estation.appointment.queue;

import cn.estation.appointment.hall.Hall;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * Whose turn it is. First those whose time has come, in its order: who booked at the time they booked, who did not after
 * having waited so long as the hall's rule says. Then who came without an appointment, or late, in the order of coming.
 * Last who booked for later. Elders count as having come some minutes earlier. The same is said in SQL, where it decides.
 */
public final class TurnOrder {

    /** The order as the database keeps it; {@code #{now}} is a parameter of the statement. */
    static final String SQL =
            " ORDER BY CASE WHEN due_at <= #{now} THEN 0 WHEN kind = 'BOOKED' AND late = FALSE THEN 2 ELSE 1 END,"
                    + " due_at, place_at, id";

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Time.CHINA);

    private TurnOrder() {}

    /** Where somebody's wait begins and when their time has come. */
    public record Place(boolean late, Instant placeAt, Instant dueAt) {}

    /** The place of somebody who booked. */
    static Place booked(Hall hall, Instant startsAt, Instant arrived, boolean elder) {
        if (arrived.isAfter(startsAt.plus(hall.grace()))) {
            return unbooked(hall, arrived, elder, true);
        }
        var head = hall.headStart(elder);
        return new Place(false, arrived.minus(head), startsAt.minus(head));
    }

    /** The place of somebody who did not, or lost what they had. */
    static Place unbooked(Hall hall, Instant arrived, boolean elder, boolean late) {
        var place = arrived.minus(hall.headStart(elder));
        return new Place(late, place, place.plus(hall.patience()));
    }

    /** The first to be called is the smallest. */
    static Comparator<Entry> at(Instant now) {
        return Comparator.<Entry>comparingInt(entry -> group(entry, now))
                .thenComparing(Entry::dueAt)
                .thenComparing(Entry::placeAt)
                .thenComparing(Entry::id);
    }

    private static int group(Entry entry, Instant now) {
        if (!entry.dueAt().isAfter(now)) {
            return 0;
        }
        return entry.keepsTime() ? 2 : 1;
    }

    /** Why somebody stands where they stand, in a few words. */
    public static String why(Entry entry, Hall hall, Instant now) {
        var elder = entry.elder() && hall.elderMinutes() > 0 ? "；长者按早到 %d 分钟排".formatted(hall.elderMinutes()) : "";
        boolean due = !entry.dueAt().isAfter(now);
        if (entry.keepsTime()) {
            var booked = CLOCK.format(entry.dueAt().plus(hall.headStart(entry.elder())));
            return (due ? "预约 %s，已到点，按预约的时间排" : "预约 %s，提前到了，空着就先叫").formatted(booked) + elder;
        }
        var since = "%s按%s先后排"
                .formatted(
                        entry.kind() == EntryKind.BOOKED ? "迟到或过号后回来，" : entry.late() ? "过号后回来，" : "现场取号，",
                        entry.late() ? "签到或回来的" : "取号");
        return (due ? since + "；已等满 %d 分钟，与到点的预约一起排".formatted(hall.patienceMinutes()) : since) + elder;
    }

    /** The rule in sentences, for a screen or a notice board. */
    public static String said(Hall hall) {
        var elders = hall.elderMinutes() == 0 ? "" : "长者按早到 %d 分钟排。".formatted(hall.elderMinutes());
        return "预约的到点先叫；没预约的按取号先后，等满 %d 分钟与到点的预约一起排；过了约定时间 %d 分钟才签到的按签到先后；提前到的，空着就先叫。%s"
                .formatted(hall.patienceMinutes(), hall.lateMinutes(), elders);
    }
}
