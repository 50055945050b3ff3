package cn.estation.guide.content;

/** The four promises of how easily it is done. */
public enum GuideTag {
    AT_ONCE("马上办"),
    ONLINE("网上办"),
    NEARBY("就近办"),
    ONE_VISIT("一次办");

    private final String title;

    GuideTag(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
