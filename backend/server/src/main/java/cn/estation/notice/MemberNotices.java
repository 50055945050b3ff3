package cn.estation.notice;

import cn.estation.identity.MemberConfirmed;
import cn.estation.identity.Members;
import cn.estation.identity.ResidentForgotten;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class MemberNotices {

    private final NoticeInbox inbox;
    private final Members members;
    private final NoticeMapper notices;
    private final ConsentMapper consents;

    MemberNotices(NoticeInbox inbox, Members members, NoticeMapper notices, ConsentMapper consents) {
        this.inbox = inbox;
        this.members = members;
        this.notices = notices;
        this.consents = consents;
    }

    /** Known by since when: who comes back another year is told again. */
    @ApplicationModuleListener
    void on(MemberConfirmed event) {
        members.activeOf(event.residentId())
                .ifPresent(membership -> inbox.put(
                        event.residentId(),
                        NoticeKind.MEMBER_CONFIRMED,
                        "membership:" + event.communityId() + ":"
                                + membership.since().toEpochMilli(),
                        "社区已确认您的报到，现在可以认领任务了。"));
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        consents.forget(event.residentId());
        notices.forget(event.residentId());
    }
}
