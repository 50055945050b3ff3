package cn.estation.identity;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.privacy.Vault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Tells who is an in-service party member, and of which community. */
@Service
public class Members {

    /** A registration that is in force. */
    public record Membership(long residentId, long communityId, Instant since) {}

    /**
     * A member with the unit they work for, as they wrote it.
     *
     * @param id of the registration, in which lists are read on
     */
    public record AtWork(long id, long residentId, long communityId, String unit) {}

    /** A member who agreed that their unit sees what a year came to. */
    public record Sharing(long residentId, long unitId, String unit) {}

    private static final String UNIT = "identity_registration.unit";

    private final MemberMapper members;
    private final Grid grid;
    private final Vault vault;

    Members(MemberMapper members, Grid grid, Vault vault) {
        this.members = members;
        this.grid = grid;
        this.vault = vault;
    }

    /** The members of some communities with their units, the latest to register first. */
    public Page<AtWork> atWork(Collection<Long> communities, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(members.atWork(communities, query.before(), query.limit()), query, MemberMapper.Row::id)
                .map(this::atWork);
    }

    private AtWork atWork(MemberMapper.Row row) {
        var unit = row.unit() == null ? "" : vault.open(row.unit(), UNIT, row.id());
        return new AtWork(row.id(), row.residentId(), row.communityId(), unit);
    }

    /** The members of a community who agreed that their unit sees what their years came to, unit by unit. */
    public List<Sharing> sharing(long communityId) {
        return members.sharing(communityId);
    }

    /** The unit a member said they work for when they last registered; empty if nothing is known of it any more. */
    public String unitOf(long residentId) {
        var row = members.workOf(residentId);
        return row == null ? "" : atWork(row).unit();
    }

    public Optional<Membership> activeOf(long residentId) {
        return Optional.ofNullable(members.active(residentId));
    }

    /** The registration a resident was last a member by, in force or ended: whoever left keeps their record. */
    public Optional<Membership> latestOf(long residentId) {
        return Optional.ofNullable(members.latest(residentId));
    }

    /** @throws NotAMember if the resident has no registration in force with this community */
    public void requireActive(long residentId, long communityId) {
        if (activeOf(residentId)
                .filter(membership -> membership.communityId() == communityId)
                .isEmpty()) {
            throw new NotAMember();
        }
    }

    /** What a member said to be good at; nothing of who is no member. */
    public Set<Skill> skills(long residentId) {
        var row = members.skilled(residentId);
        return row == null || row.skillCodes() == null
                ? Set.of()
                : Skill.of(vault.open(row.skillCodes(), "identity_registration.skill_codes", row.id()));
    }

    /**
     * The members of a part of the tree in order of their ids: of its communities, or, inside a community, those who told
     * that they live there.
     *
     * @param after the last id of the part before, 0 for the first
     */
    public List<Long> activeIn(GridCell cell, long after, int most) {
        if (cell.kind().ordinal() > CellKind.COMMUNITY.ordinal()) {
            return grid.communityOf(cell)
                    .map(community -> members.activeLivingIn(community.id(), cell.path(), after, most))
                    .orElse(List.of());
        }
        var communities = grid.communitiesBelow(cell).stream().map(GridCell::id).toList();
        return communities.isEmpty() ? List.of() : members.activeIn(communities, after, most);
    }
}
