package cn.estation.guide.lint;

/**
 * Something a rule found in a guide.
 *
 * @param rule its name, for example {@code promise-within-law}
 * @param field where, as the JSON format names it: {@code documents[2].name}
 * @param sentence what is wrong and how to mend it
 */
public record Finding(Severity severity, String rule, String field, String sentence) {

    /** An error keeps a guide from being published; a warning costs points. */
    public enum Severity {
        ERROR("错误"),
        WARNING("提醒");

        private final String title;

        Severity(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
