package cn.estation.appointment.preparation;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** An appointment as an entry of one's own calendar (RFC 5545). Nothing in it names the person. */
final class CalendarFile {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;

    private CalendarFile() {}

    static String of(Booking booking, Bookable bookable, List<String> bring, boolean cancelled) {
        var lines = new ArrayList<String>(List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//estation//appointment//ZH",
                "CALSCALE:GREGORIAN",
                "METHOD:" + (cancelled ? "CANCEL" : "PUBLISH"),
                "BEGIN:VEVENT",
                "UID:appointment-" + booking.id() + "@estation",
                "DTSTAMP:" + utc(booking.createdAt()),
                "DTSTART:" + utc(booking.startsAt()),
                "DTEND:" + utc(booking.endsAt()),
                "SUMMARY:" + text("预约：" + Taking.title(booking, bookable)),
                "LOCATION:" + text(bookable.title() + " " + bookable.place()),
                "STATUS:" + (cancelled ? "CANCELLED" : "CONFIRMED")));
        if (!bring.isEmpty()) {
            lines.add("DESCRIPTION:" + text("请带：\n" + String.join("\n", bring)));
        }
        if (!cancelled) {
            lines.addAll(List.of(
                    "BEGIN:VALARM",
                    "ACTION:DISPLAY",
                    "DESCRIPTION:" + text("两小时后：" + Taking.title(booking, bookable)),
                    "TRIGGER:-PT2H",
                    "END:VALARM"));
        }
        lines.addAll(List.of("END:VEVENT", "END:VCALENDAR"));
        var file = new StringBuilder();
        lines.forEach(line -> fold(line, file));
        return file.toString();
    }

    private static String utc(Instant moment) {
        return UTC.format(moment);
    }

    private static String text(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** Lines of more than 75 octets go on in the next, never within a character. */
    private static void fold(String line, StringBuilder file) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            var one = Character.toString(point);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                file.append("\r\n ");
                octets = 1;
            }
            file.append(one);
            octets += size;
            i += Character.charCount(point);
        }
        file.append("\r\n");
    }
}
