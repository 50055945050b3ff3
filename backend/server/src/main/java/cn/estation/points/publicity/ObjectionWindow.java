package cn.estation.points.publicity;

import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.ScoreStatus;
import cn.estation.points.rule.RuleBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Until when objections to a posted score are heard: so many days after posting, as the rules say by which it was counted. */
@Component
public class ObjectionWindow {

    private final RuleBooks rules;

    ObjectionWindow(RuleBooks rules) {
        this.rules = rules;
    }

    /** The last moments by score; nothing for those that are not posted yet, or are taken back. */
    public Map<Long, Instant> until(Collection<KeptScore> scores) {
        var days = rules.objectionDays(
                scores.stream().map(KeptScore::ruleId).distinct().toList());
        var until = new HashMap<Long, Instant>();
        for (var score : scores) {
            var settled = score.settledAt();
            var heard = days.get(score.ruleId());
            if (score.status() == ScoreStatus.POSTED && settled != null && heard != null) {
                until.put(score.id(), settled.plus(Duration.ofDays(heard)));
            }
        }
        return until;
    }
}
