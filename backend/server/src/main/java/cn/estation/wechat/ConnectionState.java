package cn.estation.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How the connection to WeChat does: what came last, and what could not be sent. Asks the platform nothing. */
@Service
public class ConnectionState {

    private static final Duration LATELY = Duration.ofHours(24);

    /** @param trouble of this node's last call; null if it went well */
    public record State(
            @Nullable Instant officialAccountAt,
            @Nullable Instant miniProgramAt,
            long received,
            long answered,
            List<Failure> failures,
            @Nullable String trouble,
            @Nullable Instant troubleSince) {}

    /** Messages that did not arrive, or may not have, in the last day. */
    public record Failure(String status, int code, long times, Instant lastAt) {}

    private final ConnectionMapper inbound;
    private final Breaker breaker;
    private final Clock clock;

    ConnectionState(ConnectionMapper inbound, Breaker breaker, Clock clock) {
        this.inbound = inbound;
        this.breaker = breaker;
        this.clock = clock;
    }

    public State now() {
        var since = clock.instant().minus(LATELY);
        return new State(
                inbound.last(WechatApp.OFFICIAL_ACCOUNT),
                inbound.last(WechatApp.MINI_PROGRAM),
                inbound.received(since),
                inbound.answered(since),
                inbound.failures(since),
                breaker.trouble(),
                Optional.ofNullable(breaker.troubleSince()).orElse(null));
    }

    @Mapper
    interface ConnectionMapper {

        @Select("SELECT received_at FROM wechat_inbound WHERE app = #{app} ORDER BY received_at DESC LIMIT 1")
        @Nullable Instant last(WechatApp app);

        @Select("SELECT COUNT(*) FROM wechat_inbound WHERE received_at >= #{since}")
        long received(Instant since);

        @Select("""
                SELECT COUNT(*) FROM wechat_inbound
                WHERE received_at >= #{since} AND status IN ('REPLIED', 'SENT')""")
        long answered(Instant since);

        @Select("""
                SELECT status, COALESCE(outcome_code, 0) AS code, COUNT(*) AS times, MAX(changed_at) AS last_at
                FROM wechat_inbound WHERE received_at >= #{since} AND status IN ('REFUSED', 'UNKNOWN')
                GROUP BY status, COALESCE(outcome_code, 0) ORDER BY times DESC""")
        List<Failure> failures(Instant since);
    }
}
