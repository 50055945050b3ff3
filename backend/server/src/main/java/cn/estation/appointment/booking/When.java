package cn.estation.appointment.booking;

import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Moments as sentences say them, in China. */
public final class When {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(Time.CHINA);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M月d日").withZone(Time.CHINA);

    private When() {}

    public static String at(Instant moment) {
        return MOMENT.format(moment);
    }

    public static String on(Instant moment) {
        return DAY.format(moment);
    }
}
