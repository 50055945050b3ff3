package cn.estation.mall.order;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who counts as one household where an item is limited by household: those the community registered as one; of the others,
 * those who bound the same phone number; whoever is neither is a household alone.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Households {

    /** Somebody whom the community registered with a household. */
    record Member(long residentId, long householdId, long communityId, String addedBy, Instant addedAt) {}

    private final HouseholdMapper households;
    private final Residents residents;
    private final Members members;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Households(
            HouseholdMapper households,
            Residents residents,
            Members members,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.households = households;
        this.residents = residents;
        this.members = members;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who counts as one.
     *
     * @param people who belong to it now; what any of them had before counts too
     */
    record Household(long id, Set<Long> people) {}

    /** The household of a resident, kept to this transaction until it ends. */
    Household hold(long residentId) {
        var registered = households.registered(residentId);
        if (registered != null) {
            households.hold(registered);
            return new Household(registered, Set.copyOf(households.people(registered)));
        }
        var mark = residents.phoneMark(residentId);
        long household = keyed(key(residentId, mark));
        households.hold(household);
        var people = new HashSet<>(mark.map(residents::ofPhoneMark).orElse(List.of()));
        people.removeIf(one -> households.registered(one) != null);
        people.add(residentId);
        return new Household(household, people);
    }

    private static String key(long residentId, Optional<String> mark) {
        return mark.map(one -> "phone:" + one).orElse("resident:" + residentId);
    }

    private long keyed(String key) {
        var known = households.ofKey(key);
        if (known != null) {
            return known;
        }
        households.introduce(ids.next(), key);
        return Objects.requireNonNull(households.ofKey(key));
    }

    /** The registered households of these communities, each with all its people, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Page<List<Member>> of(Collection<Long> communities, PageQuery query) {
        var people = communities.isEmpty()
                ? List.<Member>of()
                : households.inCommunities(communities, query.before(), query.limit());
        var houses = people.stream()
                .collect(Collectors.groupingBy(Member::householdId, LinkedHashMap::new, Collectors.toList()));
        return Page.of(
                List.copyOf(houses.values()), query, house -> house.getFirst().householdId());
    }

    /**
     * Registers members of a community as one household.
     *
     * @throws BadInput if there are fewer than two or more than ten
     * @throws NotFound if the community is not the staff member's, or one of them is no member of it
     * @throws AlreadyRegistered if one of them belongs to a household
     */
    long register(Staff staff, long communityId, Set<Long> people) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        if (people.size() < 2 || people.size() > 10) {
            throw new BadInput("一户应有 2 到 10 人。");
        }
        long household = ids.next();
        households.register(household, "house:" + household, communityId);
        for (long person : people.stream().sorted().toList()) {
            if (members.activeOf(person)
                    .filter(one -> one.communityId() == communityId)
                    .isEmpty()) {
                throw new NotFound();
            }
            if (households.join(person, household, communityId, staff.actorKey(), clock.instant()) == 0) {
                throw new AlreadyRegistered(residents.maskedName(person));
            }
        }
        audit.record(staff, communityId, "mall.household", "household:" + household, "登记同一户 " + people.size() + " 人。");
        return household;
    }

    /**
     * They are no household any more.
     *
     * @throws NotFound if it is not one of the staff member's communities
     */
    void dissolve(Staff staff, long household, String reason) {
        long community = requireTheirs(staff, household);
        households.dissolve(household);
        audit.record(staff, community, "mall.household", "household:" + household, "取消同户登记：" + reason);
    }

    /**
     * The community a household is registered with.
     *
     * @throws NotFound if it is not one of the staff member's communities
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    long requireTheirs(Staff staff, long household) {
        authority.require(staff, Permission.MANAGE_MALL);
        long community = Optional.ofNullable(households.communityOf(household)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, community);
        return community;
    }

    /** Who has left is of no household, and the mark of their number is deleted unless somebody who shares it is still here. */
    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        households.leave(event.residentId());
        households.byPhone(event.residentId()).stream()
                .filter(household -> households.redeemed(household.id()).stream()
                        .noneMatch(one -> key(one, residents.phoneMark(one)).equals(household.householdKey())))
                .forEach(household -> households.forgetKey(household.id()));
    }

    static final class AlreadyRegistered extends Refusal {
        AlreadyRegistered(String name) {
            super(HttpStatus.CONFLICT, "already-registered", name + "已登记在另一户，请先取消那一户的登记。");
        }
    }
}
