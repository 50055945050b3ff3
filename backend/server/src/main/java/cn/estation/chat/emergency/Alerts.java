package cn.estation.chat.emergency;

import cn.estation.audit.AuditTrail;
import cn.estation.chat.AlertTaken;
import cn.estation.chat.outbox.About;
import cn.estation.chat.outbox.Outbox;
import cn.estation.chat.talk.Author;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Lines;
import cn.estation.chat.talk.Question;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Residents;
import cn.estation.identity.Reveal;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls for help: raised by what people say, taken by whoever goes, closed with a note of what was done. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Alerts {

    static final String NOTE = "chat_alert_move.note";
    private static final int LONGEST_NOTE = 300;
    private static final String COMING = "社区工作人员已接到您的求助，请保持电话畅通。危险没有过去，先拨打 110、119 或 120。";

    /** @param told how many people were told by now */
    record Raised(long alertId, boolean placed, int told) {}

    private final AlertMapper alerts;
    private final AlertScope scope;
    private final AlertCalls calls;
    private final AlertSettings settings;
    private final Conversations conversations;
    private final Lines lines;
    private final Outbox outbox;
    private final Residents residents;
    private final Reveal reveal;
    private final Grid grid;
    private final Vault vault;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Alerts(
            AlertMapper alerts,
            AlertScope scope,
            AlertCalls calls,
            AlertSettings settings,
            Conversations conversations,
            Lines lines,
            Outbox outbox,
            Residents residents,
            Reveal reveal,
            Grid grid,
            Vault vault,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.alerts = alerts;
        this.scope = scope;
        this.calls = calls;
        this.settings = settings;
        this.conversations = conversations;
        this.lines = lines;
        this.outbox = outbox;
        this.residents = residents;
        this.reveal = reveal;
        this.grid = grid;
        this.vault = vault;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Raises the alarm and tells people. The same person's same emergency within minutes is one, however often it is said. */
    Raised raise(Question question, EmergencyKind kind) {
        if (!question.isConversation()) {
            // Takes this address's turn: whoever is known has it already.
            conversations.hold(question.person(), null);
        }
        var earlier = alerts.recent(question.person(), kind, clock.instant().minus(settings.same()));
        if (earlier != null && earlier.status() != AlertStatus.CLOSED) {
            alerts.again(earlier.id(), clock.instant());
            locate(question, earlier.id());
            conversations.calledForHelp(question, earlier.id());
            return new Raised(earlier.id(), earlier.communityId() != null, calls.told(earlier.id()));
        }
        return raiseNew(question, kind);
    }

    private Raised raiseNew(Question question, EmergencyKind kind) {
        long id = ids.next();
        var community = community(question.residentId());
        var now = clock.instant();
        var alert = new Alert(
                id,
                kind,
                AlertStatus.OPEN,
                question.app(),
                question.person(),
                question.residentId(),
                question.openid() == null ? null : vault.seal(question.openid(), About.ALERT.address(), id),
                community,
                cell(question.residentId()).orElse(community),
                vault.seal(question.original(), Alert.TEXT, id),
                null,
                1,
                now,
                0,
                now,
                null,
                null,
                null,
                now);
        alerts.insert(alert);
        alerts.move(new AlertMapper.Move(id, id, null, AlertStatus.OPEN, "chat", null, now));
        locate(question, id);
        conversations.calledForHelp(question, id);
        audit.record(
                new Caller(question.residentId()), alert.cell(), "chat.alert", "alert:" + id, "对话里求助：" + kind.title());
        return new Raised(id, community != null, calls.call(alert));
    }

    /** Keeps where the person is. True if the call is still theirs. */
    boolean locate(Question question, long alertId) {
        var spot = question.spot();
        return spot != null
                && alerts.locate(alertId, question.person(), vault.seal(spot.text(), Alert.POSITION, alertId)) == 1;
    }

    /**
     * Takes a call: others need not go, and whoever called is told where they called.
     *
     * @throws NotFound if there is no such call, or it is not theirs
     * @throws TakenBefore if somebody has taken it
     */
    void take(Staff staff, long alertId) {
        var alert = scope.require(staff, alertId);
        if (alert.person() != null) {
            // Their turn before the call, as when they say it once more.
            conversations.hold(alert.person(), null);
        }
        if (alerts.take(alertId, staff.id(), clock.instant()) == 0) {
            throw new TakenBefore();
        }
        moved(staff, alert, AlertStatus.OPEN, AlertStatus.TAKEN, null, "接下求助");
        tell(alert);
    }

    /** In the conversation, to the account it was said to, and among the notices of a resident. */
    private void tell(Alert alert) {
        var person = alert.person();
        if (person != null && (alert.openid() != null || alert.residentId() != null)) {
            long place = lines.add(person, Author.SYSTEM, null, COMING);
            if (alert.openid() != null) {
                outbox.add(About.ALERT, alert.id(), person, place, alert.heardAt());
            }
        }
        if (alert.residentId() != null) {
            events.publishEvent(new AlertTaken(alert.id(), alert.residentId()));
        }
    }

    /**
     * Closes a call that was taken.
     *
     * @param note what was found and done
     * @throws NotFound if there is no such call, or it is not theirs
     * @throws BadInput if the note is empty or longer than 300 characters
     * @throws NotTaken if nobody has taken it, or it was closed before
     */
    void close(Staff staff, long alertId, String note) {
        var alert = scope.require(staff, alertId);
        var words = note.strip();
        if (words.isEmpty() || words.length() > LONGEST_NOTE || !CleanText.isClean(words)) {
            throw new BadInput("请写明处理情况，不超过 300 字。");
        }
        if (alerts.close(alertId, clock.instant()) == 0) {
            throw new NotTaken();
        }
        moved(staff, alert, AlertStatus.TAKEN, AlertStatus.CLOSED, words, "处理完求助");
    }

    /**
     * Who it is and what they wrote, with every number in it.
     *
     * @throws NotFound if there is no such call, or it is not theirs
     * @throws BadInput if the reason is too short
     */
    String reveal(Staff staff, long alertId, String reason) {
        var alert = scope.require(staff, alertId);
        var who = alert.residentId() == null
                ? new Reveal.Revealed(null, null)
                : reveal.inEmergency(staff, alert.residentId(), alert.cell(), reason);
        if (alert.residentId() == null) {
            audit.record(staff, alert.cell(), "chat.alert-reveal", "alert:" + alertId, "查看求助原文");
        }
        return String.join(
                " ",
                Objects.requireNonNullElse(who.name(), "（姓名不知道）"),
                Objects.requireNonNullElse(who.phone(), "（没有电话）"),
                "“" + text(alert) + "”");
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    String text(Alert alert) {
        return alert.text() instanceof Sealed sealed ? vault.open(sealed, Alert.TEXT, alert.id()) : "（已按规定删除）";
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Nullable String position(Alert alert) {
        return alert.position() instanceof Sealed sealed ? vault.open(sealed, Alert.POSITION, alert.id()) : null;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Nullable String note(AlertMapper.Move move) {
        return move.note() instanceof Sealed sealed ? vault.open(sealed, NOTE, move.id()) : null;
    }

    private void moved(Staff staff, Alert alert, AlertStatus from, AlertStatus to, @Nullable String note, String what) {
        long id = ids.next();
        alerts.move(new AlertMapper.Move(
                id,
                alert.id(),
                from,
                to,
                staff.actorKey(),
                note == null ? null : vault.seal(note, NOTE, id),
                clock.instant()));
        audit.record(
                staff,
                alert.cell(),
                "chat.alert-" + to.name().toLowerCase(java.util.Locale.ROOT),
                "alert:" + alert.id(),
                what);
    }

    private @Nullable Long community(@Nullable Long residentId) {
        return residentId == null ? null : residents.communityOf(residentId).orElse(null);
    }

    /** The smallest part of the tree above the house: which house it is, is only for whoever goes. */
    private Optional<Long> cell(@Nullable Long residentId) {
        return Optional.ofNullable(residentId)
                .flatMap(residents::home)
                .flatMap(home -> grid.upwards(home).stream()
                        .filter(cell -> cell.kind().compareTo(CellKind.BUILDING) < 0)
                        .findFirst())
                .map(GridCell::id);
    }

    /** Whoever called, for the trail. */
    private record Caller(@Nullable Long residentId) implements Actor {
        @Override
        public String actorKey() {
            return residentId == null ? "anonymous:chat" : cn.estation.identity.Resident.actorKey(residentId);
        }
    }

    static final class TakenBefore extends Refusal {
        TakenBefore() {
            super(HttpStatus.CONFLICT, "alert-taken", "这件求助已有同事接下，请刷新查看。");
        }
    }

    static final class NotTaken extends Refusal {
        NotTaken() {
            super(HttpStatus.CONFLICT, "alert-not-taken", "请先接下这件求助；如果已经处理完，请刷新查看。");
        }
    }
}
