package cn.estation.identity.staff;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs staff in to the console, step by step: password; code of the authenticator, set up first where there is none;
 * a new password where the first one is still in use; then a session with a token of its own.
 */
@Service
public class StaffSignIn {

    private static final Actor NOBODY_YET = () -> "sign-in";
    private static final int TRIES = 5;

    /** What a sign-in needs next. */
    public enum Next {
        /** Set up the authenticator: show {@link #enrolment} and ask for a code. */
        ENROL,
        /** Ask for a code. */
        CODE,
        /** Ask for a new password. */
        NEW_PASSWORD,
        /** Nothing: the token is that of the session. */
        SIGNED_IN
    }

    /**
     * Where a sign-in stands.
     *
     * @param token for {@link StaffCookies#SIGN_IN}, or for {@link StaffCookies#SESSION} once signed in
     * @param device for {@link StaffCookies#DEVICE} once signed in
     */
    public record Step(Next next, String token, @Nullable String device) {
        @Override
        public String toString() {
            return "Step to " + next;
        }
    }

    /** What an authenticator app needs; {@code uri} goes into a QR code. */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    private final StaffMapper staff;
    private final StaffSessions sessions;
    private final Passwords passwords;
    private final Totp totp;
    private final Attempts attempts;
    private final KnownDevices devices;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StaffSignIn(
            StaffMapper staff,
            StaffSessions sessions,
            Passwords passwords,
            Totp totp,
            Attempts attempts,
            KnownDevices devices,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.staff = staff;
        this.sessions = sessions;
        this.passwords = passwords;
        this.totp = totp;
        this.attempts = attempts;
        this.devices = devices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Checks login name and password. Unknown names take the same work and get the same answer as wrong passwords.
     *
     * @param address of the caller
     * @param device value of {@link StaffCookies#DEVICE}, if the browser sent one
     * @throws WrongCredentials if the two do not belong together
     * @throws Attempts.TooManyAttempts if there were too many attempts before this one
     */
    public Step password(String login, String password, String address, @Nullable String device) {
        var name = login(login);
        var origin = new Attempts.Origin(name, address, devices.knows(name, device));
        attempts.count(origin);
        var row = staff.byLogin(name);
        boolean right = passwords.matches(password, row == null || !row.active() ? null : row.passwordHash());
        if (row == null || !right) {
            audit.refused(NOBODY_YET, 0, "staff.sign-in", "staff:" + (row == null ? 0 : row.id()), "登录名或口令不正确");
            throw new WrongCredentials();
        }
        attempts.giveBack(origin);
        return new Step(row.totpConfirmedAt() == null ? Next.ENROL : Next.CODE, sessions.begin(row.id()), null);
    }

    /** Where the sign-in with this token stands, for showing its page again. */
    public Step standing(String token) {
        var session = underWay(token);
        if (session.stage().equals(StaffSessions.VERIFIED)) {
            return new Step(Next.NEW_PASSWORD, token, null);
        }
        return new Step(row(session).totpConfirmedAt() == null ? Next.ENROL : Next.CODE, token, null);
    }

    /**
     * The secret for an authenticator that is not set up yet. The same until it is.
     *
     * @throws SignInOver if the sign-in took too long, or the authenticator is set up
     */
    public Enrolment enrolment(String token) {
        var session = underWay(token);
        return required(transaction.execute(status -> {
            var row = staff.lock(session.staffId());
            if (row == null || !row.active() || row.totpConfirmedAt() != null) {
                throw new SignInOver();
            }
            var held = row.totpSecret();
            var secret = held == null ? totp.freshSecret() : totp.open(held, row.id());
            if (held == null) {
                staff.totp(row.id(), totp.seal(secret, row.id()), null);
            }
            return new Enrolment(secret, totp.uri(secret, row.login()));
        }));
    }

    /**
     * Checks a code of the authenticator. Each code is accepted once.
     *
     * @throws WrongCode if it is wrong or was used
     * @throws SignInOver if the sign-in took too long or had too many wrong codes
     * @throws Attempts.TooManyAttempts if there were too many attempts before this one
     */
    public Step code(String token, String code, String address, @Nullable String device) {
        var session = underWay(token);
        var row = row(session);
        var origin = new Attempts.Origin(row.login(), address, devices.knows(row.login(), device));
        attempts.count(origin);
        if (!sessions.tryOnce(session.id(), TRIES)) {
            sessions.end(session.id());
            throw new SignInOver();
        }
        if (!accept(row, code)) {
            audit.refused(NOBODY_YET, 0, "staff.sign-in", "staff:" + row.id(), "动态口令不正确");
            throw new WrongCode();
        }
        attempts.succeeded(origin);
        if (row.mustChangePassword()) {
            if (!sessions.move(session.id(), StaffSessions.PASSWORD, StaffSessions.VERIFIED)) {
                throw new SignInOver();
            }
            return new Step(Next.NEW_PASSWORD, token, null);
        }
        return signIn(session, row.login());
    }

    /**
     * Sets a new password in the course of a sign-in.
     *
     * @throws Passwords.WeakPassword if it is not good enough
     * @throws SamePassword if it is the old one
     */
    public Step newPassword(String token, String password) {
        var session = underWay(token);
        if (!session.stage().equals(StaffSessions.VERIFIED)) {
            throw new SignInOver();
        }
        var row = row(session);
        var hash = passwords.accepted(password, row.login());
        if (passwords.matches(password, row.passwordHash())) {
            throw new SamePassword();
        }
        staff.password(row.id(), hash, false, clock.instant());
        audit.record(() -> "staff:" + row.id(), 0, "staff.change-password", "staff:" + row.id(), "首次登录修改口令");
        return signIn(session, row.login());
    }

    /**
     * Changes the password of staff who are signed in, and ends their other sessions.
     *
     * @throws WrongCredentials if the old one is wrong
     * @throws Passwords.WeakPassword if the new one is not good enough
     * @throws SamePassword if it is the old one
     */
    public void changePassword(cn.estation.identity.Staff who, String old, String fresh, String address) {
        var row = required(staff.find(who.id()));
        var origin = new Attempts.Origin(row.login(), address, true);
        attempts.count(origin);
        if (!passwords.matches(old, row.passwordHash())) {
            throw new WrongCredentials();
        }
        attempts.succeeded(origin);
        var hash = passwords.accepted(fresh, row.login());
        if (passwords.matches(fresh, row.passwordHash())) {
            throw new SamePassword();
        }
        transaction.executeWithoutResult(status -> {
            staff.password(who.id(), hash, false, clock.instant());
            sessions.endOthers(who);
            audit.record(who, 0, "staff.change-password", "staff:" + who.id(), "修改口令");
        });
    }

    /** Ends the session. */
    public void signOut(cn.estation.identity.Staff who) {
        if (sessions.end(who.sessionId())) {
            audit.record(who, 0, "staff.sign-out", "staff:" + who.id(), "退出后台");
        }
    }

    /** The form in which login names are kept and compared. */
    static String login(String typed) {
        var name = CleanText.normalize(typed).toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(64, name.length()));
    }

    private boolean accept(StaffMapper.Row row, String code) {
        var secret = row.totpSecret();
        if (secret == null) {
            return false;
        }
        var step = totp.stepOf(totp.open(secret, row.id()), code);
        if (step.isEmpty() || staff.useStep(row.id(), step.getAsLong()) == 0) {
            return false;
        }
        if (row.totpConfirmedAt() == null && staff.confirmTotp(row.id(), clock.instant()) > 0) {
            audit.record(() -> "staff:" + row.id(), 0, "staff.enrol-totp", "staff:" + row.id(), "启用动态口令");
        }
        return true;
    }

    /** A new token, so that whoever knew the old one has nothing. */
    private Step signIn(StaffSessionMapper.Live session, String login) {
        var token = transaction.execute(status -> {
            if (!sessions.end(session.id())) {
                throw new SignInOver();
            }
            audit.record(() -> "staff:" + session.staffId(), 0, "staff.sign-in", "staff:" + session.staffId(), "登录后台");
            return sessions.open(session.staffId());
        });
        return new Step(Next.SIGNED_IN, required(token), devices.remember(login));
    }

    private StaffSessionMapper.Live underWay(String token) {
        return sessions.underWay(token).orElseThrow(SignInOver::new);
    }

    private StaffMapper.Row row(StaffSessionMapper.Live session) {
        return required(staff.find(session.staffId()));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the row was there a moment ago");
        }
        return value;
    }

    /** Name and password do not belong together; which of the two is wrong stays untold. */
    public static final class WrongCredentials extends Refusal {
        WrongCredentials() {
            super(HttpStatus.UNAUTHORIZED, "wrong-credentials", "登录名或口令不正确。");
        }
    }

    /** The code is wrong, too old, or was used. */
    public static final class WrongCode extends Refusal {
        WrongCode() {
            super(HttpStatus.UNAUTHORIZED, "wrong-code", "动态口令不正确或已用过，请等下一个再试。");
        }
    }

    /** Back to the first step. */
    public static final class SignInOver extends Refusal {
        SignInOver() {
            super(HttpStatus.UNAUTHORIZED, "sign-in-over", "这次登录已失效，请从头再来。");
        }
    }

    /** The new password is the old one. */
    public static final class SamePassword extends Refusal {
        SamePassword() {
            super(HttpStatus.BAD_REQUEST, "same-password", "新口令不能与原口令相同。");
        }
    }
}
