package cn.estation.points;

/**
 * What a movement comes from. In one ledger a source moves points once.
 *
 * @param kind for example {@code claim} or {@code redemption}; at most 24 characters
 */
public record PointsSource(String kind, long id) {

    /** The whole of something undone, with the id of the transaction that is. */
    static final String REVERSAL = "reversal";

    /** What was left of a lot at its last midnight, with the id of the lot. */
    static final String EXPIRY = "lot-expiry";

    /** A debt paid back, with the id of the transaction that brought the points. */
    static final String REPAYMENT = "repayment";
}
