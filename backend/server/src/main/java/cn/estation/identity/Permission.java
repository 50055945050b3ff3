package cn.estation.identity;

/** What staff may do. A role grants some of these, within the part of the tree it was given for. */
public enum Permission {
    MANAGE_STAFF,
    READ_AUDIT,
    RUN_PROOF,
    REVEAL_PERSONAL,
    CONFIRM_MEMBERS,
    VIEW_UNIT_MEMBERS,
    JUDGE_MEDIA,
    EDIT_GUIDES,
    KEEP_PLACES,
    KEEP_CALENDAR,
    ANSWER_FEEDBACK,
    PUBLISH_TASKS,
    VERIFY_TASKS,
    SET_UP_TASKS,
    KEEP_POINTS,
    APPROVE_POINTS,
    SWITCH_RANKING,
    MANAGE_MALL,
    COLLECT_REDEMPTIONS,
    MANAGE_CALENDARS,
    SERVE_APPOINTMENTS,
    VIEW_WECHAT,
    TAKE_ALERTS,
    TALK_TO_RESIDENTS,
    RUN_CHATBOT,
    MANAGE_WECHAT,
    ANSWER_MISSES,
    VIEW_ANALYTICS
}
