package cn.estation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Walks the chains from the first row and names every row that is not what was sealed. */
@Service
public class ChainProof {

    private static final int BATCH = 1000;

    private final List<SealedTrail> trails;
    private final SealMapper seals;

    ChainProof(List<SealedTrail> trails, SealMapper seals) {
        this.trails = trails;
        this.seals = seals;
    }

    /** What is wrong with any chain, a line each; empty when every row is as it was written. */
    public List<String> violations() {
        return trails.stream().flatMap(trail -> violations(trail).stream()).toList();
    }

    private List<String> violations(SealedTrail trail) {
        var wrong = new ArrayList<String>();
        var digest = Sealer.GENESIS;
        long sequence = 0;
        for (var batch = seals.after(trail.trail(), 0, BATCH);
                !batch.isEmpty();
                batch = seals.after(trail.trail(), sequence, BATCH)) {
            var contents = contents(trail, batch);
            for (var seal : batch) {
                var content = contents.get(seal.entryId());
                if (seal.sequence() != sequence + 1) {
                    wrong.add("%s: 序号 %d 之后缺行".formatted(trail.trail(), sequence));
                }
                if (content == null) {
                    wrong.add("%s: 行 %d 不见了".formatted(trail.trail(), seal.entryId()));
                } else if (!Sealer.digest(digest, content).equals(seal.digest())) {
                    wrong.add("%s: 行 %d 与封存时不同".formatted(trail.trail(), seal.entryId()));
                }
                digest = seal.digest();
                sequence = seal.sequence();
            }
        }
        return wrong;
    }

    private static java.util.Map<Long, String> contents(SealedTrail trail, List<SealMapper.Seal> batch) {
        return trail.read(batch.stream().map(SealMapper.Seal::entryId).toList()).stream()
                .collect(Collectors.toMap(SealedTrail.SealLine::id, SealedTrail.SealLine::content));
    }
}
