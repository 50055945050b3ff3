package cn.estation.points;

/** Who an account stands for: a member, or the community as the giver, taker, expirer or corrector of points. */
enum AccountKind {
    MEMBER,
    ISSUE,
    REDEEM,
    EXPIRE,
    ADJUST
}
