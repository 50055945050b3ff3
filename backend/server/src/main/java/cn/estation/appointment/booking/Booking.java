package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Pool;
import cn.estation.appointment.person.Consent;
import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One person's place in one slot, from the hold to the end. While it is not {@link BookingStatus#RELEASED} it is one of
 * the slot's places.
 *
 * @param startsAt as was promised, whatever becomes of the slot
 * @param cancelUntil until then giving up the place is not late
 * @param residentId the account it belongs to, absent if staff keep it for somebody without one
 * @param offeredForId the cancelled booking or the waiting entry this place is held for
 */
@TableName("appointment_booking")
public record Booking(
        long id,
        long slotId,
        long bookableId,
        long cellId,
        @Nullable Long counterId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        Instant cancelUntil,
        @Nullable Long residentId,
        String personKey,
        @Nullable Long caredForId,
        @Nullable Sealed name,
        @Nullable Sealed phone,
        @Nullable String phoneIndex,
        @Nullable String nameIndex,
        @Nullable String householdIndex,
        Consent consent,
        boolean elder,
        Pool pool,
        @Nullable Long guideId,
        @Nullable Long guideVersionId,
        @Nullable String guideTitle,
        @Nullable String cardCode,
        Sealed code,
        String codeIndex,
        BookingStatus status,
        SubStatus subStatus,
        @Nullable Outcome outcome,
        String note,
        @Nullable Instant expiresAt,
        @Nullable Instant contestUntil,
        @Nullable Long rescheduledFromId,
        @Nullable Long offeredForId,
        Instant createdAt,
        @Nullable Instant checkedInAt,
        @Nullable Instant endedAt) {

    public boolean is(BookingStatus one) {
        return status == one;
    }

    /** True for a hold whose time is up, whether or not the timer has seen it. */
    public boolean expiredAt(Instant now) {
        return status == BookingStatus.HELD && expiresAt != null && !expiresAt.isAfter(now);
    }
}
