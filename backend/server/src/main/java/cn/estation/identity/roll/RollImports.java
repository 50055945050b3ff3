package cn.estation.identity.roll;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.InvitedToRegister;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.identity.registration.NamedOnLists;
import cn.estation.identity.registration.RegistrationStatus;
import cn.estation.identity.registration.Registrations;
import cn.estation.identity.unit.Units;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BackgroundJob.Progress;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a unit's list in two steps: a preview that changes nothing, and, after somebody confirmed it, row by row. A row
 * never makes a member of anybody: it confirms who applied here under this name and number, and remembers the others until
 * they apply. Numbers are kept as a blind index only. The same list again changes nothing.
 */
@Service
class RollImports implements NamedOnLists {

    private static final Logger log = LoggerFactory.getLogger(RollImports.class);
    private static final String ROW_NAME = "identity_roll_row.name";
    private static final String EXPECTED_NAME = "identity_roll_expected.name";
    private static final String APPLIED_NAME = "identity_registration.name";
    private static final int BATCH = 200;
    private static final Duration PREVIEW_KEPT = Duration.ofDays(7);
    private static final Duration EXPECTED_KEPT = Duration.ofDays(180);

    private static final String WAITING = "还没有在本社区提交报到。导入后记入名单，本人报到时会提示核对。";

    /** What is to become of a row. */
    private record Weighed(RollOutcome outcome, @Nullable Long registrationId, String sentence) {}

    private final UnitRollMapper rolls;
    private final Registrations registrations;
    private final Residents residents;
    private final Units units;
    private final Authority authority;
    private final Vault vault;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    RollImports(
            UnitRollMapper rolls,
            Registrations registrations,
            Residents residents,
            Units units,
            Authority authority,
            Vault vault,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.rolls = rolls;
        this.registrations = registrations;
        this.residents = residents;
        this.units = units;
        this.authority = authority;
        this.vault = vault;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Keeps what was read for somebody to confirm, and returns its id.
     *
     * @throws NotFound if the community is not theirs
     * @throws BadInput if there is no such unit in use
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long preview(Staff staff, long communityId, long unitId, String fileName, List<RollFile.Person> people) {
        authority.require(staff, Permission.CONFIRM_MEMBERS, communityId);
        return previewAs(staff, communityId, unitId, fileName, people);
    }

    /** The same for a district file. */
    long previewAs(Actor by, long communityId, long unitId, String fileName, List<RollFile.Person> people) {
        if (units.find(unitId).filter(Units.Unit::active).isEmpty()) {
            throw new BadInput("请选择在用的单位。");
        }
        var phones = new HashMap<Integer, String>();
        people.stream()
                .filter(person -> person.wrong().isEmpty())
                .forEach(person -> phones.put(person.line(), residents.phoneIndex(person.phone())));
        var known = byPhone(communityId, phones.values());
        var numberless = rolls.numberless(communityId);
        long id = ids.next();
        rolls.insert(new RollRun(
                id,
                communityId,
                unitId,
                shortName(fileName),
                RollRun.Status.PREVIEW,
                by.actorKey(),
                0,
                people.size(),
                null,
                clock.instant(),
                null));
        var rows = people.stream()
                .map(person -> kept(id, person, phones.get(person.line()), known, numberless))
                .toList();
        for (int from = 0; from < rows.size(); from += BATCH) {
            rolls.insertRows(id, rows.subList(from, Math.min(from + BATCH, rows.size())));
        }
        audit.record(
                by,
                communityId,
                "roll.preview",
                "roll-import:" + id,
                "上传单位 unit:%d 的党员名单，共 %d 行".formatted(unitId, people.size()));
        return id;
    }

    /** Whether there ever was a list of this unit for the community. */
    boolean isListed(long communityId, long unitId) {
        return rolls.ofUnit(communityId, unitId) > 0;
    }

    private UnitRollMapper.Kept kept(
            long id,
            RollFile.Person person,
            @Nullable String phone,
            Map<String, List<UnitRollMapper.Candidate>> known,
            List<UnitRollMapper.Candidate> numberless) {
        var shown = person.name().isEmpty() ? "" : Mask.name(shortName(person.name()));
        if (phone == null) {
            return new UnitRollMapper.Kept(
                    person.line(), shown, null, null, RollOutcome.REFUSED, null, person.wrong(), false);
        }
        var weighed = weigh(person.name(), known.getOrDefault(phone, List.of()), numberless);
        return new UnitRollMapper.Kept(
                person.line(),
                shown,
                vault.seal(person.name(), ROW_NAME, id * 10_000 + person.line()),
                phone,
                weighed.outcome(),
                weighed.registrationId(),
                weighed.sentence(),
                true);
    }

    private Weighed weigh(
            String name, List<UnitRollMapper.Candidate> byPhone, List<UnitRollMapper.Candidate> numberless) {
        if (!byPhone.isEmpty()) {
            var same = byPhone.stream().filter(one -> name.equals(name(one))).toList();
            if (same.isEmpty()) {
                return new Weighed(RollOutcome.CHECK, byPhone.getFirst().id(), "手机号对上一份报到，姓名不同。没有确认，请打开这份报到核对后再办。");
            }
            var one = same.getFirst();
            return one.status() == RegistrationStatus.SUBMITTED || one.status() == RegistrationStatus.RECEIVED
                    ? new Weighed(RollOutcome.CONFIRM, one.id(), "")
                    : new Weighed(RollOutcome.SAME, one.id(), "");
        }
        var named = numberless.stream().filter(one -> name.equals(name(one))).toList();
        return named.size() == 1
                ? new Weighed(RollOutcome.CHECK, named.getFirst().id(), "有一份同名的报到，本人没有绑定手机号。没有确认，请打开这份报到核对后再办。")
                : new Weighed(RollOutcome.WAITING, null, WAITING);
    }

    private String name(UnitRollMapper.Candidate candidate) {
        var sealed = candidate.name();
        return sealed == null ? "" : CleanText.normalize(vault.open(sealed, APPLIED_NAME, candidate.id()));
    }

    private Map<String, List<UnitRollMapper.Candidate>> byPhone(long communityId, Collection<String> phones) {
        var all = new ArrayList<UnitRollMapper.Candidate>();
        var list = List.copyOf(phones);
        for (int from = 0; from < list.size(); from += BATCH) {
            all.addAll(rolls.byPhone(communityId, list.subList(from, Math.min(from + BATCH, list.size()))));
        }
        return all.stream().collect(Collectors.groupingBy(one -> String.valueOf(one.phoneIndex())));
    }

    /**
     * Lets the rows of a preview be taken in; also again after a job that failed.
     *
     * @throws NotFound if it is not theirs
     * @throws NotWaiting if it is done or was given up
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(Staff staff, long id, long jobId) {
        var run = theirs(staff, id);
        if (rolls.queue(id, jobId, staff.id()) == 0) {
            throw new NotWaiting();
        }
        audit.record(staff, run.communityId(), "roll.import", "roll-import:" + id, "确认导入党员名单");
    }

    /**
     * Gives a preview up; nothing of it is kept.
     *
     * @throws NotFound if it is not theirs
     * @throws NotWaiting if it was confirmed or given up before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(Staff staff, long id) {
        var run = theirs(staff, id);
        if (rolls.move(id, RollRun.Status.PREVIEW, RollRun.Status.DISCARDED, clock.instant()) == 0) {
            throw new NotWaiting();
        }
        rolls.forget(id);
        audit.record(staff, run.communityId(), "roll.discard", "roll-import:" + id, "放弃导入党员名单");
    }

    /** Takes in what waits of a confirmed import, each row in a transaction of its own. */
    void takeIn(RollRun run, Progress progress) {
        int total = rolls.waitingCount(run.id());
        progress.total(total);
        Actor actor = () -> "staff:" + run.staffId();
        int done = 0;
        int after = 0;
        for (var rows = rolls.waiting(run.id(), after, BATCH);
                !rows.isEmpty();
                rows = rolls.waiting(run.id(), after, BATCH)) {
            for (var row : rows) {
                after = row.line();
                takeIn(run, actor, row);
                if (++done % 20 == 0) {
                    progress.done(done);
                }
            }
        }
        progress.done(total);
        transaction.executeWithoutResult(status -> {
            if (rolls.move(run.id(), RollRun.Status.QUEUED, RollRun.Status.DONE, clock.instant()) == 1) {
                rolls.forget(run.id());
                audit.record(
                        actor, run.communityId(), "roll.import-done", "roll-import:" + run.id(), summary(run.id()));
            }
        });
    }

    private void takeIn(RollRun run, Actor actor, UnitRollMapper.Kept row) {
        try {
            transaction.executeWithoutResult(status -> settle(run, actor, row));
        } catch (RuntimeException failure) {
            log.error("line {} of roll import {} was not taken in", row.line(), run.id(), failure);
            transaction.executeWithoutResult(status ->
                    rolls.settle(run.id(), row.line(), RollOutcome.REFUSED, null, "保存时出了问题，没有导入。请再导入一次；仍不行请联系管理员。"));
        }
    }

    private void settle(RollRun run, Actor actor, UnitRollMapper.Kept row) {
        var phone = row.phoneIndex();
        var sealed = row.name();
        if (phone == null || sealed == null) {
            return;
        }
        var name = vault.open(sealed, ROW_NAME, run.id() * 10_000 + row.line());
        // What was true at the preview may not be any more.
        var weighed = weigh(
                name,
                byPhone(run.communityId(), List.of(phone)).getOrDefault(phone, List.of()),
                rolls.numberless(run.communityId()));
        // Two nodes may have been given the same import: the row counts once, and only then something is done about it.
        if (rolls.settle(run.id(), row.line(), weighed.outcome(), weighed.registrationId(), weighed.sentence()) == 0) {
            return;
        }
        switch (weighed.outcome()) {
            case CONFIRM -> {
                registrations.confirmListed(java.util.Objects.requireNonNull(weighed.registrationId()), actor);
                rolls.arrived(run.communityId(), run.unitId(), phone);
            }
            case SAME -> rolls.arrived(run.communityId(), run.unitId(), phone);
            case WAITING -> expect(run, phone, name);
            case CHECK, REFUSED -> {}
        }
    }

    private void expect(RollRun run, String phone, String name) {
        var now = clock.instant();
        var earlier = rolls.expected(run.communityId(), run.unitId(), phone);
        if (earlier != null) {
            rolls.expectAgain(earlier, vault.seal(name, EXPECTED_NAME, earlier), now);
            return;
        }
        long id = ids.next();
        rolls.expect(id, run.communityId(), run.unitId(), phone, vault.seal(name, EXPECTED_NAME, id), now);
        var unit = units.find(run.unitId()).map(Units.Unit::name).orElse("");
        rolls.unregistered(phone)
                .forEach(resident ->
                        events.publishEvent(new InvitedToRegister(run.id(), resident, run.communityId(), unit)));
    }

    /** The units whose lists name who applied with this registration, by number and by name. */
    @Override
    @Transactional
    public List<String> namedBy(Staff staff, long registrationId) {
        var view = registrations.find(staff, registrationId);
        var applied = registrations.wholeName(registrationId);
        return rolls.expectedOf(view.id()).stream()
                .map(one -> units.find(one.unitId()).map(Units.Unit::name).orElse("")
                        + (CleanText.normalize(applied).equals(vault.open(one.name(), EXPECTED_NAME, one.id()))
                                ? "（手机号、姓名一致）"
                                : "（手机号一致，姓名不同，请核对）"))
                .toList();
    }

    /** Lists of the staff member's communities, newest first. */
    Page<RollRun> page(Staff staff, PageQuery query) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        var communities = authority.communityIds(staff, Permission.CONFIRM_MEMBERS);
        return communities.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(rolls.page(communities, query.before(), query.limit()), query, RollRun::id);
    }

    /** @throws NotFound if it is not theirs */
    RollRun theirs(Staff staff, long id) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        var run = rolls.selectById(id);
        if (run == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.CONFIRM_MEMBERS, run.communityId());
        return run;
    }

    /** How many rows have which outcome, none left out. */
    Map<RollOutcome, Integer> counts(long id) {
        var counts = new EnumMap<RollOutcome, Integer>(RollOutcome.class);
        for (var outcome : RollOutcome.values()) {
            counts.put(outcome, 0);
        }
        rolls.counts(id).forEach(count -> counts.put(count.outcome(), count.rows()));
        return counts;
    }

    String summary(long id) {
        return counts(id).entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey().title() + " " + count.getValue() + " 行")
                .collect(Collectors.joining("，"));
    }

    /** Previews that nobody confirmed for a week are given up; who has not come for half a year is forgotten. */
    void forgetOld() {
        for (long id : rolls.abandoned(clock.instant().minus(PREVIEW_KEPT))) {
            transaction.executeWithoutResult(status -> {
                if (rolls.move(id, RollRun.Status.PREVIEW, RollRun.Status.DISCARDED, clock.instant()) == 1) {
                    rolls.forget(id);
                }
            });
        }
        while (rolls.expire(clock.instant().minus(EXPECTED_KEPT)) > 0) {
            log.info("forgot people of old rolls who never registered");
        }
    }

    private static String shortName(String name) {
        var clean = CleanText.isClean(name) ? name.strip() : "";
        return clean.length() > 100 ? clean.substring(0, 100) : clean;
    }

    static final class NotWaiting extends Refusal {
        NotWaiting() {
            super(HttpStatus.CONFLICT, "roll-not-waiting", "这次导入已经确认或放弃，不用再办。");
        }
    }
}
