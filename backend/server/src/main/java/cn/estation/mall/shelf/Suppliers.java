package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The merchants behind the shelf. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Suppliers {

    /** How a merchant is described. */
    public record Card(String name, boolean partner, String offers, String address, String phone) {}

    private final SupplierMapper suppliers;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Suppliers(SupplierMapper suppliers, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.suppliers = suppliers;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Supplier> find(@Nullable Long id) {
        return Optional.ofNullable(id).map(suppliers::find);
    }

    /** The merchants of these communities, with whom they work or worked. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Supplier> of(Collection<Long> communities) {
        return communities.isEmpty() ? List.of() : suppliers.inCommunities(communities);
    }

    /**
     * @throws NotFound if there is no such merchant in the staff member's communities
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Supplier theirs(Staff staff, long id) {
        authority.require(staff, Permission.MANAGE_MALL);
        var supplier = find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, supplier.communityId());
        return supplier;
    }

    /**
     * Adds a merchant.
     *
     * @throws NotFound if the community is not the staff member's
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    public Supplier add(Staff staff, long communityId, Card card) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        var supplier = insert(communityId, null, card);
        audit.record(staff, communityId, "mall.supplier", "supplier:" + supplier.id(), "添加商户“" + card.name() + "”。");
        return supplier;
    }

    /**
     * Changes what is said of a merchant, or ends working with them. What is on the shelf stays.
     *
     * @throws NotFound if there is no such merchant in the staff member's communities
     */
    public void change(Staff staff, long id, Card card, boolean inUse) {
        var supplier = theirs(staff, id);
        suppliers.update(new Supplier(
                id,
                supplier.communityId(),
                supplier.code(),
                card.name(),
                card.partner(),
                card.offers(),
                card.address(),
                card.phone(),
                inUse,
                supplier.createdAt()));
        audit.record(staff, supplier.communityId(), "mall.supplier", "supplier:" + id, "修改商户“" + card.name() + "”。");
    }

    /** The merchant with this code in a district file; a new one if there is none. */
    Supplier loaded(long communityId, String code, Card card) {
        return Optional.ofNullable(suppliers.ofCode(code)).orElseGet(() -> insert(communityId, code, card));
    }

    private Supplier insert(long communityId, @Nullable String code, Card card) {
        var supplier = new Supplier(
                ids.next(),
                communityId,
                code,
                card.name(),
                card.partner(),
                card.offers(),
                card.address(),
                card.phone(),
                true,
                clock.instant());
        suppliers.insert(supplier);
        return supplier;
    }
}
