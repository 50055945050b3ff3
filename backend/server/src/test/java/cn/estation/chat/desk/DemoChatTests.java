package cn.estation.chat.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.chat.miss.TestQuestions;
import cn.estation.kernel.DistrictPart;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration district's duty, canned replies and questions, loaded as at start and undone again. */
@EstationTest
class DemoChatTests {

    private final List<DistrictPart> parts;
    private final TestQuestions questions;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    DemoChatTests(
            List<DistrictPart> parts, TestQuestions questions, JdbcClient database, TransactionTemplate transaction) {
        this.parts = parts;
        this.questions = questions;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void loadsOnceAndSomebodyIsOnDutyAtEveryHour() {
        transaction.executeWithoutResult(attempt -> {
            attempt.setRollbackOnly();
            List.of("grid", "people", "duty", "canned", "questions").forEach(this::load);
            List.of("duty", "canned", "questions").forEach(this::load);

            assertThat(count("chat_duty_week"))
                    .isEqualTo(file("duty").path("duty").size());
            assertThat(count("chat_canned"))
                    .isEqualTo(file("canned").path("replies").size());
            assertThat(count("chat_question")).isEqualTo(waitingQuestions());
            assertThat(hoursOnDuty()).isGreaterThanOrEqualTo(7 * 24);
            questions.group();
            assertThat(database.sql("""
                            SELECT COUNT(*) FROM chat_share s JOIN grid_cell c ON c.id = s.community_id
                            WHERE c.code LIKE 'demo-%' AND s.status = 'OPEN'""").query(Integer.class).single()).isBetween(4, waitingQuestions() - 3);
        });
    }

    private static int waitingQuestions() {
        return file("questions").path("questions").size();
    }

    private int hoursOnDuty() {
        return database.sql("""
                        SELECT SUM(BIT_COUNT(w.days) * w.minutes) / 60 FROM chat_duty_week w
                        JOIN grid_cell c ON c.id = w.cell_id WHERE c.code LIKE 'demo-%'""").query(Integer.class).single();
    }

    private int count(String table) {
        var sql = switch (table) {
            case "chat_duty_week" -> "SELECT COUNT(*) FROM chat_duty_week t JOIN grid_cell c ON c.id = t.community_id";
            case "chat_canned" -> "SELECT COUNT(*) FROM chat_canned t JOIN grid_cell c ON c.id = t.community_id";
            default -> "SELECT COUNT(*) FROM chat_question t JOIN grid_cell c ON c.id = t.community_id";
        };
        return database.sql(sql + " WHERE c.code LIKE 'demo-%'")
                .query(Integer.class)
                .single();
    }

    private void load(String name) {
        parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .load(file(name));
    }

    private static JsonNode file(String name) {
        var file = DemoChatTests.class.getResourceAsStream("/demo/" + name + ".json");
        return JsonMapper.shared().readTree(Objects.requireNonNull(file));
    }
}
