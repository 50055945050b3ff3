package cn.estation.appointment.person;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.PrivacyNotice;
import cn.estation.identity.Resident;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people a resident books for. */
@Service
public class CaredPeople {

    static final String NAME = "appointment_cared_for.name";
    static final String PHONE = "appointment_cared_for.phone";

    private static final int MOST = 5;
    private static final int MOST_PER_YEAR = 10;

    /** As the list shows it: masked. */
    public record Shown(long id, String name, @Nullable String phone, Relation relation, boolean elder) {}

    private final CaredForMapper people;
    private final Persons persons;
    private final Namesakes namesakes;
    private final PrivacyNotice notice;
    private final Vault vault;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    CaredPeople(
            CaredForMapper people,
            Persons persons,
            Namesakes namesakes,
            PrivacyNotice notice,
            Vault vault,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.people = people;
        this.persons = persons;
        this.namesakes = namesakes;
        this.notice = notice;
        this.vault = vault;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    List<Shown> of(long residentId) {
        return people.of(residentId).stream().map(this::shown).toList();
    }

    /**
     * Keeps somebody to book for.
     *
     * @throws NoConsent if the resident does not declare that the person agreed
     * @throws TooManyCaredFor beyond five people, or ten in a year
     * @throws AlreadyThere if the person is on the list
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Shown add(
            Resident resident,
            String typedName,
            @Nullable String typedPhone,
            Relation relation,
            boolean elder,
            boolean consented) {
        if (!consented) {
            throw new NoConsent();
        }
        var name = Persons.name(typedName);
        var phone = Persons.phone(typedPhone);
        var now = clock.instant();
        if (people.of(resident.id()).size() >= MOST
                || people.addedSince(resident.id(), now.minus(Duration.ofDays(365))) >= MOST_PER_YEAR) {
            throw new TooManyCaredFor();
        }
        if (phone == null && people.has(resident.id(), persons.formerKey(name)) != null) {
            throw new AlreadyThere();
        }
        long id = ids.next();
        var row = new CaredFor(
                id,
                resident.id(),
                phone == null ? persons.keyOfCaredFor(resident.id(), name) : persons.key(name, phone),
                vault.seal(name, NAME, id),
                phone == null ? null : vault.seal(phone, PHONE, id),
                relation,
                elder,
                notice.version(),
                now,
                null);
        try {
            people.insert(row);
        } catch (DuplicateKeyException onTheList) {
            throw new AlreadyThere();
        }
        audit.record(resident, 0, "appointment.care", "cared-for:" + id, "添加代约的人，已声明征得同意。");
        return shown(row);
    }

    /** @throws NotFound if it is not somebody of the resident's */
    @Transactional(propagation = Propagation.MANDATORY)
    void remove(Resident resident, long id) {
        var row = people.own(id, resident.id());
        if (row == null) {
            throw new NotFound();
        }
        people.remove(id, clock.instant());
        audit.record(resident, 0, "appointment.uncare", "cared-for:" + id, "删除代约的人。");
    }

    /** Forgets everybody a forgotten resident cared for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long residentId) {
        people.removeAll(residentId, clock.instant());
    }

    /** The resident in person. */
    public Party self(Resident resident, boolean elder, @Nullable String household) {
        return new Party(resident.id(), persons.key(resident.id()), null, null, null, household, Consent.SELF, elder);
    }

    /** @throws NotFound if it is not somebody of the resident's */
    public Party other(Resident resident, long caredForId, @Nullable String household) {
        var row = people.own(caredForId, resident.id());
        if (row == null || row.name() == null) {
            throw new NotFound();
        }
        return new Party(
                resident.id(),
                row.personKey(),
                row.id(),
                open(row.name(), NAME, row.id()),
                open(row.phone(), PHONE, row.id()),
                household,
                Consent.CARED_FOR,
                row.elder());
    }

    /**
     * Somebody who stands at the desk or is on the phone, as staff type it.
     *
     * @param household already a blind index
     * @param namesake which of the people of this name without a phone it is, as {@link Namesakes.Known} says, null if
     *     nobody was asked
     * @param apart what tells the person from others of the name
     */
    public record Visitor(
            String name,
            @Nullable String phone,
            boolean elder,
            boolean onThePhone,
            @Nullable String household,
            @Nullable String namesake,
            @Nullable String apart) {

        @Override
        public String toString() {
            return "Visitor";
        }
    }

    /**
     * Somebody who stands at the desk or is on the phone. The first statement of a use case.
     *
     * @param cellId the office where the appointment will be
     * @throws Namesakes.WhichOne if somebody of this name, without a phone too, is known there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Party atTheDesk(Actor staff, long cellId, Visitor who) {
        var name = Persons.name(who.name());
        var phone = Persons.phone(who.phone());
        return new Party(
                null,
                phone == null
                        ? namesakes.key(staff, cellId, name, who.namesake(), who.apart())
                        : persons.key(name, phone),
                null,
                name,
                phone,
                who.household(),
                who.onThePhone() ? Consent.PHONE : Consent.ORAL,
                who.elder());
    }

    private Shown shown(CaredFor row) {
        var name = open(row.name(), NAME, row.id());
        var phone = open(row.phone(), PHONE, row.id());
        return new Shown(
                row.id(),
                name == null ? "" : Mask.name(name),
                phone == null ? null : Mask.phone(phone),
                row.relation(),
                row.elder());
    }

    private @Nullable String open(@Nullable Sealed value, String column, long id) {
        return value == null ? null : vault.open(value, column, id);
    }

    static final class NoConsent extends Refusal {
        NoConsent() {
            super(HttpStatus.CONFLICT, "consent-needed", "为别人预约要先征得本人同意，请在页面上确认后再添加。");
        }
    }

    static final class TooManyCaredFor extends Refusal {
        TooManyCaredFor() {
            super(HttpStatus.CONFLICT, "too-many-cared-for", "最多为 5 位家人邻里代约，一年内最多添加 10 位；请先删除不再需要的，或请社区工作人员代约。");
        }
    }

    static final class AlreadyThere extends Refusal {
        AlreadyThere() {
            super(HttpStatus.CONFLICT, "already-cared-for", "这位已在您的代约名单里，不用重复添加。");
        }
    }
}
