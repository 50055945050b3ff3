package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets reviewed versions take effect on their day, and ends those whose last day has passed. */
@Service
class Effect {

    private static final Logger log = LoggerFactory.getLogger(Effect.class);
    private static final int BATCH = 200;
    private static final Actor TIMER = () -> "system:guide-effect";

    private final GuideMapper guides;
    private final Contents contents;
    private final Findings findings;
    private final Lifecycle lifecycle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Effect(
            GuideMapper guides,
            Contents contents,
            Findings findings,
            Lifecycle lifecycle,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.guides = guides;
        this.contents = contents;
        this.findings = findings;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Brings everything to where it should be today, each guide in a transaction of its own; running twice does no more. */
    void keepTheDay() {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        guides.over(today, BATCH).forEach(guide -> transaction.executeWithoutResult(on -> end(guide, today)));
        guides.due(today, BATCH).forEach(guide -> transaction.executeWithoutResult(on -> begin(guide, today)));
    }

    private void begin(long guideId, LocalDate today) {
        var item = lifecycle.hold(guideId);
        var version = guides.coming(guideId);
        if (version == null || version.status() != GuideStatus.SCHEDULED) {
            return;
        }
        if (!version.says(contents.of(version.id()))) {
            log.error(
                    "guide version {} is not what was reviewed: digest differs; it does not take effect", version.id());
            return;
        }
        lifecycle.supersede(item, version, TIMER);
        if (guides.takeEffect(version.id(), today, clock.instant()) == 0) {
            throw new IllegalStateException("version " + version.id() + " was held and yet changed");
        }
        lifecycle.record(version.id(), GuideStatus.SCHEDULED, GuideStatus.PUBLISHED, TIMER, "到了生效日期");
        lifecycle.wentLive(item, version);
        audit.record(TIMER, item.cellId(), "guide.effect", "guide:" + guideId, "第 " + version.number() + " 版到期生效");
    }

    private void end(long guideId, LocalDate today) {
        var item = lifecycle.hold(guideId);
        var version = guides.published(guideId);
        if (version != null && guides.end(version.id(), today) == 1) {
            lifecycle.suspended(item, version, TIMER, "过了失效日期");
            audit.record(TIMER, item.cellId(), "guide.end", "guide:" + guideId, "第 " + version.number() + " 版到期失效");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timers {

        @Bean
        RecurringTask<Void> keepGuidesToTheirDays(Effect effect) {
            return Tasks.recurring("guide-effect", FixedDelay.ofMinutes(1))
                    .execute((instance, context) -> effect.keepTheDay());
        }

        @Bean
        RecurringTask<Void> readGuidesByNewRules(Effect effect) {
            return Tasks.recurring("guide-lint", FixedDelay.ofMinutes(10))
                    .execute((instance, context) -> effect.findings.catchUp());
        }
    }
}
