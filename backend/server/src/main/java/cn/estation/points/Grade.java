package cn.estation.points;

/**
 * How well it is shown that the work was done: A by a code or staff at both ends, B at one end, C confirmed by staff later, D
 * by one's own word. Photos and positions never raise it.
 */
public enum Grade {
    A("到场和离场都有核验"),
    B("到场或离场有核验"),
    C("工作人员事后确认"),
    D("本人说明");

    private final String meaning;

    Grade(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
