package cn.estation.wechat;

/** A person ended their WeChat account: everything kept about them must be deleted. */
public record AuthorizationCancelled(WechatApp app, String openid) {
    @Override
    public String toString() {
        return "AuthorizationCancelled[" + app + "]";
    }
}
