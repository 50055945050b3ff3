package cn.estation.audit;

import cn.estation.kernel.BackgroundJob;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Runs the proof at night or when an auditor asks, and keeps what came of it. */
@Service
class NightlyProof implements BackgroundJob {

    private final Proof proof;
    private final ProofMapper results;
    private final Ids ids;
    private final Clock clock;

    NightlyProof(Proof proof, ProofMapper results, Ids ids, Clock clock) {
        this.proof = proof;
        this.results = results;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "prove";
    }

    @Override
    public void run(Progress progress) {
        progress.total(proof.size());
        var done = new AtomicInteger();
        var started = clock.instant();
        var findings = proof.run(finding -> progress.done(done.incrementAndGet()));
        var broken = findings.stream().filter(finding -> !finding.holds()).toList();
        results.insert(
                new ProofRun(ids.next(), started, clock.instant(), findings.size(), broken.size(), report(broken)));
    }

    private static String report(List<Proof.Finding> broken) {
        var report = broken.stream()
                .map(finding -> finding.name() + " " + finding.sentence() + ": " + finding.violations())
                .collect(Collectors.joining("\n"));
        return report.substring(0, Math.min(20_000, report.length()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> nightlyProofTimer(NightlyProof proof) {
            return Tasks.recurring("audit-nightly-proof", new Daily(Time.CHINA, LocalTime.of(3, 30)))
                    .execute((instance, context) -> proof.run(new Silent()));
        }
    }

    private record Silent() implements Progress {
        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}
    }
}
