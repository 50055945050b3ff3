package cn.estation.wechat;

/** WeChat's opinion on a text that others will see. */
public enum TextVerdict {
    PASS,
    /** A person should look. */
    REVIEW,
    RISKY,
    /** WeChat could not say: it is away, or the author has not been in the mini-program for two hours. */
    UNCHECKED
}
