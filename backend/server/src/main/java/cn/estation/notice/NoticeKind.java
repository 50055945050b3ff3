package cn.estation.notice;

/** What a notice is about. */
enum NoticeKind {
    MEMBER_CONFIRMED,
    TASK_VERIFIED,
    POINTS_CREDITED,
    ITEM_REDEEMED,
    REDEMPTION_COLLECTED,
    REDEMPTION_REVERSED,
    FEEDBACK_ANSWERED,
    GUIDE_STALE
}
