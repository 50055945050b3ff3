package cn.estation.appointment.activity;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One session of an activity.
 *
 * @param position from 1
 * @param slotId where its places are, absent for a draft; the same for all sessions if people enrol for the whole
 * @param decideAt when it is seen whether enough come, absent if that is not asked or was done
 */
@TableName("appointment_session")
public record Session(
        long id,
        long activityId,
        long cellId,
        int position,
        Instant startsAt,
        Instant endsAt,
        @Nullable Long slotId,
        SessionStatus status,
        @Nullable CancelledWhy cancelledWhy,
        @Nullable String cancelledBy,
        String reason,
        @Nullable Instant decideAt,
        @Nullable Instant dealtAt) {

    /** Why a session does not take place. */
    public enum CancelledWhy {
        OFFICE,
        TOO_FEW
    }

    public boolean live() {
        return status != SessionStatus.CANCELLED;
    }

    public boolean begunAt(Instant now) {
        return !startsAt.isAfter(now);
    }
}
