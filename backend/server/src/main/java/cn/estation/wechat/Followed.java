package cn.estation.wechat;

/**
 * Somebody follows the official account.
 *
 * @param scene of the code that led here; empty for none
 */
public record Followed(String openid, String scene) {
    @Override
    public String toString() {
        return "Followed";
    }
}
