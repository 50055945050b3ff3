package cn.estation.sandbox.wechat;

/**
 * Somebody with a phone.
 *
 * @param id a short name for scripts and the phone page
 * @param about what the person is in the demo district
 * @param mpOpenId who they are to the official account
 * @param maOpenId who they are to the mini-program
 */
public record Person(
        String id, String name, String about, String unionId, String mpOpenId, String maOpenId, String phone) {

    /** A person whose ids follow from the short name, the same at every start. */
    static Person of(String id, String name, String about, String phone) {
        return new Person(
                id,
                name,
                about,
                derived("oUnion", "union:" + id),
                derived("oMp", "mp:" + id),
                derived("oMa", "ma:" + id),
                phone);
    }

    String openId(Account account) {
        return account == Account.OFFICIAL_ACCOUNT ? mpOpenId : maOpenId;
    }

    private static String derived(String prefix, String seed) {
        return prefix + CallbackCipher.sha1(seed).substring(0, 28 - prefix.length());
    }
}
