package cn.estation.notice;

import cn.estation.grid.Grid;
import cn.estation.identity.InvitedToRegister;
import cn.estation.identity.MemberConfirmed;
import cn.estation.identity.Members;
import cn.estation.identity.RegistrationDecided;
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
    void on(RegistrationDecided event) {
        var community = grid.cell(event.communityId()).name();
        var why = event.reason().isBlank() ? "" : "原因：" + sentence(event.reason());
        inbox.put(
                event.residentId(),
                NoticeKind.MEMBER_DECIDED,
                "registration:" + event.registrationId() + ":" + event.at().toEpochMilli(),
                switch (event.how()) {
                    case "REJECTED" -> "您在%s的报到没有通过。%s可以补正后重新提交。".formatted(community, why);
                    case "ENDED" -> "您在%s的报到已结束。%s已得的积分和考评分保留。".formatted(community, why);
                    case "SUSPENDED" -> "您在%s的报到已暂停，暂时不能认领新任务；申请过转往别的社区的，恢复后请重新申请。%s".formatted(community, why);
                    case "RESUMED" -> "您在%s的报到已恢复，可以认领任务了。".formatted(community);
                    default -> "您申请转往的社区没有接收，您仍在%s。%s".formatted(community, why);
                },
                Map.of("community", community, "result", result(event.how())));
    }

    private static String result(String how) {
        return switch (how) {
            case "REJECTED" -> "未通过";
            case "ENDED" -> "已结束";
            case "SUSPENDED" -> "已暂停";
            case "RESUMED" -> "已恢复";
            default -> "未接收";
        };
    }

    private static String sentence(String why) {
        return why.endsWith("。") ? why : why + "。";
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        consents.forget(event.residentId());
        notices.forget(event.residentId());
    }
}
