package cn.estation.mall.shelf;

import java.time.LocalDate;

/** Over what time a limit counts. Days, months and years are those of China. */
public enum Period {
    DAY("每天"),
    MONTH("每月"),
    YEAR("每年"),
    EVER("总共");

    private final String title;

    Period(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The first day of the period that a day lies in. */
    public LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case EVER -> LocalDate.EPOCH;
        };
    }
}
