package cn.estation.notice;

import cn.estation.guide.GuideBecameStale;
import cn.estation.identity.StaffResidents;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells the owner of a guide, where it is known which resident that is; the console's list shows it in any case. */
@Component
class GuideNotices {

    private final NoticeInbox inbox;
    private final StaffResidents staff;

    GuideNotices(NoticeInbox inbox, StaffResidents staff) {
        this.inbox = inbox;
        this.staff = staff;
    }

    @ApplicationModuleListener
    void on(GuideBecameStale event) {
        staff.residentOf(event.owner())
                .ifPresent(owner -> inbox.put(
                        owner,
                        NoticeKind.GUIDE_STALE,
                        "guide-stale:" + event.guideId() + ":" + event.day(),
                        "您负责的指南“%s”%s，请到管理后台核对。".formatted(event.title(), event.why()),
                        Map.of("subject", "办事指南")));
    }
}
