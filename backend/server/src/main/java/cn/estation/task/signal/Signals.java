package cn.estation.task.signal;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.task.move.BesideMoves;
import cn.estation.task.move.BesideMoves.Subject;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for what is worth a look and queues it, once each. Only a person decides, and only a person's act costs points. */
@Service
class Signals {

    private static final Actor FINDER = () -> "system:task-signals";
    private static final Duration LOOK_BACK = Duration.ofDays(14);
    private static final Duration HABIT = Duration.ofDays(90);
    private static final int MOST = 500;

    private final SignalMapper signals;
    private final Authority authority;
    private final StaffResidents staffResidents;
    private final BesideMoves moves;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Signals(
            SignalMapper signals,
            Authority authority,
            StaffResidents staffResidents,
            BesideMoves moves,
            AuditTrail audit,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.signals = signals;
        this.authority = authority;
        this.staffResidents = staffResidents;
        this.moves = moves;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Queues what is new; doing it again adds nothing. */
    void look() {
        look(MOST);
    }

    /** Queues so many new ones of each sort at the most; the others come to their turn the next time. */
    void look(int most) {
        var now = clock.instant();
        var since = now.minus(LOOK_BACK);
        var habit = now.minus(HABIT);
        var month = YearMonth.from(now.atZone(Time.CHINA)).toString();
        queue(SignalKind.ONE_DEVICE, kind -> signals.oneDevice(kind, since, most), now);
        queue(SignalKind.OVERLAP, kind -> signals.overlaps(kind, since, most), now);
        queue(SignalKind.SAME_PERSON, kind -> signals.rings(kind, habit, most), now);
        queue(SignalKind.SAME_PERSON, kind -> signals.wishesForWishes(kind, habit, most), now);
        queue(SignalKind.SAME_PERSON, kind -> signals.servedByTheirOwn(kind, since, most), now);
        queue(SignalKind.OWN_WORD, kind -> signals.ownWord(kind, habit, month, most), now);
    }

    private void queue(SignalKind kind, Function<SignalKind, List<SignalMapper.Found>> finder, Instant now) {
        for (var one : finder.apply(kind)) {
            transaction.executeWithoutResult(status -> {
                long id = ids.next();
                if (signals.keep(id, kind, one, now) == 1) {
                    moves.begun(FINDER, Subject.SIGNAL, id, SignalStatus.OPEN);
                    audit.record(FINDER, one.communityId(), "task.signal", "signal:" + id, kind.title() + "，待人工查看。");
                }
            });
        }
    }

    /** Those of the communities where the staff member may verify, newest first. */
    Page<SignalMapper.Signal> page(Staff staff, @Nullable SignalStatus status, PageQuery query) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var communities = authority.communityIds(staff, Permission.VERIFY_TASKS);
        return communities.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(
                        signals.page(communities, status, query.before(), query.limit()),
                        query,
                        SignalMapper.Signal::id);
    }

    /** A task that a signal is about, as it is called now. */
    record About(long taskId, String title) {}

    /** By signal, the tasks whose claims it names, as far as the staff member may verify there. */
    Map<Long, List<About>> about(Staff staff, List<SignalMapper.Signal> page) {
        var named = page.stream().flatMap(signal -> signal.claimIds().stream()).toList();
        var communities = authority.communityIds(staff, Permission.VERIFY_TASKS);
        var claimed = named.isEmpty() || communities.isEmpty()
                ? List.<SignalMapper.Claimed>of()
                : signals.claimed(named, communities);
        return page.stream()
                .collect(Collectors.toMap(
                        SignalMapper.Signal::id,
                        signal -> claimed.stream()
                                .filter(claim -> signal.claimIds().contains(claim.claimId()))
                                .map(claim -> new About(claim.taskId(), claim.title()))
                                .distinct()
                                .toList()));
    }

    /** How many nobody has looked at. */
    long open(Staff staff) {
        var communities = authority.communityIds(staff, Permission.VERIFY_TASKS);
        return communities.isEmpty() ? 0 : signals.open(communities);
    }

    /**
     * The signal, if the staff member may look at it.
     *
     * @throws NotFound if there is no such signal where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     */
    SignalMapper.Signal theirs(Staff staff, long id) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var signal = signals.find(id);
        if (signal == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.VERIFY_TASKS, signal.communityId());
        return signal;
    }

    /**
     * Says what was found. Nothing follows by itself: work is revoked on its own page, by a person, with a reason.
     *
     * @throws NotFound as for {@link #theirs}
     * @throws AboutYou if the staff member is one of those it is about
     * @throws Decided if somebody decided it before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void decide(Staff staff, long id, SignalStatus to, String words) {
        var signal = theirs(staff, id);
        var own = staffResidents.residentOf(staff.id()).orElse(null);
        if (signals.isAbout(id, staff.id(), own)) {
            throw new AboutYou();
        }
        if (!signal.status().successors().contains(to)
                || signals.decide(id, to, staff.actorKey(), words, clock.instant()) == 0) {
            throw new Decided();
        }
        moves.moved(staff, Subject.SIGNAL, id, SignalStatus.OPEN, to, words);
        audit.record(
                staff,
                signal.communityId(),
                "task.decide-signal",
                "signal:" + id,
                signal.kind().title() + "：" + to.title() + "。" + words);
    }

    static final class AboutYou extends Refusal {
        AboutYou() {
            super(HttpStatus.CONFLICT, "signal-about-you", "这条情况与您本人有关，请由其他工作人员查看。");
        }
    }

    static final class Decided extends Refusal {
        Decided() {
            super(HttpStatus.CONFLICT, "signal-decided", "这条情况已有人看过，请刷新后再看。");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> lookForSignals(Signals signals) {
            return Tasks.recurring("task-look-for-signals", FixedDelay.ofMinutes(30))
                    .execute((instance, context) -> signals.look());
        }
    }
}
