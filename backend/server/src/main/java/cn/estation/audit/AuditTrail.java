package cn.estation.audit;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.RequestIds;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** Writes and reads the trail. Rows commit with what they tell of, and nobody can change them afterwards. */
@Service
public class AuditTrail {

    private final AuditMapper entries;
    private final Ids ids;
    private final Clock clock;

    AuditTrail(AuditMapper entries, Ids ids, Clock clock) {
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records what was done, inside the caller's transaction where there is one.
     *
     * @param cellId the organisation it belongs to, 0 for the whole system
     * @param action module and verb, for example {@code task.publish}
     * @param subject kind and id, for example {@code task:42}
     * @param detail a Chinese phrase without personal data; cut at 500 characters
     */
    public void record(Actor actor, long cellId, String action, String subject, String detail) {
        write(actor, cellId, action, subject, "DONE", detail);
    }

    /** Records an attempt that was refused, for example a sign-in with a wrong password. */
    public void refused(Actor actor, long cellId, String action, String subject, String detail) {
        write(actor, cellId, action, subject, "REFUSED", detail);
    }

    /** The trail of some organisations, newest first. */
    public Page<AuditEntry> page(Collection<Long> cellIds, AuditFilter filter, PageQuery query) {
        if (cellIds.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(entries.page(cellIds, filter, query.before(), query.limit()), query, AuditEntry::id);
    }

    private void write(Actor actor, long cellId, String action, String subject, String outcome, String detail) {
        var line = detail.replaceAll("\\p{Cntrl}", " ");
        entries.insert(new AuditEntry(
                ids.next(),
                clock.instant(),
                actor.actorKey(),
                null,
                cellId,
                action,
                subject,
                outcome,
                line.substring(0, Math.min(500, line.length())),
                RequestIds.current()));
    }
}
