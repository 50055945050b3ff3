package cn.estation.audit;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of the trail. Holds no personal data: the subject is a kind and an id. */
@TableName("audit_entry")
public record AuditEntry(
        long id,
        Instant happenedAt,
        String actor,
        @Nullable String onBehalfOf,
        long cellId,
        String action,
        String subject,
        String outcome,
        String detail,
        String requestId) {}
