package cn.estation.identity;

import cn.estation.kernel.Actor;
import cn.estation.wechat.AuthorizationCancelled;
import cn.estation.wechat.AuthorizationRevoked;
import cn.estation.wechat.Followed;
import cn.estation.wechat.OfficialAccount;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Does what people told WeChat to have done here: link, delete a part, delete everything. */
@Component
class WechatWishes {

    private static final Actor WECHAT = () -> "system:wechat";
    private static final String PHONE = "8";

    private final Residents residents;
    private final WechatLinks links;
    private final Forgetting forgetting;
    private final OfficialAccount officialAccount;

    WechatWishes(Residents residents, WechatLinks links, Forgetting forgetting, OfficialAccount officialAccount) {
        this.residents = residents;
        this.links = links;
        this.forgetting = forgetting;
        this.officialAccount = officialAccount;
    }

    /** Without a transaction of its own: it asks WeChat first. */
    @Async
    @TransactionalEventListener(id = "identity-link-follower")
    void on(Followed event) {
        links.follower(event.openid(), officialAccount.unionid(event.openid()).orElse(null));
    }

    /** Of what WeChat can revoke, only the phone number is kept here. */
    @ApplicationModuleListener
    void on(AuthorizationRevoked event) {
        if (event.revoked().equals(PHONE)) {
            residents
                    .residentOf(event.app(), event.openid())
                    .ifPresent(id -> forgetting.forgetPhone(id, WECHAT, "居民在微信撤回手机号授权"));
        }
    }

    @ApplicationModuleListener
    void on(AuthorizationCancelled event) {
        residents
                .residentOf(event.app(), event.openid())
                .ifPresentOrElse(
                        id -> forgetting.forget(id, WECHAT, "居民注销微信账号"),
                        () -> links.forgetStranger(event.app(), event.openid()));
    }
}
