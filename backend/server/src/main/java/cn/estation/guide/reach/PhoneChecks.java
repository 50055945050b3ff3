package cn.estation.guide.reach;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.guide.Phones;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who tried which number, and what came of it. Callers have decided who may. */
@Service
public class PhoneChecks {

    private final PhoneCheckMapper checks;
    private final Reach reach;
    private final Grid grid;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    PhoneChecks(PhoneCheckMapper checks, Reach reach, Grid grid, AuditTrail audit, Ids ids, Clock clock) {
        this.checks = checks;
        this.reach = reach;
        this.grid = grid;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A number and when it was last tried.
     *
     * @param dial what a telephone dials; empty if it cannot be dialled as it is written
     * @param reached absent if nobody tried
     * @param actor who tried last; absent if nobody did
     * @param recent true if that still counts
     */
    public record State(
            String number,
            String written,
            String dial,
            @Nullable Boolean reached,
            @Nullable LocalDate day,
            @Nullable String actor,
            boolean recent) {

        public String title() {
            if (reached == null) {
                return "还没有打过";
            }
            return reached ? (recent ? "已拨通" : "太久没有打了") : "打不通";
        }

        /** How the console colours it. */
        public String tone() {
            if (reached == null || (reached && !recent)) {
                return "wait";
            }
            return reached ? "good" : "bad";
        }
    }

    /** The numbers in some texts of a place, each once, in the order they are written. */
    public List<State> states(long cellId, List<String> texts) {
        var written = new LinkedHashMap<String, String>();
        texts.forEach(text -> PhoneNumbers.of(text).forEach(written::putIfAbsent));
        var latest = reach.latest(written.keySet(), grid.cell(cellId).lineage());
        return written.entrySet().stream()
                .map(number -> state(number.getKey(), number.getValue(), latest.get(number.getKey())))
                .toList();
    }

    private State state(String number, String written, @Nullable PhoneCheck check) {
        var dial =
                Phones.of(written).stream().findFirst().map(Phones.Phone::dial).orElse("");
        if (check == null) {
            return new State(number, written, dial, null, null, null, false);
        }
        var day = Reach.day(check);
        return new State(number, written, dial, check.reached(), day, check.actor(), !day.isBefore(reach.countsFrom()));
    }

    /**
     * Writes down that somebody tried a number.
     *
     * @param texts where the number has to stand
     * @throws NotFound if it stands in none of them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Staff staff, long cellId, String thing, List<String> texts, String number, boolean reached) {
        var written = texts.stream()
                .flatMap(text -> PhoneNumbers.of(text).entrySet().stream())
                .filter(one -> one.getKey().equals(number))
                .findFirst()
                .orElseThrow(NotFound::new)
                .getValue();
        checks.insert(new PhoneCheck(ids.next(), number, cellId, thing, reached, staff.actorKey(), clock.instant()));
        audit.record(staff, cellId, "guide.phone-check", thing, (reached ? "已拨通：" : "打不通：") + written);
    }
}
