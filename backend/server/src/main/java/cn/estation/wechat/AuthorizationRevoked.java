package cn.estation.wechat;

/**
 * A person took back the permission to use some of their data, which must be deleted.
 *
 * @param revoked WeChat's code of what: for the mini-program 6 nickname, 8 phone, 13 location and others
 */
public record AuthorizationRevoked(WechatApp app, String openid, String revoked) {
    @Override
    public String toString() {
        return "AuthorizationRevoked[" + app + ", " + revoked + "]";
    }
}
