package cn.estation.points;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.task.TaskVerified;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Turns verified work into points to spend and into appraisal score. The same event twice gives them once. */
@Component
class Earning {

    static final String CLAIM = "claim";
    private static final Actor EARNING = () -> "system:points";

    private final PointsLedger ledger;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    Earning(PointsLedger ledger, AuditTrail audit, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(TaskVerified event) {
        if (event.points() == 0) {
            return;
        }
        boolean moved = ledger.credit(posting(Ledger.POINTS, event));
        ledger.credit(posting(Ledger.APPRAISAL, event));
        if (moved) {
            audit.record(
                    EARNING,
                    event.communityId(),
                    "points.credit",
                    "claim:" + event.claimId(),
                    "入账 %d 分。".formatted(event.points()));
            events.publishEvent(new PointsCredited(
                    event.residentId(),
                    event.communityId(),
                    event.points(),
                    explanation(event),
                    CLAIM,
                    event.claimId()));
        }
    }

    private static Posting posting(Ledger book, TaskVerified event) {
        return new Posting(
                book,
                event.residentId(),
                event.communityId(),
                event.points(),
                new PointsSource(CLAIM, event.claimId()),
                event.rule(),
                explanation(event),
                event.evidence());
    }

    private static String explanation(TaskVerified event) {
        return event.title() + " " + event.arithmetic();
    }
}
