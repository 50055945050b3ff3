package cn.estation.chat.desk;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a person took over from the bot.
 *
 * @param openPerson the same as {@code person} until it ends: nobody has two at once
 * @param openid where customer-service messages go; null where the mini-program fetches them
 * @param personAt when the person spoke last
 * @param toldAt when the person was told that it takes long
 */
@TableName("chat_handover")
record Handover(
        long id,
        WechatApp app,
        @Nullable String person,
        @Nullable String openPerson,
        @Nullable Long residentId,
        @Nullable Sealed openid,
        @Nullable Long communityId,
        Reason reason,
        HandoverStatus status,
        @Nullable Long staffId,
        Instant openedAt,
        @Nullable Instant takenAt,
        Instant personAt,
        @Nullable Instant staffAt,
        @Nullable Instant toldAt,
        @Nullable Instant closedAt) {

    enum Reason {
        ASKED("要求人工"),
        MISSES("机器人两次没答上");

        private final String title;

        Reason(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    long cell() {
        return communityId == null ? 0 : communityId;
    }

    /** True if the person has said something that nobody has answered. */
    boolean awaitsStaff() {
        return staffAt == null || personAt.isAfter(staffAt);
    }
}
