package cn.estation.chat.miss;

import cn.estation.wechat.WechatApp;

/** Where a question was put. */
public enum Channel {
    OFFICIAL_ACCOUNT("公众号"),
    MINI_PROGRAM("小程序对话"),
    SEARCH("小程序搜索");

    private final String title;

    Channel(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    static Channel of(WechatApp app) {
        return app == WechatApp.OFFICIAL_ACCOUNT ? OFFICIAL_ACCOUNT : MINI_PROGRAM;
    }
}
