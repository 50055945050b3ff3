package cn.estation.points.earning;

import cn.estation.task.ClaimScores;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells tasks what their verified work has brought. */
@Component
class ScoresOfClaims implements ClaimScores {

    private final ScoreMapper scores;

    ScoresOfClaims(ScoreMapper scores) {
        this.scores = scores;
    }

    @Override
    public Map<Long, Scored> of(Collection<Long> claimIds) {
        return claimIds.isEmpty()
                ? Map.of()
                : scores.ofSources(Earning.CLAIM, claimIds).stream()
                        .collect(Collectors.toMap(KeptScore::sourceId, ScoresOfClaims::scored));
    }

    private static Scored scored(KeptScore kept) {
        return switch (kept.status()) {
            case PENDING -> new Scored(kept.points(), Stage.SHOWN);
            case POSTED -> new Scored(kept.points(), Stage.POSTED);
            case REVOKED -> new Scored(0, Stage.TAKEN_BACK);
        };
    }
}
