package cn.estation.appointment.person;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody a resident books for, with the consent that was declared. */
@TableName("appointment_cared_for")
record CaredFor(
        long id,
        long residentId,
        String personKey,
        @Nullable Sealed name,
        @Nullable Sealed phone,
        Relation relation,
        boolean elder,
        String noticeVersion,
        Instant consentedAt,
        @Nullable Instant removedAt) {}
