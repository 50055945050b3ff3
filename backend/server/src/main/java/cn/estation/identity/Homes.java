package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where residents live, as far as the building and no further; told by themselves and by nobody else. Choosing is the
 * consent: what it is for stands in the notice.
 */
@Service
class Homes {

    private final HomeMapper homes;
    private final ResidentMapper residents;
    private final Consents consents;
    private final Grid grid;
    private final AuditTrail audit;
    private final Clock clock;

    Homes(HomeMapper homes, ResidentMapper residents, Consents consents, Grid grid, AuditTrail audit, Clock clock) {
        this.homes = homes;
        this.residents = residents;
        this.consents = consents;
        this.grid = grid;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<GridCell> of(long residentId) {
        return Optional.ofNullable(homes.building(residentId)).flatMap(grid::find);
    }

    /**
     * Keeps the building, and the community with it for who has not chosen one.
     *
     * @throws NotFound if there is no such building in use
     */
    @Transactional(propagation = Propagation.MANDATORY)
    GridCell choose(Resident resident, long buildingId) {
        residents.lock(resident.id());
        var building = grid.find(buildingId)
                .filter(cell -> cell.kind() == CellKind.BUILDING && cell.validTo() == null)
                .orElseThrow(NotFound::new);
        consents.give(resident.id(), Consents.Purpose.HOME, "MINI_PROGRAM");
        homes.choose(resident.id(), building.id(), clock.instant());
        long community = community(building).map(GridCell::id).orElse(0L);
        if (community != 0) {
            residents.firstCommunity(resident.id(), community);
        }
        audit.record(resident, community, "resident.choose-home", "resident:" + resident.id(), "选择所住楼栋");
        return building;
    }

    /** Deletes it, with the consent. Doing it again does nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forget(long residentId, Actor actor, String why) {
        residents.lock(residentId);
        consents.withdraw(residentId, Consents.Purpose.HOME);
        if (homes.delete(residentId) > 0) {
            audit.record(actor, 0, "resident.forget-home", "resident:" + residentId, why);
        }
    }

    /** The community a building stands in. */
    Optional<GridCell> community(GridCell building) {
        return grid.communityOf(building);
    }
}
