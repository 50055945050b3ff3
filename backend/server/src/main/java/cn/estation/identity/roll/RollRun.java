package cn.estation.identity.roll;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One list on its way in.
 *
 * @param staffId who confirmed it, 0 before
 * @param jobId the job that takes it in; none before it was confirmed
 */
@TableName("identity_roll_import")
record RollRun(
        long id,
        long communityId,
        long unitId,
        String fileName,
        Status status,
        String startedBy,
        long staffId,
        int rowCount,
        @Nullable Long jobId,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    enum Status {
        PREVIEW("待确认", "wait"),
        QUEUED("正在导入", "info"),
        DONE("已导入", "good"),
        DISCARDED("已放弃", "idle");

        private final String title;
        private final String tone;

        Status(String title, String tone) {
            this.title = title;
            this.tone = tone;
        }

        public String title() {
            return title;
        }

        public String tone() {
            return tone;
        }
    }
}
