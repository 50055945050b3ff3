package cn.estation.chat.talk;

import cn.estation.identity.Resident;
import cn.estation.privacy.BlindIndex;
import cn.estation.wechat.WechatApp;
import org.springframework.stereotype.Component;

/** Stands for whoever talks without saying who: one blind index for each person and channel. */
@Component
public class Persons {

    private static final String PERSON = "chat_conversation.person";

    private final BlindIndex index;

    Persons(BlindIndex index) {
        this.index = index;
    }

    /** Somebody who writes to one of our accounts. */
    public String of(WechatApp app, String openid) {
        return index.of(PERSON, app + ":" + openid);
    }

    /** A resident in the mini-program. */
    public String of(long residentId) {
        return index.of(PERSON, Resident.actorKey(residentId));
    }

    /** Somebody unknown in the mini-program, by the address they ask from. */
    public String ofAddress(String address) {
        return index.of(PERSON, "address:" + address);
    }
}
