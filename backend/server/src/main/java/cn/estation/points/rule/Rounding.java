package cn.estation.points.rule;

/** What becomes of a part of a point. */
public enum Rounding {
    DOWN("不足 1 分不计"),
    HALF_UP("不足 1 分四舍五入");

    private final String title;

    Rounding(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Both above or at zero. */
    long divide(long dividend, long divisor) {
        return this == DOWN ? dividend / divisor : (dividend + divisor / 2) / divisor;
    }
}
