package cn.estation.identity;

import static cn.estation.identity.Permission.ANSWER_FEEDBACK;
import static cn.estation.identity.Permission.COLLECT_REDEMPTIONS;
import static cn.estation.identity.Permission.CONFIRM_MEMBERS;
import static cn.estation.identity.Permission.EDIT_GUIDES;
import static cn.estation.identity.Permission.MANAGE_CALENDARS;
import static cn.estation.identity.Permission.MANAGE_MALL;
import static cn.estation.identity.Permission.MANAGE_STAFF;
import static cn.estation.identity.Permission.PUBLISH_TASKS;
import static cn.estation.identity.Permission.READ_AUDIT;
import static cn.estation.identity.Permission.REVEAL_PERSONAL;
import static cn.estation.identity.Permission.RUN_PROOF;
import static cn.estation.identity.Permission.SERVE_APPOINTMENTS;
import static cn.estation.identity.Permission.VERIFY_TASKS;
import static cn.estation.identity.Permission.VIEW_WECHAT;

import java.util.Set;

/**
 * Roles of staff. Administrator, security officer and auditor share no permission (GB/T 22239-2019, 8.1.4.2: duties of
 * administrators are separated).
 */
public enum StaffRole {
    ADMINISTRATOR("系统管理员", Set.of(MANAGE_STAFF, VIEW_WECHAT)),
    AUDITOR("审计员", Set.of(READ_AUDIT, RUN_PROOF)),
    DIRECTOR(
            "社区负责人",
            Set.of(
                    REVEAL_PERSONAL,
                    CONFIRM_MEMBERS,
                    EDIT_GUIDES,
                    ANSWER_FEEDBACK,
                    PUBLISH_TASKS,
                    VERIFY_TASKS,
                    MANAGE_MALL,
                    COLLECT_REDEMPTIONS,
                    MANAGE_CALENDARS,
                    SERVE_APPOINTMENTS)),
    COMMUNITY_WORKER(
            "社区工作人员", Set.of(EDIT_GUIDES, ANSWER_FEEDBACK, REVEAL_PERSONAL, MANAGE_CALENDARS, SERVE_APPOINTMENTS)),
    PARTY_WORKER("党务工作者", Set.of(CONFIRM_MEMBERS, PUBLISH_TASKS, VERIFY_TASKS)),
    GRID_WORKER("网格员", Set.of(VERIFY_TASKS, ANSWER_FEEDBACK)),
    SHOPKEEPER("积分超市管理员", Set.of(MANAGE_MALL, COLLECT_REDEMPTIONS));

    private final String title;
    private final Set<Permission> permissions;

    StaffRole(String title, Set<Permission> permissions) {
        this.title = title;
        this.permissions = permissions;
    }

    public String title() {
        return title;
    }

    public boolean grants(Permission permission) {
        return permissions.contains(permission);
    }
}
