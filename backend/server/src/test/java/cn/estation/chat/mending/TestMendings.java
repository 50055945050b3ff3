package cn.estation.chat.mending;

import cn.estation.kernel.BackgroundJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mendings for tests: tried out and told at once instead of in a few seconds. */
@Component
public class TestMendings {

    private final Replaying replaying;
    private final Telling telling;
    private final MendingMapper mendings;
    private final JdbcClient database;

    TestMendings(Replaying replaying, Telling telling, MendingMapper mendings, JdbcClient database) {
        this.replaying = replaying;
        this.telling = telling;
        this.mendings = mendings;
        this.database = database;
    }

    public void replay() {
        replaying.run(new BackgroundJob.Progress() {
            @Override
            public void total(int steps) {}

            @Override
            public void done(int steps) {}
        });
    }

    /** What a reviewer's page says they have seen. */
    public String stamp(long mending) {
        return java.util.Objects.requireNonNull(mendings.selectById(mending)).stamp();
    }

    public void tell() {
        telling.tellDue();
    }

    /** How far it is with telling those who asked something of a group. */
    public java.util.List<String> stages(long group) {
        return database.sql("SELECT status FROM chat_ask WHERE group_id = ? ORDER BY status")
                .param(group)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
