package cn.estation.appointment.person;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/** Somebody without a phone whom staff tell apart from others of the same name. */
@TableName("appointment_namesake")
record Namesake(
        long id,
        long communityId,
        String nameIndex,
        String personKey,
        Sealed apart,
        String createdBy,
        Instant createdAt) {}
