package cn.estation.identity.staff;

import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Staff for tests, already past both factors. */
@Component
public class TestStaff {

    private final StaffMapper staff;
    private final StaffRoles roles;
    private final StaffSessions sessions;
    private final Ids ids;
    private final Clock clock;

    TestStaff(StaffMapper staff, StaffRoles roles, StaffSessions sessions, Ids ids, Clock clock) {
        this.staff = staff;
        this.roles = roles;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    public long add(StaffRole role, long cellId) {
        long id = ids.next();
        var login = "t" + Codes.next().toLowerCase(Locale.ROOT);
        staff.insert(new StaffMapper.Row(
                id, login, role.title() + "甲", "ACTIVE", "none", false, null, null, false, clock.instant(), null));
        roles.grant(id, role, cellId, "test");
        return id;
    }

    /** The value of the session cookie. */
    public String signIn(long staffId) {
        return sessions.open(staffId);
    }
}
