package cn.estation.audit;

import cn.estation.kernel.Ids;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What monitoring sees of the proof and of the chains: whether the last proof held, how old it is, what waits to be sealed. */
@Component
class ProofMetrics implements MeterBinder {

    /** The sealer needs less than a second; what waits longer is worth a look. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int COUNTED = 1000;

    private final ProofHistory proofs;
    private final List<SealedTrail> trails;
    private final Sealer sealer;
    private final Clock clock;
    private final Instant started;

    ProofMetrics(ProofHistory proofs, List<SealedTrail> trails, Sealer sealer, Clock clock) {
        this.proofs = proofs;
        this.trails = trails;
        this.sealer = sealer;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("estation.proof.violations", this, ProofMetrics::violations)
                .description("Invariants that did not hold in the last proof")
                .register(registry);
        Gauge.builder("estation.proof.age", this, ProofMetrics::ageInSeconds)
                .description("Time since the last proof ended, or since the start while there was none")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("estation.unsealed.rows", this, ProofMetrics::unsealed)
                .description("Rows that should have been chained by now, a thousand a trail at most")
                .register(registry);
    }

    private double violations() {
        return proofs.latest(1).stream().mapToInt(ProofRun::violations).sum();
    }

    private double ageInSeconds() {
        var ended = proofs.latest(1).stream().map(ProofRun::finishedAt).findFirst();
        return Duration.between(ended.orElse(started), clock.instant()).toSeconds();
    }

    private double unsealed() {
        long late = Ids.floor(clock.instant().minus(PATIENCE));
        return trails.stream()
                .flatMap(trail -> trail.unsealed(sealer.floor(trail.trail()), COUNTED).stream())
                .filter(line -> line.id() < late)
                .count();
    }
}
