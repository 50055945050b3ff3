package cn.estation.wechat;

import java.time.Duration;
import java.util.Optional;
import me.chanjar.weixin.mp.bean.kefu.WxMpKefuMessage;
import org.springframework.stereotype.Service;

/** What we can do in the official account (公众号). */
@Service
public class OfficialAccount {

    private static final Duration CODE_LIFETIME = Duration.ofDays(30);

    private final OfficialClient client;
    private final Platform platform;

    OfficialAccount(OfficialClient client, Platform platform) {
        this.client = client;
        this.platform = platform;
    }

    /** Sends a customer-service message (客服消息). Never repeats it: after {@code UNKNOWN} it may have arrived. */
    public SendOutcome sendText(String openid, String text) {
        var message = WxMpKefuMessage.TEXT()
                .toUser(openid)
                .content(ReplyText.fitted(text))
                .build();
        return platform.send(
                WechatApp.OFFICIAL_ACCOUNT,
                "customer-service message",
                () -> client.getKefuService().sendKefuMessage(message));
    }

    /**
     * The follower's unionid, if both accounts belong to one open platform.
     *
     * @throws WechatAway if WeChat does not answer
     */
    public Optional<String> unionid(String openid) {
        return WechatAway.unless(() -> platform.call(
                WechatApp.OFFICIAL_ACCOUNT,
                "user info",
                () -> Optional.ofNullable(
                                client.getUserService().userInfo(openid).getUnionId())
                        .filter(id -> !id.isBlank())));
    }

    /**
     * Replaces the account's menu.
     *
     * @throws WechatAway if WeChat refuses it or does not answer
     */
    public void publishMenu(String json) {
        WechatAway.unless(() -> platform.call(
                WechatApp.OFFICIAL_ACCOUNT,
                "menu",
                () -> Optional.ofNullable(client.getMenuService().menuCreate(json))));
    }

    /** A permanent code: the ticket with which its picture can be fetched, and the address in it. */
    record Code(String ticket, String address) {}

    /**
     * A code to scan that says where it hangs, good for ever. The same scene has the same code.
     *
     * @throws WechatAway if WeChat refuses it or does not answer
     */
    Code permanentCode(String scene) {
        var made = WechatAway.unless(() -> platform.call(
                WechatApp.OFFICIAL_ACCOUNT,
                "code",
                () -> client.getQrcodeService().qrCodeCreateLastTicket(scene)));
        return new Code(made.getTicket(), made.getUrl());
    }

    /**
     * A code to scan that says where it hung, good for 30 days.
     *
     * @return the ticket with which the picture can be fetched
     * @throws WechatAway if WeChat refuses it or does not answer
     */
    public String qrTicket(String scene) {
        return WechatAway.unless(() -> platform.call(
                WechatApp.OFFICIAL_ACCOUNT,
                "code",
                () -> client.getQrcodeService()
                        .qrCodeCreateTmpTicket(scene, (int) CODE_LIFETIME.toSeconds())
                        .getTicket()));
    }
}
