package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.SlotView;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.kernel.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as its owner sees it.
 *
 * @param subStatus how it came to its status
 * @param outcome how it ended, absent until it did
 * @param title what it is for
 * @param caredForId for whom, absent for oneself
 * @param forName masked
 * @param cancelUntil until then giving it up is not late
 * @param expiresAt until when a hold or an offer has to be confirmed
 * @param contestUntil until when somebody who did not come may say why
 * @param note the reason, where one was given
 * @param flags what changed since it was booked
 * @param alternatives other free slots, after the office cancelled it
 * @param offerId a place held instead, after the office cancelled it
 * @param rescheduledFrom the appointment it was before
 */
public record AppointmentView(
        Id appointmentId,
        BookingStatus status,
        String statusName,
        SubStatus subStatus,
        @Nullable Outcome outcome,
        @Nullable String outcomeName,
        Id bookableId,
        Id slotId,
        String bookable,
        String title,
        @Nullable Id guideId,
        @Nullable Id guideVersionId,
        @Nullable String cardCode,
        String place,
        String phone,
        Instant startsAt,
        Instant endsAt,
        @Nullable Id caredForId,
        @Nullable String forName,
        boolean elder,
        Instant cancelUntil,
        @Nullable Instant expiresAt,
        @Nullable Instant contestUntil,
        String note,
        List<Flagged> flags,
        List<SlotView> alternatives,
        @Nullable Id offerId,
        @Nullable Id rescheduledFrom,
        Instant createdAt) {

    /** What changed, in a sentence. */
    public record Flagged(FlagReason reason, String sentence) {}
}
