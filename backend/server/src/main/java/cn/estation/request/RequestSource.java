package cn.estation.request;

/** The way a request came in. */
enum RequestSource {
    API("小程序"),
    BOT("公众号对话"),
    MENU("公众号菜单"),
    STAFF("工作人员代录");

    private final String title;

    RequestSource(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
