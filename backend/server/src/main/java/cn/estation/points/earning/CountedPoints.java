package cn.estation.points.earning;

import cn.estation.points.Grade;
import cn.estation.points.Work;
import cn.estation.points.rule.Cap;
import cn.estation.points.rule.UsedPoints;
import org.springframework.stereotype.Component;

/** Counts what is used of a cap from the scores that are posted or shown to be. */
@Component
class CountedPoints implements UsedPoints {

    private final ScoreMapper scores;

    CountedPoints(ScoreMapper scores) {
        this.scores = scores;
    }

    @Override
    public long within(Work work, Cap cap) {
        return scores.counted(
                work.residentId(),
                cap.period().first(work.day()),
                cap.period().last(work.day()),
                cap.scope() == Cap.Scope.KIND ? cap.subject() : null,
                cap.scope() == Cap.Scope.GRADE ? Grade.valueOf(cap.subject()) : null,
                work.source().kind(),
                work.source().id());
    }
}
