package cn.estation.points;

/**
 * Who an account stands for: a member, what that member owes, or the community as the giver, taker, expirer or corrector
 * of points.
 */
enum AccountKind {
    MEMBER,
    DEBT,
    ISSUE,
    REDEEM,
    EXPIRE,
    ADJUST;

    /** Accounts of a member keep a running balance; those of a community are the sum of their lines. */
    boolean running() {
        return this == MEMBER || this == DEBT;
    }
}
