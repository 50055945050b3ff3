package cn.estation.guide.compare;

/**
 * One difference between two versions.
 *
 * @param part of the guide, for people: {@code 申请材料}
 * @param before empty for what was added
 * @param after empty for what was taken away
 */
public record Change(Kind kind, String part, String before, String after) {

    public enum Kind {
        ADDED("新增"),
        REMOVED("删去"),
        CHANGED("改动"),
        MOVED("调换顺序");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
