package cn.estation.identity.staff;

import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads and writes who has which role where. Each row carries a keyed digest of itself: a row that was written past the
 * service grants nothing (GB/T 39786-2021, integrity of access control).
 */
@Component
class StaffRoles {

    private static final Logger log = LoggerFactory.getLogger(StaffRoles.class);

    private final StaffMapper staff;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    StaffRoles(StaffMapper staff, BlindIndex index, Ids ids, Clock clock) {
        this.staff = staff;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    List<Staff.Grant> of(long staffId) {
        return genuine(staff.roles(staffId));
    }

    List<Staff.Grant> genuine(List<StaffMapper.Role> rows) {
        return rows.stream()
                .filter(this::isGenuine)
                .map(row -> new Staff.Grant(row.role(), row.cellId()))
                .toList();
    }

    void grant(long staffId, StaffRole role, long cellId, String by) {
        staff.grant(ids.next(), staffId, role, cellId, proof(staffId, role, cellId), by, clock.instant());
    }

    private boolean isGenuine(StaffMapper.Role row) {
        boolean genuine = row.proof().equals(proof(row.staffId(), row.role(), row.cellId()));
        if (!genuine) {
            log.error(
                    "role row {} of staff {} was not written by this service and is ignored", row.id(), row.staffId());
        }
        return genuine;
    }

    private String proof(long staffId, StaffRole role, long cellId) {
        return index.of("identity_staff_role.proof", staffId + "|" + role + "|" + cellId);
    }
}
