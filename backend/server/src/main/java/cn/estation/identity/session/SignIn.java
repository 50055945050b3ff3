package cn.estation.identity.session;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Consents;
import cn.estation.identity.PrivacyNotice;
import cn.estation.identity.Resident;
import cn.estation.identity.WechatLinks;
import cn.estation.wechat.MiniProgram;
import org.springframework.stereotype.Service;

/** A resident signs in to the mini-program. */
@Service
class SignIn {

    private static final String CHANNEL = "MINI_PROGRAM";

    private final PrivacyNotice notice;
    private final OneTimeCodes codes;
    private final MiniProgram miniProgram;
    private final WechatLinks links;
    private final Consents consents;
    private final ResidentSessions sessions;
    private final AuditTrail audit;

    SignIn(
            PrivacyNotice notice,
            OneTimeCodes codes,
            MiniProgram miniProgram,
            WechatLinks links,
            Consents consents,
            ResidentSessions sessions,
            AuditTrail audit) {
        this.notice = notice;
        this.codes = codes;
        this.miniProgram = miniProgram;
        this.links = links;
        this.consents = consents;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Trades a login code for a session. One code makes one session, and WeChat is asked once about it.
     *
     * @throws PrivacyNotice.NoticeOutdated if the resident has not agreed to the notice as it is now
     * @throws OneTimeCodes.CodeUsed if the code came before
     * @throws cn.estation.wechat.LoginCodeInvalid if WeChat does not know it
     */
    ResidentSessions.Pair signIn(String code, String noticeVersion) {
        notice.requireCurrent(noticeVersion);
        codes.spend(OneTimeCodes.Purpose.LOGIN, code, null);
        var login = miniProgram.login(code);
        return links.admit(login.openid(), login.unionid(), residentId -> {
            consents.give(residentId, Consents.Purpose.SERVICE, CHANNEL);
            var pair = sessions.open(residentId);
            audit.record(new Resident(residentId, 0), 0, "session.open", "resident:" + residentId, "登录小程序");
            return pair;
        });
    }
}
