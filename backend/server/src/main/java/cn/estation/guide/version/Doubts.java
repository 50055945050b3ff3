package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.GuideBecameStale;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks guides that are perhaps out of date: past the day of their review, or reported as wrong again and again. Such a
 * guide is still shown, ranks lower and says that one should call first; its owner is told.
 */
@Service
public class Doubts {

    private static final int BATCH = 200;
    private static final Actor TIMER = () -> "system:guide-review";

    private final GuideMapper guides;
    private final Lifecycle lifecycle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Doubts(
            GuideMapper guides,
            Lifecycle lifecycle,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.guides = guides;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** Why a guide is doubted. */
    public enum Reason {
        REVIEW_DUE("已过复核日期"),
        REPORTED("多位居民说信息不对");

        private final String title;

        Reason(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Keeps the item to this transaction, so that counting and marking are one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(long guideId) {
        lifecycle.hold(guideId);
    }

    /** Marks a published guide; nothing happens if it is marked already. The caller holds the item. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mark(long guideId, Reason reason, Actor by) {
        var version = guides.published(guideId);
        if (version == null || guides.doubt(guideId, clock.instant(), reason.name()) == 0) {
            return;
        }
        var item = lifecycle.hold(guideId);
        lifecycle.showChange(guideId, item.name());
        audit.record(by, item.cellId(), "guide.doubt", "guide:" + guideId, "标为可能过时：" + reason.title());
        events.publishEvent(
                new GuideBecameStale(guideId, version.title(), version.owner(), reason.title(), today().toString()));
    }

    /** Takes the mark away if it was put there for this reason: somebody has looked into it. The caller holds the item. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(long guideId, Reason reason) {
        if (guides.settle(guideId, reason.name()) == 1) {
            lifecycle.showChange(guideId, lifecycle.hold(guideId).name());
        }
    }

    /** Marks what is past the day of its review, each guide in a transaction of its own; running twice does no more. */
    void remind() {
        guides.reviewDue(today(), BATCH)
                .forEach(guide -> transaction.executeWithoutResult(on -> {
                    lifecycle.hold(guide);
                    var version = guides.published(guide);
                    if (version != null && version.reviewBy() instanceof LocalDate day && day.isBefore(today())) {
                        mark(guide, Reason.REVIEW_DUE, TIMER);
                    }
                }));
    }

    private LocalDate today() {
        Instant now = clock.instant();
        return LocalDate.ofInstant(now, Time.CHINA);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> remindOfReviews(Doubts doubts) {
            return Tasks.recurring("guide-review", FixedDelay.ofMinutes(10))
                    .execute((instance, context) -> doubts.remind());
        }
    }
}
