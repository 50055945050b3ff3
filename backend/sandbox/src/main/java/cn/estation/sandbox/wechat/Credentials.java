package cn.estation.sandbox.wechat;

/** One account's identity and secrets, as the platform's own console shows them. */
record Credentials(Account account, String appId, String secret, String token, String aesKey, String originalId) {

    @Override
    public String toString() {
        return "Credentials[" + appId + "]";
    }
}
