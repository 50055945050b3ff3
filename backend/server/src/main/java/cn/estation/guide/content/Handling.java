package cn.estation.guide.content;

/**
 * Who does it and how fast.
 *
 * @param handlingBody 实施主体
 * @param useLevel 行使层级
 * @param processing whether it is done at once (即办件) or by a promised day (承诺件)
 */
public record Handling(
        String handlingBody,
        Nature bodyNature,
        Level useLevel,
        Processing processing,
        TimeLimit statutory,
        TimeLimit promised) {

    public enum Nature {
        STATUTORY("法定机关"),
        AUTHORISED("授权组织"),
        ENTRUSTED("受委托组织");

        private final String title;

        Nature(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public enum Level {
        NATION("国家级"),
        PROVINCE("省级"),
        CITY("市级"),
        DISTRICT("区县级"),
        SUBDISTRICT("街道（乡镇）级"),
        COMMUNITY("社区（村）级");

        private final String title;

        Level(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public enum Processing {
        IMMEDIATE("即办件"),
        COMMITTED("承诺件");

        private final String title;

        Processing(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Handling {
        handlingBody = Absent.text(handlingBody);
        bodyNature = bodyNature == null ? Nature.STATUTORY : bodyNature;
        useLevel = useLevel == null ? Level.DISTRICT : useLevel;
        processing = processing == null ? Processing.COMMITTED : processing;
        statutory = statutory == null ? TimeLimit.NONE : statutory;
        promised = promised == null ? TimeLimit.NONE : promised;
    }

    /** What residents want to know about time: the promise, otherwise the law; empty if neither says anything. */
    public String timeLimit() {
        if (!promised.text().isEmpty()) {
            return promised.text();
        }
        return processing == Processing.IMMEDIATE ? "当场办结" : statutory.text();
    }
}
