package cn.estation.identity.roll;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.kernel.Codes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.springframework.stereotype.Component;

/** Lists of units, filled in and sent. */
@Component
public class TestUnitRolls {

    static final String HOME = "/console/rolls";

    /** Sends a list; a row that begins with an equals sign in its second cell becomes a formula. */
    Answer send(Caller staff, long community, long unit, List<List<String>> rows) {
        var fields = Map.of(
                "communityId", Long.toString(community), "unitId", Long.toString(unit), "requestKey", Codes.next());
        return staff.upload(HOME, fields, "名单.xlsx", file("党员名单", List.of("姓名", "手机号"), rows));
    }

    /** A preview that waits. Returns its id. */
    public long preview(Caller staff, long community, long unit, List<List<String>> rows) {
        var answer = send(staff, community, unit, rows);
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.status() + answer.body());
        }
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    static byte[] file(String name, List<String> head, List<List<String>> rows) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "tests", "1.0")) {
            var sheet = book.newWorksheet(name);
            for (int i = 0; i < head.size(); i++) {
                sheet.value(0, i, head.get(i));
            }
            for (int line = 0; line < rows.size(); line++) {
                for (int i = 0; i < rows.get(line).size(); i++) {
                    var cell = rows.get(line).get(i);
                    if (cell.startsWith("=")) {
                        sheet.formula(line + 1, i, cell.substring(1));
                    } else {
                        sheet.value(line + 1, i, cell);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toByteArray();
    }
}
