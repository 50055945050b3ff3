package cn.estation.points.statement;

/** Whose year a statement is about. */
public enum StatementKind {
    MEMBER("个人"),
    UNIT("单位");

    private final String title;

    StatementKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
