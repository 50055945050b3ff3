package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows staff what is masked everywhere else: for a stated reason, so many times a day, and never unseen. */
@Service
@Transactional
public class Reveal {

    private static final int SHORTEST_REASON = 6;
    private static final int LONGEST_REASON = 200;

    /** The whole name and phone, as far as they are known. */
    public record Revealed(@Nullable String name, @Nullable String phone) {
        @Override
        public String toString() {
            return "Revealed";
        }
    }

    private final Residents residents;
    private final Members members;
    private final PhoneBinding phones;
    private final RevealMapper reveals;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final int mostPerDay;
    private final int mostNamesPerDay;

    Reveal(
            Residents residents,
            Members members,
            PhoneBinding phones,
            RevealMapper reveals,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            @Value("${estation.reveals-per-day:50}") int mostPerDay,
            @Value("${estation.paper-names-per-day:300}") int mostNamesPerDay) {
        this.residents = residents;
        this.members = members;
        this.phones = phones;
        this.reveals = reveals;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.mostPerDay = mostPerDay;
        this.mostNamesPerDay = mostNamesPerDay;
    }

    /**
     * Shows a resident's name and phone.
     *
     * @throws BadInput if the reason is shorter than 6 characters
     * @throws NotFound if the resident belongs to no community of this staff member
     * @throws TooManyReveals if today's number is used up
     */
    public Revealed reveal(Staff staff, long residentId, String reason) {
        authority.require(staff, Permission.REVEAL_PERSONAL);
        long communityId = communityOf(residentId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.REVEAL_PERSONAL, communityId);
        count(staff, residentId, communityId, reason);
        audit.record(staff, communityId, "resident.reveal", "resident:" + residentId, "查看完整信息，理由：" + safe(reason));
        return new Revealed(
                residents.name(residentId).orElse(null),
                residents.phone(residentId).orElse(null));
    }

    /**
     * Shows who called for help, to whoever may take the call: grid workers too, who may see nobody's number otherwise. Counts
     * and is recorded like every other.
     *
     * @throws BadInput if the reason is shorter than 6 characters
     * @throws TooManyReveals if today's number is used up
     */
    public Revealed inEmergency(Staff staff, long residentId, long communityId, String reason) {
        authority.require(staff, Permission.TAKE_ALERTS);
        count(staff, residentId, communityId, reason);
        audit.record(staff, communityId, "resident.reveal", "resident:" + residentId, "求助时查看完整信息，理由：" + safe(reason));
        return new Revealed(
                residents.name(residentId).orElse(null),
                residents.phone(residentId).orElse(null));
    }

    /**
     * Shows name and phone of a resident who has business with an office, wherever they live. Counts and is recorded like
     * every other.
     *
     * @param cellId the office they have business with
     * @param subject what the business is
     * @throws BadInput if the reason is shorter than 6 characters
     * @throws NotFound if the office is not the staff member's
     * @throws TooManyReveals if today's number is used up
     */
    public Revealed ofVisitor(Staff staff, long residentId, long cellId, String subject, String reason) {
        open(staff, cellId, "visitor.reveal", subject, reason);
        return new Revealed(
                residents.name(residentId).orElse(null),
                residents.phone(residentId).orElse(null));
    }

    /**
     * Shows the name of a member to the unit they work for, which the member agreed to; the caller has seen to that. Counts
     * and is recorded like every other. The phone is no part of what was agreed.
     *
     * @param cellId where the unit belongs
     * @throws BadInput if the reason is shorter than 6 characters
     * @throws TooManyReveals if today's number is used up
     */
    public Revealed ofOwnUnit(Staff staff, long residentId, long cellId, String reason) {
        authority.require(staff, Permission.VIEW_UNIT_MEMBERS, cellId);
        count(staff, residentId, cellId, reason);
        audit.record(staff, cellId, "unit.reveal", "resident:" + residentId, "单位查看姓名，理由：" + safe(reason));
        return new Revealed(residents.name(residentId).orElse(null), null);
    }

    /**
     * Finds the residents with exactly this phone number among those of the staff member's communities. Counts like
     * seeing one, because it confirms that a person is known here.
     */
    public List<Long> find(Staff staff, String phone, String reason) {
        authority.require(staff, Permission.REVEAL_PERSONAL);
        count(staff, 0, 0, reason);
        audit.record(staff, 0, "resident.find", "resident:0", "按手机号查找，理由：" + safe(reason));
        var communities = authority.communityIds(staff, Permission.REVEAL_PERSONAL);
        return phones.residentsWith(phone).stream()
                .filter(id -> communityOf(id).filter(communities::contains).isPresent())
                .toList();
    }

    /**
     * Lets staff see something personal that is kept elsewhere. Counts like seeing a name, and goes on record.
     *
     * @param communityId whose it is; 0 if nobody knows, which the caller has decided on
     * @throws BadInput if the reason is shorter than 6 characters
     * @throws NotFound if the community is not theirs
     * @throws TooManyReveals if today's number is used up
     */
    public void open(Staff staff, long communityId, String action, String subject, String reason) {
        authority.require(staff, Permission.REVEAL_PERSONAL);
        if (communityId != 0) {
            authority.require(staff, Permission.REVEAL_PERSONAL, communityId);
        }
        count(staff, 0, communityId, reason);
        audit.record(staff, communityId, action, subject, "查看完整内容，理由：" + safe(reason));
    }

    /**
     * The name of whoever asks for a paper about themselves.
     *
     * @param what the paper, for the trail
     */
    public Optional<String> own(Resident resident, String what) {
        audit.record(resident, 0, "resident.show-own-name", "resident:" + resident.id(), "本人要求在" + what + "上写明姓名和单位");
        return residents.name(resident.id());
    }

    /**
     * The names of members who agreed that their unit sees them, to be sealed on a paper that goes to the unit. Each goes on
     * record; none counts before somebody {@linkplain #openPaper opens the paper}. Who has no name is left out.
     *
     * @param communityId whose members they are; the caller has seen to it that it is theirs
     * @param what the paper, for the trail
     */
    public Map<Long, String> agreed(Staff staff, long communityId, Collection<Long> residentIds, String what) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        var names = new HashMap<Long, String>();
        for (long id : residentIds) {
            audit.record(staff, communityId, "resident.put-on-paper", "resident:" + id, "经本人同意写入" + what);
            residents.name(id).ifPresent(name -> names.put(id, name));
        }
        return names;
    }

    /**
     * Lets staff read a paper on which people stand by their whole names, as each of them agreed. Each name goes on record
     * and counts against a number of its own: a unit's paper holds more names than anybody looks up one by one in a day, and
     * nobody states a reason for each. A paper counts once a day, and the first one of a day opens however long it is, so that
     * no paper is too long for everybody.
     *
     * @param paper what it is, such as {@code points-statement:7}
     * @param residentIds whose names stand on it
     * @throws NotFound if the community is not theirs
     * @throws TooManyNames if the names do not fit into what is left of today's number
     */
    public void openPaper(Staff staff, long communityId, String paper, Collection<Long> residentIds) {
        authority.require(staff, Permission.KEEP_POINTS, communityId);
        if (residentIds.isEmpty()) {
            return;
        }
        reveals.hold(staff.id());
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Time.CHINA);
        if (reveals.opened(staff.id(), today, paper) == 0) {
            int before = reveals.namesOnDay(staff.id(), today);
            if (before > 0 && before + residentIds.size() > mostNamesPerDay) {
                throw new TooManyNames(residentIds.size(), before, mostNamesPerDay);
            }
            reveals.open(staff.id(), today, paper, residentIds.size(), now);
        }
        for (long id : residentIds) {
            audit.record(staff, communityId, "resident.reveal", "resident:" + id, "打开写明姓名的证明 " + paper);
        }
    }

    private Optional<Long> communityOf(long residentId) {
        return residents
                .communityOf(residentId)
                .or(() -> members.activeOf(residentId).map(Members.Membership::communityId));
    }

    private void count(Staff staff, long residentId, long communityId, String reason) {
        var words = reason.strip();
        if (words.length() < SHORTEST_REASON || words.length() > LONGEST_REASON || !CleanText.isClean(words)) {
            throw new BadInput("请写明查看理由，6 到 200 个字。");
        }
        reveals.hold(staff.id());
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Time.CHINA);
        int before = reveals.onDay(staff.id(), today);
        if (before >= mostPerDay) {
            throw new TooManyReveals(mostPerDay);
        }
        reveals.insert(ids.next(), staff.id(), residentId, communityId, safe(words), today, before + 1, now);
    }

    /** What staff write may itself hold a number; the trail keeps none. */
    private static String safe(String reason) {
        return reason.strip().replaceAll("\\d{5,}", "*****");
    }

    static final class TooManyNames extends Refusal {
        TooManyNames(int wanted, int before, int most) {
            super(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-names",
                    "这份证明写明 %d 人的姓名，您今天打开的证明已有 %d 人，每天最多 %d 人。请明天再打开，或请另一位同事打开。".formatted(wanted, before, most));
        }
    }

    static final class TooManyReveals extends Refusal {
        TooManyReveals(int most) {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-reveals", "今天查看完整信息已达 %d 次，请明天再看或联系负责人。".formatted(most));
        }
    }
}
