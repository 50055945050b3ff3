package cn.estation.notice;

import cn.estation.grid.Grid;
import cn.estation.identity.InvitedToRegister;
import cn.estation.identity.MemberConfirmed;
import cn.estation.identity.Members;
import cn.estation.identity.ResidentForgotten;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class MemberNotices {

    private final NoticeInbox inbox;
    private final Members members;
    private final Grid grid;
    private final NoticeMapper notices;
    private final ConsentMapper consents;

    MemberNotices(NoticeInbox inbox, Members members, Grid grid, NoticeMapper notices, ConsentMapper consents) {
        this.inbox = inbox;
        this.members = members;
        this.grid = grid;
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
                        "社区已确认您的报到，现在可以认领任务了。",
                        Map.of("community", grid.cell(event.communityId()).name(), "result", "已通过")));
    }

    @ApplicationModuleListener
    void on(InvitedToRegister event) {
        var community = grid.cell(event.communityId()).name();
        inbox.put(
                event.residentId(),
                NoticeKind.MEMBER_INVITED,
                "member-invited:" + event.communityId() + ":" + event.importId(),
                "%s请您到%s报到。在小程序“报到”里提交，由社区确认；不报到不影响其他服务。".formatted(event.unit(), community),
                Map.of("community", community, "result", "请报到"));
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        consents.forget(event.residentId());
        notices.forget(event.residentId());
    }
}
