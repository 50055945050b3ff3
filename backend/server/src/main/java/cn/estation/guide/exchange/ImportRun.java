package cn.estation.guide.exchange;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way in.
 *
 * @param cellId where new items hold
 * @param jobId the job that takes it in; none before it was confirmed
 */
@TableName("guide_import")
record ImportRun(
        long id,
        long cellId,
        Format format,
        String fileName,
        String fileDigest,
        Status status,
        String startedBy,
        int rowCount,
        @Nullable Long jobId,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    enum Format {
        JSON_LINES("JSON Lines"),
        EXCEL("Excel");

        private final String title;

        Format(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

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
