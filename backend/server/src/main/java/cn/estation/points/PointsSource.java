package cn.estation.points;

/**
 * What a movement comes from. In one ledger a source moves points once.
 *
 * @param kind for example {@code claim} or {@code redemption}
 */
public record PointsSource(String kind, long id) {

    static final String REVERSAL = "reversal";
}
