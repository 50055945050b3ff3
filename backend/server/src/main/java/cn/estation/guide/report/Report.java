package cn.estation.guide.report;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that a part of a guide is wrong.
 *
 * @param versionId the version they were looking at
 * @param cellId where the guide holds, for the staff's lists
 * @param photoId a picture of theirs that shows it; absent for none
 */
record Report(
        long id,
        long itemId,
        long versionId,
        long cellId,
        long residentId,
        Part part,
        Sealed content,
        @Nullable Long photoId,
        Status status,
        @Nullable String handledBy,
        String handledNote,
        @Nullable Instant handledAt,
        Instant createdAt) {

    enum Part {
        PLACE("办理地点"),
        HOURS("办理时间"),
        PHONE("电话"),
        DOCUMENTS("申请材料"),
        FEE("收费"),
        STEPS("办理流程"),
        OTHER("其他");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    enum Status {
        OPEN("待核对"),
        CONFIRMED("已核对"),
        CORRECTED("已改");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** The states that may follow. */
        java.util.Set<Status> next() {
            return this == OPEN ? java.util.Set.of(CONFIRMED, CORRECTED) : java.util.Set.of();
        }
    }
}
