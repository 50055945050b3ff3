package cn.estation.audit;

import cn.estation.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains the rows of every {@link SealedTrail} by SM3, in batches, in a table apart from them: no command waits for the
 * chain, and within a second every row is in it.
 */
@Component
@EnableScheduling
class Sealer {

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final int BATCH = 500;
    static final String GENESIS = "0".repeat(64);

    /** A transaction that takes longer than this between giving an id and committing would be found by the proof. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

    private final List<SealedTrail> trails;
    private final SealMapper seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sealer(List<SealedTrail> trails, SealMapper seals, TransactionTemplate transaction, Clock clock) {
        this.trails = trails;
        this.seals = seals;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 400)
    void sealAll() {
        try {
            trails.forEach(this::seal);
        } catch (DataAccessException | TransactionException databaseAway) {
            log.warn(
                    "sealing waits for the database: {}",
                    databaseAway.getClass().getSimpleName());
        }
    }

    /** Seals what is there. Returns the number of rows, 0 also while another node is at it. */
    int seal(SealedTrail trail) {
        int sealed = 0;
        int batch;
        do {
            batch = sealBatch(trail);
            sealed += batch;
        } while (batch == BATCH);
        return sealed;
    }

    private int sealBatch(SealedTrail trail) {
        Integer count = transaction.execute(status -> {
            if (seals.lock(trail.trail()) == null) {
                return 0;
            }
            var lines = trail.unsealed(floor(trail.trail()), BATCH);
            if (!lines.isEmpty()) {
                seals.insert(chain(trail.trail(), lines));
            }
            return lines.size();
        });
        return count == null ? 0 : count;
    }

    /**
     * Everything not in the chain yet has a greater id. Counted back from the last row in the chain, so that rows written
     * just before a long standstill, or just before a backup that is restored days later, are taken up all the same.
     */
    long floor(String trail) {
        var last = seals.last(trail);
        long reached = last == null ? 0 : last.entryId();
        return Math.max(0, Math.min(reached, Ids.floor(clock.instant())) - Ids.span(LONGEST_TRANSACTION));
    }

    private List<SealMapper.Seal> chain(String trail, List<SealedTrail.SealLine> lines) {
        var last = seals.last(trail);
        long sequence = last == null ? 0 : last.sequence();
        var digest = last == null ? GENESIS : last.digest();
        var now = clock.instant();
        var chained = new ArrayList<SealMapper.Seal>(lines.size());
        for (var line : lines) {
            digest = digest(digest, line.content());
            chained.add(new SealMapper.Seal(trail, ++sequence, line.id(), digest, now));
        }
        return chained;
    }

    /** SM3 over the digest before and the row's content, as 64 hex digits. */
    static String digest(String previous, String content) {
        var sm3 = new SM3Digest();
        var input = (previous + "\n" + content).getBytes(StandardCharsets.UTF_8);
        sm3.update(input, 0, input.length);
        var digest = new byte[sm3.getDigestSize()];
        sm3.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest);
    }
}
