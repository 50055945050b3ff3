package cn.estation.mall.order;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.mall.shelf.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Redemptions as they are kept: found by whose they are, listed, and every change of them written down. */
@Service
public class Orders {

    /** One change of a redemption's state. */
    public record Move(
            long id,
            long redemptionId,
            @Nullable RedemptionStatus fromStatus,
            RedemptionStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** What was asked and answered about a return. */
    public record AskedBack(
            long redemptionId,
            String reason,
            Instant askedAt,
            Returns.@Nullable UnitState unitState,
            String answer,
            @Nullable Instant decidedAt) {}

    /**
     * Which redemptions to list.
     *
     * @param live true for those that were not given back
     * @param from first day in China, inclusively, as {@code to} is the last
     */
    public record Search(
            @Nullable RedemptionStatus status,
            @Nullable Long siteId,
            @Nullable Long itemId,
            boolean live,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    private final RedemptionMapper redemptions;
    private final Authority authority;
    private final Ids ids;
    private final Clock clock;

    Orders(RedemptionMapper redemptions, Authority authority, Ids ids, Clock clock) {
        this.redemptions = redemptions;
        this.authority = authority;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Redemption> find(long id) {
        return redemptions.find(id);
    }

    /** @throws NotFound if it is not the resident's own, or there is none */
    Redemption own(Resident resident, long id) {
        return redemptions
                .find(id)
                .filter(found -> found.residentId() == resident.id())
                .orElseThrow(NotFound::new);
    }

    /**
     * The redemption, if it is of the staff member's communities.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    public Redemption theirs(Staff staff, long redemptionId) {
        authority.require(staff, Permission.MANAGE_MALL);
        var redemption = redemptions.find(redemptionId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, redemption.communityId());
        return redemption;
    }

    /** Redemptions of these communities, newest first. */
    public List<Redemption> of(Collection<Long> communities, Search search, PageQuery query) {
        return communities.isEmpty()
                ? List.of()
                : redemptions.inCommunities(communities, search, query.before(), query.limit());
    }

    public List<Move> moves(long id) {
        return redemptions.moves(id);
    }

    public Optional<AskedBack> asked(long id) {
        return Optional.ofNullable(redemptions.asked(id));
    }

    /** How many redemptions of these communities stand there. */
    public long count(Collection<Long> communities, RedemptionStatus status) {
        return communities.isEmpty() ? 0 : redemptions.count(communities, status, null);
    }

    /** What waits at a counter, newest first. */
    List<Redemption> waitingAt(Site site, PageQuery query) {
        return of(
                List.of(site.communityId()),
                new Search(RedemptionStatus.READY, site.id(), null, false, null, null),
                query);
    }

    long waitingAt(Site site) {
        return redemptions.count(List.of(site.communityId()), RedemptionStatus.READY, site.id());
    }

    /** Writes down that a redemption went on, from the state in which the guard of the change found it. */
    void moved(long id, RedemptionStatus from, RedemptionStatus to, Actor by, String reason) {
        redemptions.record(new Move(ids.next(), id, from, from.to(to), by.actorKey(), reason, clock.instant()));
    }

    /** Writes down that there is a new one. */
    void made(Redemption redemption, Actor by) {
        redemptions.insert(redemption);
        redemptions.record(new Move(
                ids.next(), redemption.id(), null, redemption.status(), by.actorKey(), "", redemption.createdAt()));
    }
}
