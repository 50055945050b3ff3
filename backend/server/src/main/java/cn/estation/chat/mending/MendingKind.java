package cn.estation.chat.mending;

/** The ways to answer what was missed. */
public enum MendingKind {
    ALIAS("给指南加居民的叫法"),
    FAQ("给指南加一条问答"),
    SYNONYM("加一组同义词"),
    STANDING("写一条固定答复");

    private final String title;

    MendingKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** True if it is written into a guide's draft, and reviewed and published there. */
    boolean inGuide() {
        return this == ALIAS || this == FAQ;
    }
}
