package cn.estation.task;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes claims as a calendar file (RFC 5545), for the calendar of a phone. */
final class CalendarFile {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** Lines are folded at 75 bytes (RFC 5545, 3.1). */
    private static final int LONGEST_LINE = 75;

    private CalendarFile() {}

    static String of(List<ClaimMapper.Held> claims, Instant now) {
        var file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//cn.estation//tasks//ZH");
        for (var claim : claims) {
            line(file, "BEGIN:VEVENT");
            line(file, "UID:claim-" + claim.id() + "@estation");
            line(file, "DTSTAMP:" + STAMP.format(now));
            line(file, "DTSTART:" + STAMP.format(claim.startsAt()));
            line(file, "DTEND:" + STAMP.format(claim.endsAt()));
            line(file, "SUMMARY:" + text(claim.title()));
            line(file, "LOCATION:" + text(claim.place()));
            line(file, "END:VEVENT");
        }
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private static String text(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    private static void line(StringBuilder file, String content) {
        int bytes = 0;
        for (int i = 0; i < content.length(); i = content.offsetByCodePoints(i, 1)) {
            var letter = content.substring(i, content.offsetByCodePoints(i, 1));
            int size = letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                file.append("\r\n ");
                bytes = 1;
            }
            file.append(letter);
            bytes += size;
        }
        file.append("\r\n");
    }
}
