package cn.estation.appointment.hall;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A desk where people of one line are called to.
 *
 * @param name as the screen shows it
 * @param staffId who sits there, absent while it is closed
 * @param reason why it pauses; empty for none
 * @param since when it came to this status
 */
@TableName("appointment_desk")
public record Desk(
        long id,
        long hallId,
        long lineId,
        long cellId,
        String name,
        DeskStatus status,
        @Nullable Long staffId,
        String reason,
        Instant since,
        boolean inUse) {

    public boolean isOpen() {
        return status == DeskStatus.OPEN;
    }
}
