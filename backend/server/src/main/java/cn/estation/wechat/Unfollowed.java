package cn.estation.wechat;

/** Somebody no longer follows the official account. */
public record Unfollowed(String openid) {
    @Override
    public String toString() {
        return "Unfollowed";
    }
}
