package cn.estation.identity.registration;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Consents;
import cn.estation.identity.MemberConfirmed;
import cn.estation.identity.MembershipWithdrawn;
import cn.estation.identity.Permission;
import cn.estation.identity.RegistrationDecided;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.identity.Skill;
import cn.estation.identity.Staff;
import cn.estation.identity.unit.UnitShares;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registrations of in-service party members (报到): applied for by the member, decided by the community. */
@Service
@Transactional
public class Registrations {

    /** What a member fills in. All of it is sealed. */
    public record Form(
            long communityId,
            String name,
            String unit,
            String branch,
            @Nullable String skills,
            Abilities abilities) {

        public Form(long communityId, String name, String unit, String branch, @Nullable String skills) {
            this(communityId, name, unit, branch, skills, Abilities.NONE);
        }
    }

    /** What a member can do and when, in words that tasks ask for. */
    public record Abilities(Set<Skill> skills, List<FreeTime> freeTimes) {
        public static final Abilities NONE = new Abilities(Set.of(), List.of());
    }

    /** A registration as its member or the community sees it; the name is masked for the community. */
    public record View(
            long id,
            long residentId,
            long communityId,
            RegistrationStatus status,
            String name,
            String unit,
            String branch,
            String skills,
            Set<Skill> skillCodes,
            List<FreeTime> freeTimes,
            Instant submittedAt,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt) {}

    /** One move of a registration: who, why, from where to where. */
    public record Move(
            @Nullable RegistrationStatus fromStatus,
            RegistrationStatus toStatus,
            String actor,
            String reason,
            Instant movedAt) {}

    private static final String TABLE = "identity_registration.";

    private final RegistrationMapper registrations;
    private final Residents residents;
    private final Consents consents;
    private final UnitShares shares;
    private final Authority authority;
    private final Grid grid;
    private final Vault vault;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Registrations(
            RegistrationMapper registrations,
            Residents residents,
            Consents consents,
            UnitShares shares,
            Authority authority,
            Grid grid,
            Vault vault,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.registrations = registrations;
        this.residents = residents;
        this.consents = consents;
        this.shares = shares;
        this.authority = authority;
        this.grid = grid;
        this.vault = vault;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Applies for a registration with a community.
     *
     * @param channel where the resident gave the separate consent that party membership needs
     * @throws NotFound if there is no such community
     * @throws AlreadyRegistered if a registration of this resident is open or in force
     */
    public long submit(Resident resident, Form form, String channel) {
        residents.hold(resident.id());
        var community = grid.community(form.communityId());
        if (registrations.open(resident.id()) != null) {
            throw new AlreadyRegistered();
        }
        consents.give(resident.id(), Consents.Purpose.MEMBERSHIP, channel);
        long id = ids.next();
        var now = clock.instant();
        registrations.insert(new RegistrationMapper.Row(
                id,
                resident.id(),
                community.id(),
                RegistrationStatus.SUBMITTED,
                seal(form.name(), "name", id),
                seal(form.unit(), "unit", id),
                seal(form.branch(), "branch", id),
                form.skills() == null ? null : seal(form.skills(), "skills", id),
                seal(Skill.codes(form.abilities().skills()), "skill_codes", id),
                seal(FreeTime.codes(form.abilities().freeTimes()), "free_time", id),
                now,
                null,
                null,
                null));
        registrations.moved(ids.next(), id, null, RegistrationStatus.SUBMITTED, resident.actorKey(), "本人提交", now);
        audit.record(resident, community.id(), "registration.submit", "registration:" + id, "提交报到");
        return id;
    }

    /**
     * Says anew what the member can do and when.
     *
     * @throws NotFound if it is not the resident's own, or has ended
     */
    public void describe(Resident resident, long id, Abilities abilities) {
        var row = own(resident, id);
        registrations.describe(
                id,
                seal(Skill.codes(abilities.skills()), "skill_codes", id),
                seal(FreeTime.codes(abilities.freeTimes()), "free_time", id));
        audit.record(resident, row.communityId(), "registration.describe", "registration:" + id, "修改技能和空闲时间");
    }

    /** The resident's own, newest first, unmasked. */
    public List<View> of(Resident resident) {
        return registrations.of(resident.id()).stream().map(this::plain).toList();
    }

    /** Those of the communities this staff member decides for, newest first, names masked. */
    public Page<View> page(Staff staff, @Nullable RegistrationStatus status, PageQuery query) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        var communities = authority.communityIds(staff, Permission.CONFIRM_MEMBERS);
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(
                        registrations.page(communities, status, query.before(), query.limit()),
                        query,
                        RegistrationMapper.Row::id)
                .map(this::masked);
    }

    /** One of them. */
    public View find(Staff staff, long id) {
        return masked(theirs(staff, id));
    }

    /** How it came to be where it is. */
    public List<Move> moves(Staff staff, long id) {
        return registrations.moves(theirs(staff, id).id());
    }

    /** Takes a registration into work. */
    public void receive(Staff staff, long id) {
        var row = theirs(staff, id);
        move(row, RegistrationStatus.RECEIVED, staff, "已受理");
        audit.record(staff, row.communityId(), "registration.receive", "registration:" + id, "受理报到");
    }

    /**
     * Confirms a registration, which is in force from now on.
     *
     * @throws NotInThisState if it is decided already
     */
    public void confirm(Staff staff, long id) {
        activate(received(staff, id), staff);
    }

    /** Confirms what a district file says, which nobody has to decide any more. */
    public void confirmLoaded(long id, Actor loader) {
        move(current(id), RegistrationStatus.RECEIVED, loader, "导入");
        activate(current(id), loader);
    }

    /**
     * Confirms who stands on a list that the unit sent and somebody of the community confirmed. What is decided already is
     * left as it is.
     */
    public void confirmListed(long id, Actor by) {
        var row = current(id);
        if (row.status() == RegistrationStatus.SUBMITTED) {
            move(row, RegistrationStatus.RECEIVED, by, "单位名单导入");
            row = current(id);
        }
        if (row.status() == RegistrationStatus.RECEIVED) {
            activate(row, by);
        }
    }

    /** The name as it was filled in, to be compared with what a unit sent. */
    public String wholeName(long id) {
        var row = current(id);
        return open(row.name(), "name", row.id());
    }

    private void activate(RegistrationMapper.Row row, Actor actor) {
        move(row, RegistrationStatus.ACTIVE, actor, "社区确认");
        if (row.name() != null) {
            residents.keepName(row.residentId(), vault.open(row.name(), TABLE + "name", row.id()));
        }
        residents.settle(row.residentId(), row.communityId());
        audit.record(actor, row.communityId(), "registration.confirm", "registration:" + row.id(), "确认报到");
        events.publishEvent(new MemberConfirmed(row.residentId(), row.communityId()));
    }

    /** Does not accept a registration; the resident reads why. */
    public void reject(Staff staff, long id, String reason) {
        var row = received(staff, id);
        move(row, RegistrationStatus.REJECTED, staff, reason);
        audit.record(staff, row.communityId(), "registration.reject", "registration:" + id, "报到未通过");
        decided(row, "REJECTED", reason);
    }

    /** Ends a registration, for example because the member has moved away. */
    public void end(Staff staff, long id, String reason) {
        var row = theirs(staff, id);
        move(row, RegistrationStatus.ENDED, staff, reason);
        audit.record(staff, row.communityId(), "registration.end", "registration:" + id, "结束报到");
        decided(row, "ENDED", reason);
    }

    /**
     * Lets a registration rest: nothing new is claimed until it is taken up again. A wish to move ends with it.
     *
     * @throws NotInThisState if it is not in force
     */
    public void suspend(Staff staff, long id, String reason) {
        var row = theirs(staff, id);
        move(row, RegistrationStatus.SUSPENDED, staff, reason);
        audit.record(staff, row.communityId(), "registration.suspend", "registration:" + id, "暂停：" + reason);
        decided(row, "SUSPENDED", reason);
    }

    /**
     * Takes a suspended registration up again.
     *
     * @throws NotInThisState if it is not suspended
     */
    public void resume(Staff staff, long id) {
        var row = theirs(staff, id);
        if (row.status() != RegistrationStatus.SUSPENDED) {
            throw new NotInThisState(row.status());
        }
        move(row, RegistrationStatus.ACTIVE, staff, "恢复");
        audit.record(staff, row.communityId(), "registration.resume", "registration:" + id, "恢复报到");
        decided(row, "RESUMED", "");
    }

    /**
     * Asks to go on in another community. Until that one agrees, the member stays where they are.
     *
     * @throws NotFound if it is not the resident's own, or there is no such community
     * @throws BadInput if it is the community they are in
     * @throws NotInThisState if it is not in force
     */
    public void askToMove(Resident resident, long id, long communityId) {
        var row = own(resident, id);
        if (grid.community(communityId).id() == row.communityId()) {
            throw new BadInput("您已在这个社区报到，请选择要转往的社区。");
        }
        if (row.status() != RegistrationStatus.ACTIVE
                || registrations.shift(id, row.status(), RegistrationStatus.MOVE_ASKED, communityId) == 0) {
            throw new NotInThisState(row.status());
        }
        moved(
                row,
                RegistrationStatus.MOVE_ASKED,
                resident,
                "本人申请转往" + grid.cell(communityId).name());
        audit.record(resident, row.communityId(), "registration.ask-move", "registration:" + id, "申请转出");
    }

    /**
     * Takes the wish to move back: the member stays where they are.
     *
     * @throws NotFound if it is not the resident's own, or has ended: the other community may have taken them in
     * @throws NotInThisState if there is no such wish: it may have been turned down
     */
    public void stay(Resident resident, long id) {
        var row = own(resident, id);
        if (row.status() != RegistrationStatus.MOVE_ASKED) {
            throw new NotInThisState(row.status());
        }
        move(row, RegistrationStatus.ACTIVE, resident, "本人撤回转出申请");
        audit.record(resident, row.communityId(), "registration.stay", "registration:" + id, "撤回转出申请");
    }

    /** Those who ask to come to the communities this staff member decides for, names masked. */
    public List<View> arriving(Staff staff) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        var communities = authority.communityIds(staff, Permission.CONFIRM_MEMBERS);
        return communities.isEmpty()
                ? List.of()
                : registrations.arriving(communities).stream().map(this::masked).toList();
    }

    /**
     * Takes in a member of another community: the old registration ends as moved, a new one goes on here, at once.
     *
     * @return the new registration
     * @throws NotFound if nobody asks, or asks any more, to come to a community of this staff member with it
     */
    public long takeIn(Staff staff, long id) {
        var row = coming(staff, id);
        long target = java.util.Objects.requireNonNull(row.moveTo());
        var now = clock.instant();
        if (registrations.close(id, RegistrationStatus.MOVE_ASKED, RegistrationStatus.MOVED, now) == 0) {
            throw new NotFound();
        }
        moved(row, RegistrationStatus.MOVED, staff, "转往" + grid.cell(target).name());
        long next = ids.next();
        registrations.insert(new RegistrationMapper.Row(
                next,
                row.residentId(),
                target,
                RegistrationStatus.RECEIVED,
                again(row.name(), "name", id, next),
                again(row.unit(), "unit", id, next),
                again(row.branch(), "branch", id, next),
                again(row.skills(), "skills", id, next),
                again(row.skillCodes(), "skill_codes", id, next),
                again(row.freeTime(), "free_time", id, next),
                now,
                null,
                null,
                null));
        registrations.moved(ids.next(), next, null, RegistrationStatus.RECEIVED, staff.actorKey(), "由转出社区转来", now);
        registrations.arrive(next, id, now);
        registrations.moved(
                ids.next(),
                next,
                RegistrationStatus.RECEIVED,
                RegistrationStatus.ACTIVE,
                staff.actorKey(),
                "接收转入",
                now);
        audit.record(staff, row.communityId(), "registration.move", "registration:" + id, "转出");
        audit.record(staff, target, "registration.take-in", "registration:" + next, "接收转入");
        events.publishEvent(new MemberConfirmed(row.residentId(), target));
        return next;
    }

    /**
     * Leaves a member where they are, with the reason.
     *
     * @throws NotFound if nobody asks, or asks any more, to come to a community of this staff member with it
     */
    public void turnDown(Staff staff, long id, String reason) {
        var row = coming(staff, id);
        move(row, RegistrationStatus.ACTIVE, staff, reason);
        audit.record(staff, row.communityId(), "registration.turn-down", "registration:" + id, "未接收转入：" + reason);
        decided(row, "NOT_TAKEN_IN", reason);
    }

    private void decided(RegistrationMapper.Row row, String how, String reason) {
        events.publishEvent(
                new RegistrationDecided(row.id(), row.residentId(), row.communityId(), how, reason, clock.instant()));
    }

    private RegistrationMapper.Row coming(Staff staff, long id) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        // Read with the resident in hand: they may have taken the wish back, and may now wish to go elsewhere.
        residents.hold(current(id).residentId());
        var row = current(id);
        Long target = row.moveTo();
        if (row.status() != RegistrationStatus.MOVE_ASKED || target == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.CONFIRM_MEMBERS, target);
        return row;
    }

    private @Nullable Sealed again(@Nullable Sealed value, String column, long from, long to) {
        return value == null ? null : seal(vault.open(value, TABLE + column, from), column, to);
    }

    private void moved(RegistrationMapper.Row row, RegistrationStatus to, Actor by, String reason) {
        registrations.moved(ids.next(), row.id(), row.status(), to, by.actorKey(), reason, clock.instant());
    }

    /** Takes the resident's own registration back and deletes what was filled in. Without one, nothing happens. */
    public void withdraw(Resident resident) {
        consents.withdraw(resident.id(), Consents.Purpose.MEMBERSHIP);
        forget(resident.id(), resident, "本人撤回");
        events.publishEvent(new MembershipWithdrawn(resident.id()));
    }

    /** Ends what is open and deletes what was filled in. */
    public void forget(long residentId, Actor actor, String why) {
        residents.hold(residentId);
        var row = registrations.open(residentId);
        if (row != null) {
            move(row, RegistrationStatus.ENDED, actor, why);
            audit.record(actor, row.communityId(), "registration.end", "registration:" + row.id(), why);
        }
        registrations.empty(residentId);
        shares.withdraw(residentId, actor, why);
    }

    /** Their own that is open, with the resident in hand. */
    private RegistrationMapper.Row own(Resident resident, long id) {
        residents.hold(resident.id());
        var row = registrations.open(resident.id());
        if (row == null || row.id() != id) {
            throw new NotFound();
        }
        return row;
    }

    private RegistrationMapper.Row theirs(Staff staff, long id) {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        var row = current(id);
        authority.require(staff, Permission.CONFIRM_MEMBERS, row.communityId());
        return row;
    }

    private RegistrationMapper.Row current(long id) {
        var row = registrations.find(id);
        if (row == null) {
            throw new NotFound();
        }
        return row;
    }

    /** A decision on what nobody has taken into work yet takes it into work first. */
    private RegistrationMapper.Row received(Staff staff, long id) {
        var row = theirs(staff, id);
        if (row.status() != RegistrationStatus.SUBMITTED && row.status() != RegistrationStatus.RECEIVED) {
            throw new NotInThisState(row.status());
        }
        if (row.status() == RegistrationStatus.SUBMITTED) {
            move(row, RegistrationStatus.RECEIVED, staff, "已受理");
            return theirs(staff, id);
        }
        return row;
    }

    private void move(RegistrationMapper.Row row, RegistrationStatus to, Actor actor, String reason) {
        // The resident first, as everywhere: two who decide at once, or a resident who leaves meanwhile, take turns.
        residents.hold(row.residentId());
        var from = row.status();
        var now = clock.instant();
        if (!from.successors().contains(to) || change(row.id(), from, to, now) == 0) {
            throw new NotInThisState(from);
        }
        registrations.moved(ids.next(), row.id(), from, to, actor.actorKey(), reason, now);
    }

    private int change(long id, RegistrationStatus from, RegistrationStatus to, Instant now) {
        return switch (to) {
            case RECEIVED -> registrations.receive(id, from);
            case ACTIVE ->
                from == RegistrationStatus.RECEIVED
                        ? registrations.activate(id, from, now)
                        : registrations.shift(id, from, to, null);
            case SUSPENDED -> registrations.shift(id, from, to, null);
            case REJECTED, ENDED -> registrations.close(id, from, to, now);
            case SUBMITTED, MOVE_ASKED, MOVED -> 0;
        };
    }

    private View plain(RegistrationMapper.Row row) {
        return view(row, open(row.name(), "name", row.id()));
    }

    private View masked(RegistrationMapper.Row row) {
        return view(row, Mask.name(open(row.name(), "name", row.id())));
    }

    private View view(RegistrationMapper.Row row, String name) {
        return new View(
                row.id(),
                row.residentId(),
                row.communityId(),
                row.status(),
                name,
                open(row.unit(), "unit", row.id()),
                open(row.branch(), "branch", row.id()),
                open(row.skills(), "skills", row.id()),
                Skill.of(open(row.skillCodes(), "skill_codes", row.id())),
                FreeTime.of(open(row.freeTime(), "free_time", row.id())),
                row.submittedAt(),
                row.activeSince(),
                row.endedAt());
    }

    private Sealed seal(String plain, String column, long id) {
        return vault.seal(plain, TABLE + column, id);
    }

    private String open(@Nullable Sealed value, String column, long id) {
        return value == null ? "" : vault.open(value, TABLE + column, id);
    }

    static final class AlreadyRegistered extends Refusal {
        AlreadyRegistered() {
            super(HttpStatus.CONFLICT, "already-registered", "您已经有一份报到在办理或在册，不能重复报到。");
        }
    }

    static final class NotInThisState extends Refusal {
        NotInThisState(RegistrationStatus status) {
            super(HttpStatus.CONFLICT, "registration-state", "这份报到目前是“%s”，不能这样办理。".formatted(status.title()));
        }
    }
}
