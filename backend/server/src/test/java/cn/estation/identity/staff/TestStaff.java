package cn.estation.identity.staff;

import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Staff for tests, already past both factors. */
@Component
public class TestStaff {

    private final StaffMapper staff;
    private final StaffRoles roles;
    private final StaffSessions sessions;
    private final StaffDirectory directory;
    private final Totp totp;
    private final Ids ids;
    private final Clock clock;

    TestStaff(
            StaffMapper staff,
            StaffRoles roles,
            StaffSessions sessions,
            StaffDirectory directory,
            Totp totp,
            Ids ids,
            Clock clock) {
        this.staff = staff;
        this.roles = roles;
        this.sessions = sessions;
        this.directory = directory;
        this.totp = totp;
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

    /** Somebody whom an administrator has just added, before the first sign-in. */
    public record Newcomer(String login, String name, String password) {}

    public Newcomer newcomer(StaffRole role, String name, long cellId) {
        var administrator = new Staff(
                add(StaffRole.ADMINISTRATOR, cellId),
                "管理员",
                0,
                List.of(new Staff.Grant(StaffRole.ADMINISTRATOR, cellId)));
        var login = "n" + Codes.next().toLowerCase(Locale.ROOT);
        return new Newcomer(
                login,
                name,
                directory.add(administrator, login, name, role, cellId).password());
    }

    /** What an authenticator shows at this moment. */
    public String codeNow(String secret) {
        return totp.code(secret.replace(" ", ""), clock.instant().getEpochSecond() / 30);
    }
}
