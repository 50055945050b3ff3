package cn.estation.wechat;

/**
 * A person changed what they had shared, so a copy kept here is out of date.
 *
 * @param changed WeChat's code of what
 */
public record InformationModified(WechatApp app, String openid, String changed) {
    @Override
    public String toString() {
        return "InformationModified[" + app + ", " + changed + "]";
    }
}
