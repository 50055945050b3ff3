package cn.estation.identity.registration;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Members of other communities who asked to come and wait for this one to take them in. */
@Component
class WaitingArrivals implements WaitingWork {

    private final RegistrationMapper registrations;
    private final Authority authority;

    WaitingArrivals(RegistrationMapper registrations, Authority authority) {
        this.registrations = registrations;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.CONFIRM_MEMBERS)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.CONFIRM_MEMBERS);
        long count = communities.isEmpty() ? 0 : registrations.countArriving(communities);
        return Optional.of(new Waiting("党员申请转入待接收", count, "/console/members/arriving", 51));
    }
}
