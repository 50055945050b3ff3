package cn.estation.points.rule;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.kernel.Codes;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rules for tests, written and approved in the console like all others. */
@Component
public class TestRules {

    private final JdbcClient database;

    TestRules(JdbcClient database) {
        this.database = database;
    }

    /** What somebody types who wants the system's rules for their community, with a name of their own. */
    public static Map<String, String> form(long cell) {
        var form = new HashMap<String, String>();
        form.put("cellId", Long.toString(cell));
        form.put("title", "测试细则");
        form.put("effectiveFrom", "2090-01-01");
        form.put("effectiveTo", "");
        form.put("rounding", "DOWN");
        form.put("nightFrom", "22:00");
        form.put("nightTo", "06:00");
        form.put("nightPercent", "100");
        form.put("emergencyPercent", "100");
        form.put("expiryYears", "1");
        form.put("warningDays", "30");
        form.put("returnDays", "30");
        form.put("publicityDays", "0");
        form.put("objectionDays", "15");
        form.put("adjustCap", "200");
        form.put("note", "");
        form.put("rate.*", "1");
        form.put("method.*", "HOURLY");
        form.put("grade.A", "100");
        form.put("grade.B", "100");
        form.put("grade.C", "80");
        form.put("grade.D", "50");
        form.put("requestKey", Codes.next());
        return form;
    }

    /** Writes rules as one, approves them as another. Returns their id. They begin in 2090 unless said otherwise. */
    public long approved(Caller author, Caller approver, Map<String, String> form) {
        var path = path(author.form("/console/points/rules", form));
        author.form(path + "/submission", Map.of("requestKey", Codes.next()));
        approve(approver, path);
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Approves rules as their page shows them now. */
    public static Answer approve(Caller approver, String path) {
        return approve(approver, path, seen(approver, path));
    }

    /** Approves rules as they were when this was read. */
    static Answer approve(Caller approver, String path, String seen) {
        return approver.form(path + "/approval", Map.of("seen", seen, "requestKey", Codes.next()));
    }

    /** What the page lets somebody approve; empty if nothing. */
    static String seen(Caller approver, String path) {
        return Jsoup.parse(approver.get(path).body()).select("input[name=seen]").val();
    }

    /** Rules of a community that apply already: so many points an hour for everything. Two of its staff made them. */
    public void hourly(Caller author, Caller approver, long community, int points) {
        var form = form(community);
        form.put("rate.*", Integer.toString(points));
        begin(approved(author, approver, form), LocalDate.of(2026, 1, 1));
    }

    /** Where an answer leads to, as a path. */
    public static String path(Answer answer) {
        return URI.create(answer.header("Location")).getPath();
    }

    /** Lets approved rules have begun earlier and been approved before that, as time would. */
    public void begin(long id, LocalDate day) {
        database.sql("""
                        UPDATE points_rule_book SET effective_from = ?, proposed_at = TIMESTAMPADD(DAY, -3, ?),
                          submitted_at = TIMESTAMPADD(DAY, -2, ?), decided_at = TIMESTAMPADD(DAY, -2, ?) WHERE id = ?""").params(day, day, day, day, id).update();
    }
}
