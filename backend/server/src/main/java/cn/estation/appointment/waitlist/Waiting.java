package cn.estation.appointment.waitlist;

import cn.estation.appointment.person.Consent;
import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for a place in a slot. */
@TableName("appointment_waiting")
public record Waiting(
        long id,
        long slotId,
        long bookableId,
        long cellId,
        @Nullable Long residentId,
        String personKey,
        @Nullable Long caredForId,
        @Nullable Sealed name,
        @Nullable Sealed phone,
        @Nullable String phoneIndex,
        @Nullable String householdIndex,
        Consent consent,
        boolean elder,
        @Nullable Long guideId,
        @Nullable String cardCode,
        WaitingStatus status,
        String note,
        @Nullable Long bookingId,
        Instant createdAt,
        @Nullable Instant endedAt) {}
