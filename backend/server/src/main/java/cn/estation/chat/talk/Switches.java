package cn.estation.chat.talk;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Switches the bot off and on, for each channel. Every node follows within two seconds. */
@Service
class Switches {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private record Read(Map<WechatApp, Boolean> off, Instant until) {}

    private final SwitchMapper switches;
    private final Authority authority;
    private final AuditTrail audit;
    private final Clock clock;
    private volatile Read read = new Read(Map.of(), Instant.EPOCH);

    Switches(SwitchMapper switches, Authority authority, AuditTrail audit, Clock clock) {
        this.switches = switches;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    boolean isOff(WechatApp app) {
        var now = clock.instant();
        var known = read;
        if (!now.isBefore(known.until())) {
            known = new Read(
                    switches.all().stream()
                            .collect(Collectors.toMap(SwitchMapper.Row::app, row -> row.offSince() != null)),
                    now.plus(FRESH));
            read = known;
        }
        return known.off().getOrDefault(app, false);
    }

    /**
     * Switches one channel.
     *
     * @throws Authority.NotAllowed if they do not run the system
     */
    @Transactional
    public void set(Staff staff, WechatApp app, boolean on) {
        authority.require(staff, Permission.RUN_CHATBOT);
        switches.set(app, on ? null : clock.instant(), staff.actorKey(), clock.instant());
        audit.record(staff, 0, on ? "chat.switch-on" : "chat.switch-off", "channel:" + app, on ? "打开机器人" : "关闭机器人");
        read = new Read(Map.of(), Instant.EPOCH);
    }
}
