package cn.estation.grid;

/** What kind of day it is by the State Council's yearly arrangement: 工作日、周末、放假、调休上班. */
public enum DayKind {
    WORKING,
    WEEKEND,
    HOLIDAY,
    ADJUSTED_WORKING;

    /** True for an ordinary working day and for a weekend day that is worked. */
    public boolean worked() {
        return this == WORKING || this == ADJUSTED_WORKING;
    }
}
