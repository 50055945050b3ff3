package cn.estation.points.statement;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/** The years whose appraisal scores are worked on: this one and, while last year's is settled, that. */
public final class ScoreYears {

    private ScoreYears() {}

    /** The year that staff most likely mean: in January it is last year's result that is asked for. */
    public static int meant(LocalDate today) {
        return today.getMonth() == Month.JANUARY ? today.getYear() - 1 : today.getYear();
    }

    /** The years whose scores can still be corrected, this one first. */
    public static List<Integer> open(LocalDate today) {
        return List.of(today.getYear(), today.getYear() - 1);
    }
}
