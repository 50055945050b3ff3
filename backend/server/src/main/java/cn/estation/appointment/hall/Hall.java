package cn.estation.appointment.hall;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
import java.time.Instant;

/**
 * A hall and the rules of waiting in it.
 *
 * @param placeId the service point, or the office where there is none
 * @param phone whom to call; empty for nobody
 * @param notice what its screen says to everybody; empty for nothing
 * @param nearAhead with how many still ahead somebody is told; 0 for never
 * @param lateMinutes how long after the beginning of an appointment one still counts as on time
 * @param patienceMinutes after how long a wait without an appointment counts like one whose time has come
 * @param elderMinutes by how much earlier elders count as having come; 0 for no priority
 * @param mostCalls after how many calls somebody who does not come may be passed over
 * @param selfTickets whether residents take tickets themselves
 */
@TableName("appointment_hall")
public record Hall(
        long id,
        long cellId,
        long placeId,
        String name,
        String phone,
        String notice,
        int nearAhead,
        int lateMinutes,
        int patienceMinutes,
        int elderMinutes,
        int mostCalls,
        boolean selfTickets,
        Instant createdAt) {

    static final int NEAR_AHEAD = 3;
    static final int LATE_MINUTES = 10;
    static final int PATIENCE_MINUTES = 60;
    static final int ELDER_MINUTES = 15;
    static final int MOST_CALLS = 3;

    /** A hall with the usual rules. */
    static Hall usual(long id, long cellId, long placeId, String name, String phone, Instant now) {
        return new Hall(
                id,
                cellId,
                placeId,
                name,
                phone,
                "",
                NEAR_AHEAD,
                LATE_MINUTES,
                PATIENCE_MINUTES,
                ELDER_MINUTES,
                MOST_CALLS,
                true,
                now);
    }

    public Duration grace() {
        return Duration.ofMinutes(lateMinutes);
    }

    public Duration patience() {
        return Duration.ofMinutes(patienceMinutes);
    }

    /** By how much somebody counts as having come earlier. */
    public Duration headStart(boolean elder) {
        return elder ? Duration.ofMinutes(elderMinutes) : Duration.ZERO;
    }
}
