package cn.estation.chat.outbox;

/** What a line belongs to. It keeps the address, sealed, so that forgetting it there is enough. */
public enum About {
    HANDOVER("chat_handover.openid"),
    ALERT("chat_alert.openid");

    private final String address;

    About(String address) {
        this.address = address;
    }

    /** The column in which the address is sealed. */
    public String address() {
        return address;
    }
}
