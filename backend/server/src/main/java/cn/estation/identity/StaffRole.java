package cn.estation.identity;

import static cn.estation.identity.Permission.ANSWER_FEEDBACK;
import static cn.estation.identity.Permission.ANSWER_MISSES;
import static cn.estation.identity.Permission.APPROVE_POINTS;
import static cn.estation.identity.Permission.COLLECT_REDEMPTIONS;
import static cn.estation.identity.Permission.CONFIRM_MEMBERS;
import static cn.estation.identity.Permission.EDIT_GUIDES;
import static cn.estation.identity.Permission.JUDGE_MEDIA;
import static cn.estation.identity.Permission.KEEP_CALENDAR;
import static cn.estation.identity.Permission.KEEP_PLACES;
import static cn.estation.identity.Permission.KEEP_POINTS;
import static cn.estation.identity.Permission.MANAGE_CALENDARS;
import static cn.estation.identity.Permission.MANAGE_MALL;
import static cn.estation.identity.Permission.MANAGE_STAFF;
import static cn.estation.identity.Permission.MANAGE_WECHAT;
import static cn.estation.identity.Permission.PUBLISH_TASKS;
import static cn.estation.identity.Permission.READ_AUDIT;
import static cn.estation.identity.Permission.REVEAL_PERSONAL;
import static cn.estation.identity.Permission.RUN_CHATBOT;
import static cn.estation.identity.Permission.RUN_PROOF;
import static cn.estation.identity.Permission.SERVE_APPOINTMENTS;
import static cn.estation.identity.Permission.SET_UP_TASKS;
import static cn.estation.identity.Permission.SWITCH_RANKING;
import static cn.estation.identity.Permission.TAKE_ALERTS;
import static cn.estation.identity.Permission.TALK_TO_RESIDENTS;
import static cn.estation.identity.Permission.VERIFY_TASKS;
import static cn.estation.identity.Permission.VIEW_ANALYTICS;
import static cn.estation.identity.Permission.VIEW_UNIT_MEMBERS;
import static cn.estation.identity.Permission.VIEW_WECHAT;

import java.util.Set;

/**
 * Roles of staff. Administrator, security officer and auditor share no permission (GB/T 22239-2019, 8.1.4.2: duties of
 * administrators are separated).
 */
public enum StaffRole {
    ADMINISTRATOR(
            "系统管理员", Set.of(MANAGE_STAFF, VIEW_WECHAT, MANAGE_WECHAT, RUN_CHATBOT, KEEP_CALENDAR, SWITCH_RANKING)),
    AUDITOR("审计员", Set.of(READ_AUDIT, RUN_PROOF)),
    DIRECTOR(
            "社区负责人",
            Set.of(
                    REVEAL_PERSONAL,
                    CONFIRM_MEMBERS,
                    JUDGE_MEDIA,
                    EDIT_GUIDES,
                    KEEP_PLACES,
                    ANSWER_FEEDBACK,
                    PUBLISH_TASKS,
                    VERIFY_TASKS,
                    SET_UP_TASKS,
                    KEEP_POINTS,
                    APPROVE_POINTS,
                    MANAGE_MALL,
                    COLLECT_REDEMPTIONS,
                    TAKE_ALERTS,
                    TALK_TO_RESIDENTS,
                    MANAGE_CALENDARS,
                    SERVE_APPOINTMENTS,
                    ANSWER_MISSES,
                    VIEW_ANALYTICS,
                    VIEW_WECHAT)),
    COMMUNITY_WORKER(
            "社区工作人员",
            Set.of(
                    JUDGE_MEDIA,
                    EDIT_GUIDES,
                    KEEP_PLACES,
                    ANSWER_FEEDBACK,
                    REVEAL_PERSONAL,
                    TAKE_ALERTS,
                    TALK_TO_RESIDENTS,
                    MANAGE_CALENDARS,
                    SERVE_APPOINTMENTS,
                    ANSWER_MISSES,
                    VIEW_ANALYTICS)),
    PARTY_WORKER(
            "党务工作者", Set.of(CONFIRM_MEMBERS, PUBLISH_TASKS, VERIFY_TASKS, KEEP_POINTS, APPROVE_POINTS, VIEW_ANALYTICS)),
    /** Works for a unit outside the tree; sees what members of that unit agreed to show it. */
    UNIT_ORGANISER("单位组织人员", Set.of(VIEW_UNIT_MEMBERS)),
    GRID_WORKER("网格员", Set.of(VERIFY_TASKS, ANSWER_FEEDBACK, TAKE_ALERTS)),
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
