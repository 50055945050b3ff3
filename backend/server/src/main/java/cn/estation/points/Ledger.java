package cn.estation.points;

/**
 * The two books: points are spent in the mall, the appraisal score is not. In the order of their names, which is the order
 * in which accounts are opened and locked.
 */
public enum Ledger {
    APPRAISAL,
    POINTS
}
