package cn.estation.appointment.hall;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/**
 * People who wait together, to be called by one desk or several.
 *
 * @param letter in front of its numbers
 */
@TableName("appointment_line")
public record Line(long id, long hallId, long cellId, String letter, String title, Instant createdAt) {

    /** What is written on a ticket, for example {@code A012}. */
    public String label(int number) {
        return "%s%03d".formatted(letter, number);
    }
}
