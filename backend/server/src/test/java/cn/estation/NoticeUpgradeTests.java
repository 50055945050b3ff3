package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an earlier version told people is still there after the upgrade, without words that are not theirs. */
class NoticeUpgradeTests {

    @Test
    void keepsWhatWasToldAndNotTheWordsOfWhoWasServed() throws SQLException, IOException {
        try (var notices = Upgrade.of("notice")) {
            notices.migrate("V1__notices.sql");
            notices.run(List.of(
                    told(1, "task-drop:11:REJECTED", "您在“换灯”的服务未通过：灯还是不亮，我摔了一跤。有疑问请联系社区。"),
                    told(2, "task-drop:12:CANCELLED", "“换灯”取消了：下雨。"),
                    told(3, "redemption:13", "您已用 3 积分兑换“毛巾”。")));

            notices.migrate("V2__words_of_residents.sql");

            assertThat(notices.rows("SELECT text FROM notice_notice ORDER BY id"))
                    .containsExactly("您在“换灯”的服务未通过，原因见这次认领。有疑问请联系社区。", "“换灯”取消了：下雨。", "您已用 3 积分兑换“毛巾”。");
        }
    }

    private static String told(long id, String source, String text) {
        return """
                INSERT INTO notice_notice (id, resident_id, kind, source, text, facts, created_at)
                VALUES (%d, 7, 'ANY', '%s', '%s', '{}', '2026-11-01')""".formatted(id, source, text);
    }
}
