package cn.estation.wechat.callback;

import cn.estation.wechat.AuthorizationCancelled;
import cn.estation.wechat.AuthorizationRevoked;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Remembers the events, which are published on the server's threads and not on the test's. */
@Component
class AuthorizationEvents {

    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    static List<Object> seen() {
        return SEEN;
    }

    @EventListener
    void on(AuthorizationCancelled event) {
        SEEN.add(event);
    }

    @EventListener
    void on(AuthorizationRevoked event) {
        SEEN.add(event);
    }
}
