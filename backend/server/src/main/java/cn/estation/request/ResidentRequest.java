package cn.estation.request;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.TextVerdict;
import cn.estation.wechat.WechatApp;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody asks of the community.
 *
 * @param openid where to answer; kept only for people who are no resident yet
 * @param asker the key by which one person's requests of a day are counted
 * @param contentIndex finds the same text of the same person again
 * @param told what became of the answer that was sent to {@code openid}
 */
@TableName("request_resident_request")
record ResidentRequest(
        long id,
        RequestKind kind,
        @Nullable Long communityId,
        @Nullable Long residentId,
        @Nullable WechatApp app,
        @Nullable Sealed openid,
        String asker,
        RequestSource source,
        Sealed content,
        String contentIndex,
        TextVerdict verdict,
        RequestStatus status,
        @Nullable Sealed answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String told,
        LocalDate day,
        Instant createdAt) {}
