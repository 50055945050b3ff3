package cn.estation.wechat;

/** The two accounts of ours at WeChat. An openid means a person only together with one of them. */
public enum WechatApp {
    /** 公众号 */
    OFFICIAL_ACCOUNT,
    /** 小程序 */
    MINI_PROGRAM
}
