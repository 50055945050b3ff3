package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One editor at a time. A lock is a courtesy between colleagues, lasts five minutes without a sign of life and can be
 * taken over; that nobody overwrites anybody is the count of edits' business.
 */
@Service
@Transactional
public class EditLocks {

    private static final Duration LASTS = Duration.ofMinutes(5);

    private final EditLockMapper locks;
    private final Lifecycle lifecycle;
    private final AuditTrail audit;
    private final Clock clock;

    EditLocks(EditLockMapper locks, Lifecycle lifecycle, AuditTrail audit, Clock clock) {
        this.locks = locks;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param takenFrom who held it when it was taken over; none if it was free */
    public record Lock(
            long itemId,
            String holder,
            String holderName,
            Instant since,
            Instant expiresAt,
            @Nullable String takenFrom) {

        public boolean isOf(Staff staff) {
            return holder.equals(staff.actorKey());
        }
    }

    /**
     * Takes the lock if it is free, expired or one's own already, and says who holds it now.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public Lock take(Staff staff, long guideId) {
        lifecycle.hold(staff, guideId);
        var now = clock.instant();
        if (locks.of(guideId) == null) {
            locks.insert(guideId, staff.actorKey(), staff.name(), now, now.plus(LASTS));
        } else {
            locks.renew(guideId, staff.actorKey(), staff.name(), now, now.plus(LASTS));
        }
        return held(guideId);
    }

    /**
     * Takes the lock from whoever holds it. They are told as soon as their page asks or they save.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public void takeOver(Staff staff, long guideId) {
        var item = lifecycle.hold(staff, guideId);
        var lock = take(staff, guideId);
        if (lock.isOf(staff)) {
            return;
        }
        var now = clock.instant();
        locks.takeOver(guideId, staff.actorKey(), staff.name(), now, now.plus(LASTS));
        audit.record(staff, item.cellId(), "guide.take-over", "guide:" + guideId, "接手编辑，原编辑人 " + lock.holderName());
    }

    /** Lets go; nothing happens if somebody else holds it. */
    public void release(Staff staff, long guideId) {
        locks.release(guideId, staff.actorKey());
    }

    /**
     * Passes if nobody else is editing.
     *
     * @throws HeldByOther if somebody is
     */
    void require(Staff staff, long guideId) {
        now(guideId).filter(lock -> !lock.isOf(staff)).ifPresent(lock -> {
            throw new HeldByOther(lock);
        });
    }

    /** Who is editing now, whoever that is. Whoever holds the item meanwhile knows that nobody begins. */
    public Optional<Lock> now(long guideId) {
        return Optional.ofNullable(locks.of(guideId))
                .filter(lock -> lock.expiresAt().isAfter(clock.instant()));
    }

    private Lock held(long guideId) {
        var lock = locks.of(guideId);
        if (lock == null) {
            throw new IllegalStateException("the item is held and its lock is gone");
        }
        return lock;
    }

    public static final class HeldByOther extends Refusal {
        HeldByOther(Lock lock) {
            super(
                    HttpStatus.CONFLICT,
                    "guide-being-edited",
                    "%s正在编辑这份指南，您的内容没有保存。请先商量，或点“接手编辑”。".formatted(lock.holderName()));
        }
    }
}
