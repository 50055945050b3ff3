package cn.estation.task;

import java.util.Collection;
import java.util.Map;

/** What the rules made of verified work, caps and all, and where that stands. Implemented by the module that keeps the ledgers. */
public interface ClaimScores {

    /** Where a score is on its way to the ledgers. */
    enum Stage {
        SHOWN("公示中"),
        POSTED("已入账"),
        TAKEN_BACK("得分已撤销");

        private final String title;

        Stage(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * @param points what the work counts, after every cap; 0 once it is taken back
     */
    record Scored(long points, Stage stage) {

        /** For example {@code 2 分} or {@code 2 分（公示中）}. */
        public String phrase() {
            return switch (stage) {
                case SHOWN -> points + " 分（" + stage.title() + "）";
                case POSTED -> points + " 分";
                case TAKEN_BACK -> stage.title();
            };
        }
    }

    /** By claim; without those that were not counted, or not yet. */
    Map<Long, Scored> of(Collection<Long> claimIds);
}
