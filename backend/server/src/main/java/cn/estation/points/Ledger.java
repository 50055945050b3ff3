package cn.estation.points;

/** The two books: points are spent in the mall, the appraisal score is not. */
public enum Ledger {
    POINTS,
    APPRAISAL
}
