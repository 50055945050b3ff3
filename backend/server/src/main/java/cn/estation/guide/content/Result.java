package cn.estation.guide.content;

/**
 * What residents get in the end.
 *
 * @param sample picture or file of what it looks like; empty if there is none
 * @param delivery how and how soon it is handed over
 */
public record Result(Kind kind, String name, String sample, String delivery) {

    public enum Kind {
        LICENCE("证照"),
        APPROVAL("批文"),
        CERTIFICATE("证明"),
        PAYMENT("资金"),
        RECORD("登记备案"),
        NONE("没有实物结果");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Result {
        name = Absent.text(name);
        sample = Absent.text(sample);
        delivery = Absent.text(delivery);
    }

    /** For example {@code 居住证（证照）：15日内邮寄}. */
    public String line() {
        var line = name.isEmpty() ? kind.title() : name + "（" + kind.title() + "）";
        return delivery.isEmpty() ? line : line + "：" + delivery;
    }
}
