package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Session;
import cn.estation.kernel.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The roll as a workbook: masked like the page; every text is marked as text, so none becomes a formula. */
final class RollSheet {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CHINA);
    private static final List<String> HEAD = List.of("序号", "姓名", "电话", "长者", "报名时间", "状态", "签到时间", "签到方式");

    private RollSheet() {}

    static byte[] of(String title, Session session, List<Rolls.Line> lines, boolean over) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "estation", "1.0")) {
            var sheet = book.newWorksheet("签到名单");
            text(sheet, 0, 0, "%s，第 %d 场，%s".formatted(title, session.position(), MINUTE.format(session.startsAt())));
            for (int column = 0; column < HEAD.size(); column++) {
                text(sheet, 1, column, HEAD.get(column));
            }
            for (int i = 0; i < lines.size(); i++) {
                line(sheet, i + 2, i + 1, lines.get(i), over);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void line(Worksheet sheet, int row, int number, Rolls.Line line, boolean over) {
        var phone = line.phone();
        var present = line.present();
        var how = line.how();
        sheet.value(row, 0, number);
        text(sheet, row, 1, line.name());
        text(sheet, row, 2, phone == null ? "" : phone);
        text(sheet, row, 3, line.booking().elder() ? "是" : "");
        text(sheet, row, 4, at(line.booking().createdAt()));
        text(sheet, row, 5, line.standing(over));
        text(sheet, row, 6, present == null ? "" : at(present));
        text(sheet, row, 7, how == null ? "" : how.title());
    }

    private static String at(Instant moment) {
        return MINUTE.format(moment);
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.inlineString(row, column, text.replaceAll("[\\p{Cntrl}&&[^\t\n]]", ""));
    }
}
