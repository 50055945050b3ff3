package cn.estation.sandbox.wechat;

/** The two accounts of the project at the platform. */
public enum Account {
    /** 公众号: chat, menu, codes to scan. */
    OFFICIAL_ACCOUNT,
    /** 小程序: login, phone number, subscription messages. */
    MINI_PROGRAM
}
