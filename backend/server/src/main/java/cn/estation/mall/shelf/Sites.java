package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.mall.gate.Gone;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counters where things are collected. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Sites {

    private static final Sign ONLINE = new Sign("线上发放", "", "随时在小程序“我的兑换”里查看", "");

    private final SiteMapper sites;
    private final Gone gone;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Sites(SiteMapper sites, Gone gone, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.sites = sites;
        this.gone = gone;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** How a counter is described. */
    public record Sign(String name, String address, String hours, String phone) {}

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Site> find(long id) {
        return Optional.ofNullable(sites.find(id));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, Site> all(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sites.all(ids).stream().collect(Collectors.toMap(Site::id, Function.identity()));
    }

    /** Counters of these communities, in use or not. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Site> counters(Collection<Long> communities) {
        return communities.isEmpty() ? List.of() : sites.inCommunities(communities);
    }

    /**
     * The counter, if it is in the staff member's communities.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if the permission is not theirs anywhere
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Site theirs(Staff staff, Permission permission, long id) {
        authority.require(staff, permission);
        var site = find(id).orElseThrow(NotFound::new);
        authority.require(staff, permission, site.communityId());
        return site;
    }

    /**
     * Adds a counter.
     *
     * @throws NotFound if the community is not the staff member's
     * @throws NameTaken if the community has one of this name and these hours
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    public Site add(Staff staff, long communityId, Sign sign) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        var site = insert(communityId, null, Site.Kind.COUNTER, sign).orElseThrow(NameTaken::new);
        audit.record(staff, communityId, "mall.site", "site:" + site.id(), "添加领取点“" + sign.name() + "”。");
        return site;
    }

    /**
     * Changes what is said of a counter, or takes it out of use. What waits there is still collected there.
     *
     * @throws NotFound if there is no such counter in the staff member's communities
     */
    public void change(Staff staff, long id, Sign sign, boolean inUse) {
        var site = theirs(staff, Permission.MANAGE_MALL, id);
        sites.items(id).forEach(gone::comesBack);
        try {
            sites.update(new Site(
                    id,
                    site.communityId(),
                    site.code(),
                    site.kind(),
                    sign.name(),
                    sign.address(),
                    sign.hours(),
                    sign.phone(),
                    inUse,
                    site.createdAt()));
        } catch (DuplicateKeyException sameName) {
            throw new NameTaken();
        }
        audit.record(
                staff,
                site.communityId(),
                "mall.site",
                "site:" + id,
                "修改领取点“%s”%s".formatted(sign.name(), inUse == site.inUse() ? "。" : inUse ? "，重新启用。" : "，停用。"));
    }

    /** The community's counter of this name and hours; a new one if there is none. Two at once make one. */
    Site named(long communityId, Sign sign) {
        return insert(communityId, null, Site.Kind.COUNTER, sign).orElseGet(() -> known(communityId, sign));
    }

    /** Where codes without a counter are kept; a new one if there is none. Two at once make one. */
    Site online(long communityId) {
        return insert(communityId, null, Site.Kind.ONLINE, ONLINE)
                .or(() ->
                        Optional.ofNullable(sites.named(communityId, Site.Kind.ONLINE, ONLINE.name(), ONLINE.hours())))
                .orElseThrow();
    }

    /** The counter with this code in a district file; a new one if there is none. */
    Site loaded(long communityId, String code, Sign sign) {
        return Optional.ofNullable(sites.ofCode(code))
                .or(() -> insert(communityId, code, Site.Kind.COUNTER, sign))
                .orElseGet(() -> known(communityId, sign));
    }

    private Site known(long communityId, Sign sign) {
        return Objects.requireNonNull(sites.named(communityId, Site.Kind.COUNTER, sign.name(), sign.hours()));
    }

    private Optional<Site> insert(long communityId, @Nullable String code, Site.Kind kind, Sign sign) {
        var site = new Site(
                ids.next(),
                communityId,
                code,
                kind,
                sign.name(),
                sign.address(),
                sign.hours(),
                sign.phone(),
                true,
                clock.instant());
        return sites.insert(site) == 0 ? Optional.empty() : Optional.of(site);
    }

    static final class NameTaken extends Refusal {
        NameTaken() {
            super(HttpStatus.CONFLICT, "site-name-taken", "本社区已有同名同时间的领取点，请换个名称。");
        }
    }
}
