package cn.estation.wechat.callback;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Finishes what a node that died, or was full, left behind. */
@Service
class LeftBehind {

    private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);
    private static final int MOST = 100;

    /** Far longer than a hand-over may take. */
    private static final Duration HAND_OVER = Duration.ofMinutes(2);

    private final InboundMapper pushes;
    private final Replies replies;
    private final Sending sending;
    private final Clock clock;

    LeftBehind(InboundMapper pushes, Replies replies, Sending sending, Clock clock) {
        this.pushes = pushes;
        this.replies = replies;
        this.sending = sending;
        this.clock = clock;
    }

    void finish() {
        var now = clock.instant();
        int abandoned = pushes.abandoned(now.minus(HAND_OVER), now);
        if (abandoned > 0) {
            log.warn("{} answers were being sent when their node died; whether they arrived is unknown", abandoned);
        }
        pushes.due(Stage.RECEIVED, now, MOST).forEach(replies::late);
        pushes.due(Stage.ANSWERED, now, MOST).forEach(sending::send);
    }
}
