package cn.estation.chat.emergency;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call for help.
 *
 * @param person stands for whoever called, as conversations know them; gone once they are forgotten
 * @param openid where customer-service messages go; null where the mini-program fetches what is said
 * @param communityId null where it is not known where they live
 * @param messages how often they said it
 * @param rounds how often people were told
 * @param heardAt when the person last said something about it
 */
@TableName("chat_alert")
record Alert(
        long id,
        EmergencyKind kind,
        AlertStatus status,
        WechatApp app,
        @Nullable String person,
        @Nullable Long residentId,
        @Nullable Sealed openid,
        @Nullable Long communityId,
        @Nullable Long cellId,
        @Nullable Sealed text,
        @Nullable Sealed position,
        int messages,
        Instant raisedAt,
        int rounds,
        Instant nextCallAt,
        @Nullable Long takenBy,
        @Nullable Instant takenAt,
        @Nullable Instant closedAt,
        Instant heardAt) {

    static final String TEXT = "chat_alert.text";
    static final String POSITION = "chat_alert.position";

    long cell() {
        return communityId == null ? 0 : communityId;
    }
}
