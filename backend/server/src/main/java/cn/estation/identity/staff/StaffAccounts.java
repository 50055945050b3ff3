package cn.estation.identity.staff;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the rows of accounts. Who may have one made is decided elsewhere. */
@Component
class StaffAccounts {

    private final StaffMapper staff;
    private final Passwords passwords;
    private final Totp totp;
    private final Ids ids;
    private final Clock clock;

    StaffAccounts(StaffMapper staff, Passwords passwords, Totp totp, Ids ids, Clock clock) {
        this.staff = staff;
        this.passwords = passwords;
        this.totp = totp;
        this.ids = ids;
        this.clock = clock;
    }

    /** An account that sets up its authenticator and its own password at the first sign-in. */
    long add(String login, String name, String password) {
        return insert(login, name, password, null, true, false);
    }

    /** An account whose authenticator is set up already. */
    long addWithTotp(String login, String name, String password, String secret, boolean mustChange) {
        return insert(login, name, password, secret, mustChange, false);
    }

    /** An account whose password and secret everybody may know. */
    long addDemonstration(String login, String name, String password, String secret) {
        return insert(login, name, password, secret, false, true);
    }

    private long insert(
            String typedLogin,
            String typedName,
            String password,
            @org.jspecify.annotations.Nullable String secret,
            boolean mustChange,
            boolean demonstration) {
        var login = StaffDirectory.requireLogin(typedLogin);
        var name = typedName.strip();
        if (name.isEmpty() || name.length() > 40 || !CleanText.isClean(name)) {
            throw new BadInput("姓名应为 1 到 40 个字。");
        }
        if (staff.byLogin(login) != null) {
            throw new StaffDirectory.LoginTaken();
        }
        long id = ids.next();
        var now = clock.instant();
        staff.insert(new StaffMapper.Row(
                id,
                login,
                name,
                "ACTIVE",
                passwords.hash(password),
                mustChange,
                secret == null ? null : totp.seal(secret, id),
                secret == null ? null : now,
                demonstration,
                now,
                null));
        return id;
    }
}
