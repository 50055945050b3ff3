package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.identity.staff.StaffSignIn.Next;
import cn.estation.identity.staff.StaffSignIn.Step;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two factors, one after the other, and nobody locked out by a stranger. */
@EstationTest
class StaffSignInTests {

    private static final String PASSWORD = "correct horse battery";

    private final People people;
    private final StaffSignIn signIn;
    private final StaffSessions sessions;
    private final StaffAccounts accounts;
    private final StaffRoles roles;
    private final StaffMapper staff;
    private final Totp totp;
    private final JdbcClient database;
    private final Clock clock;

    @Autowired
    StaffSignInTests(
            People people,
            StaffSignIn signIn,
            StaffSessions sessions,
            StaffAccounts accounts,
            StaffRoles roles,
            StaffMapper staff,
            Totp totp,
            JdbcClient database,
            Clock clock) {
        this.people = people;
        this.signIn = signIn;
        this.sessions = sessions;
        this.accounts = accounts;
        this.roles = roles;
        this.staff = staff;
        this.totp = totp;
        this.database = database;
        this.clock = clock;
    }

    private record Account(long id, String login, String secret) {}

    @Test
    void signsInWithPasswordAndCode() {
        var director = account();
        var address = address();
        var first = signIn.password(director.login(), PASSWORD, address, null);
        assertThat(first.next()).isEqualTo(Next.CODE);
        assertThat(sessions.staff(first.token()))
                .as("a password alone opens nothing")
                .isEmpty();

        var last = signIn.code(first.token(), code(director), address, null);
        assertThat(last.next()).isEqualTo(Next.SIGNED_IN);
        assertThat(last.token()).isNotEqualTo(first.token());
        assertThat(sessions.staff(last.token()).orElseThrow().id()).isEqualTo(director.id());
        assertThatThrownBy(() -> signIn.standing(first.token())).isInstanceOf(StaffSignIn.SignInOver.class);
    }

    @Test
    void findsTheAccountHoweverTheNameIsTyped() {
        var director = account();
        var typed = " " + director.login().toUpperCase(Locale.ROOT) + " ";
        assertThat(signIn.password(typed, PASSWORD, address(), null).next()).isEqualTo(Next.CODE);
    }

    @Test
    void acceptsACodeOnce() throws Exception {
        var director = account();
        var code = code(director);
        var address = address();
        var starts = IntStream.range(0, 2)
                .mapToObj(n -> signIn.password(director.login(), PASSWORD, address, null))
                .toList();
        var outcomes = race(starts.stream()
                .map(start -> (Callable<Object>) () -> signIn.code(start.token(), code, address, null))
                .toList());

        assertThat(outcomes).filteredOn(Step.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(StaffSignIn.WrongCode.class::isInstance).hasSize(1);
        var again = signIn.password(director.login(), PASSWORD, address, null);
        assertThatThrownBy(() -> signIn.code(again.token(), code, address, null))
                .isInstanceOf(StaffSignIn.WrongCode.class);
    }

    @Test
    void acceptsTheCodesOfTheStepsNextToThisOneAndNoOthers() {
        var director = account();
        long now = clock.instant().getEpochSecond() / 30;
        assertThat(totp.stepOf(director.secret(), totp.code(director.secret(), now - 1)))
                .hasValue(now - 1);
        assertThat(totp.stepOf(director.secret(), totp.code(director.secret(), now + 1)))
                .hasValue(now + 1);
        assertThat(totp.stepOf(director.secret(), totp.code(director.secret(), now - 3)))
                .isEmpty();
        assertThat(totp.stepOf(director.secret(), totp.code(director.secret(), now + 3)))
                .isEmpty();
        assertThat(totp.stepOf(director.secret(), "")).isEmpty();
    }

    /** RFC 6238, appendix B, SHA-1, the last six digits; the secret is 12345678901234567890 in base 32. */
    @Test
    void makesTheCodesOfTheStandard() {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assertThat(totp.code(secret, 59 / 30)).isEqualTo("287082");
        assertThat(totp.code(secret, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(totp.code(secret, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void endsASignInAfterFiveWrongCodes() {
        var director = account();
        var start = signIn.password(director.login(), PASSWORD, address(), null);
        for (int n = 0; n < 5; n++) {
            // From a new address each time, as one who guesses would.
            assertThatThrownBy(() -> signIn.code(start.token(), "000000", address(), null))
                    .isInstanceOf(StaffSignIn.WrongCode.class);
        }
        assertThatThrownBy(() -> signIn.code(start.token(), code(director), address(), null))
                .isInstanceOf(StaffSignIn.SignInOver.class);
    }

    @Test
    void asksNewStaffForAnAuthenticatorAndAPasswordOfTheirOwn() {
        var login = login();
        long id = accounts.add(login, "新人", PASSWORD);
        roles.grant(id, StaffRole.GRID_WORKER, people.community().id(), "test");
        var start = signIn.password(login, PASSWORD, address(), null);
        assertThat(start.next()).isEqualTo(Next.ENROL);
        var enrolment = signIn.enrolment(start.token());
        assertThat(signIn.enrolment(start.token())).as("a reloaded page").isEqualTo(enrolment);
        assertThat(enrolment.uri()).startsWith("otpauth://totp/").contains("secret=" + enrolment.secret());

        var enrolled = signIn.code(start.token(), now(enrolment.secret()), address(), null);
        assertThat(enrolled.next()).isEqualTo(Next.NEW_PASSWORD);
        assertThatThrownBy(() -> signIn.enrolment(start.token())).isInstanceOf(StaffSignIn.SignInOver.class);
        assertThatThrownBy(() -> signIn.newPassword(enrolled.token(), PASSWORD))
                .isInstanceOf(StaffSignIn.SamePassword.class);
        assertThatThrownBy(() -> signIn.newPassword(enrolled.token(), "short"))
                .isInstanceOf(Passwords.WeakPassword.class);
        var last = signIn.newPassword(enrolled.token(), "another horse, another battery");
        assertThat(last.next()).isEqualTo(Next.SIGNED_IN);
        assertThat(signIn.password(login, "another horse, another battery", address(), null)
                        .next())
                .isEqualTo(Next.CODE);
        assertThatThrownBy(() -> signIn.password(login, PASSWORD, address(), null))
                .isInstanceOf(StaffSignIn.WrongCredentials.class);
    }

    @Test
    void tellsNothingAboutWhetherAnAccountExists() {
        var director = account();
        var wrong = refusal(director.login(), "wrong password here", address());
        var unknown = refusal(login(), "wrong password here", address());
        var ended = account();
        staff.end(ended.id(), clock.instant());
        var gone = refusal(ended.login(), PASSWORD, address());
        assertThat(unknown.getBody()).isEqualTo(wrong.getBody());
        assertThat(gone.getBody()).isEqualTo(wrong.getBody());

        assertThat(exhaust(director.login())).isEqualTo(exhaust(login()));
    }

    @Test
    void takesAsLongForAnUnknownNameAsForAWrongPassword() {
        var director = account();
        var known = times(() -> refusal(director.login(), "wrong password here", address()));
        var unknown = times(() -> refusal(login(), "wrong password here", address()));
        assertThat(median(unknown)).isBetween(median(known) / 3, median(known) * 3);
    }

    @Test
    void slowsDownOneWhoGuessesFromOneAddress() {
        var director = account();
        var attacker = address();
        for (int n = 0; n < Attempts.ACCOUNT_AND_ADDRESS; n++) {
            assertThat(refusal(director.login(), "guess number " + n, attacker))
                    .isInstanceOf(StaffSignIn.WrongCredentials.class);
        }
        assertThat(refusal(director.login(), PASSWORD, attacker)).isInstanceOf(Attempts.TooManyAttempts.class);
        assertThat(signIn.password(director.login(), PASSWORD, address(), null).next())
                .as("from elsewhere")
                .isEqualTo(Next.CODE);

        database.sql("UPDATE identity_attempt SET window_ends_at = window_ends_at - INTERVAL 16 MINUTE")
                .update();
        assertThat(signIn.password(director.login(), PASSWORD, attacker, null).next())
                .as("a quarter of an hour later")
                .isEqualTo(Next.CODE);
    }

    @Test
    void slowsDownOneWhoTriesOnePasswordOnManyAccounts() {
        var attacker = address();
        for (int n = 0; n < Attempts.ADDRESS; n++) {
            refusal("nobody" + n, "wrong password here", attacker);
        }
        var director = account();
        assertThat(refusal(director.login(), PASSWORD, attacker)).isInstanceOf(Attempts.TooManyAttempts.class);
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        var director = account();
        var network = "2001:db8:%x:%x::".formatted(clock.instant().getNano() / 1_000_000, System.nanoTime() & 0xffff);
        for (int n = 0; n < Attempts.ACCOUNT_AND_ADDRESS; n++) {
            refusal(director.login(), "guess number " + n, network + Integer.toHexString(n + 1));
        }
        assertThat(refusal(director.login(), PASSWORD, network + "ffff")).isInstanceOf(Attempts.TooManyAttempts.class);
    }

    /** Guessing a director's password all day must not keep the director out of the office's computer. */
    @Test
    void letsAKnownDeviceInWhileAStrangerIsGuessing() {
        var director = account();
        var office = address();
        var before = signIn.password(director.login(), PASSWORD, office, null);
        var device = signIn.code(before.token(), code(director), office, null).device();
        for (int n = 0; n <= Attempts.ACCOUNT; n++) {
            refusal(director.login(), "guess number " + n, address());
        }

        assertThat(refusal(director.login(), PASSWORD, address()))
                .as("an unknown device waits")
                .isInstanceOf(Attempts.TooManyAttempts.class);
        assertThat(signIn.password(director.login(), PASSWORD, office, device).next())
                .isEqualTo(Next.CODE);
        assertThat(signIn.password(director.login(), PASSWORD, address(), device)
                        .next())
                .isEqualTo(Next.CODE);
        assertThatThrownBy(() -> signIn.password(director.login(), PASSWORD, address(), "0" + device))
                .as("a forged device")
                .isInstanceOf(Attempts.TooManyAttempts.class);
        var other = account();
        var another = signIn.password(other.login(), PASSWORD, office, device);
        assertThat(another.next()).as("another's device is just unknown").isEqualTo(Next.CODE);
    }

    @Test
    void neverLetsMoreThroughThanAllowedHoweverManyComeAtOnce() throws Exception {
        var login = login();
        var attacker = address();
        var outcomes = race(IntStream.range(0, 20)
                .mapToObj(n -> (Callable<Object>) () -> signIn.password(login, "guess number " + n, attacker, null))
                .toList());
        assertThat(outcomes)
                .filteredOn(StaffSignIn.WrongCredentials.class::isInstance)
                .hasSizeLessThanOrEqualTo(Attempts.ACCOUNT_AND_ADDRESS);
    }

    @Test
    void endsAConsoleSessionThatIsIdleOrOldOrSignedOut() {
        var director = account();
        var idle = sessions.open(director.id());
        assertThat(sessions.staff(idle)).isPresent();
        age("last_seen_at = last_seen_at - INTERVAL 30 MINUTE", director);
        assertThat(sessions.staff(idle)).isEmpty();

        var old = sessions.open(director.id());
        age("created_at = created_at - INTERVAL 12 HOUR, expires_at = expires_at - INTERVAL 12 HOUR", director);
        assertThat(sessions.staff(old)).isEmpty();

        var ended = sessions.open(director.id());
        signIn.signOut(sessions.staff(ended).orElseThrow());
        assertThat(sessions.staff(ended)).isEmpty();
    }

    @Test
    void endsTheOtherSessionsWhenThePasswordChanges() {
        var director = account();
        var here = sessions.open(director.id());
        var elsewhere = sessions.open(director.id());
        var who = sessions.staff(here).orElseThrow();
        assertThatThrownBy(() -> signIn.changePassword(who, "not the old one", "a brand new horse", address()))
                .isInstanceOf(StaffSignIn.WrongCredentials.class);
        signIn.changePassword(who, PASSWORD, "a brand new horse", address());
        assertThat(sessions.staff(here)).isPresent();
        assertThat(sessions.staff(elsewhere)).isEmpty();
    }

    @Test
    void ignoresARoleThatWasWrittenPastTheService() {
        var director = account();
        var cell = people.community();
        database.sql("""
                        INSERT INTO identity_staff_role (id, staff_id, role, cell_id, proof, granted_by, granted_at)
                        VALUES (?, ?, 'ADMINISTRATOR', ?, ?, 'somebody', NOW())""")
                .params(director.id(), director.id(), cell.id(), "0".repeat(64))
                .update();
        assertThat(roles.of(director.id())).noneMatch(grant -> grant.role() == StaffRole.ADMINISTRATOR);
        database.sql("DELETE FROM identity_staff_role WHERE id = ?")
                .param(director.id())
                .update();
    }

    @Test
    void keepsNeitherPasswordNorSecretReadable() {
        var director = account();
        var row = database.sql("SELECT CONCAT(password_hash, totp_secret) FROM identity_staff WHERE id = ?")
                .param(director.id())
                .query(String.class)
                .single();
        assertThat(row).contains("$argon2id$").contains("sm4.1.").doesNotContain(PASSWORD, director.secret());
    }

    private Account account() {
        var login = login();
        var secret = totp.freshSecret();
        long id = accounts.addWithTotp(login, "负责人", PASSWORD, secret, false);
        roles.grant(id, StaffRole.DIRECTOR, people.community().id(), "test");
        return new Account(id, login, secret);
    }

    private String code(Account account) {
        return now(account.secret());
    }

    private String now(String secret) {
        return totp.code(secret, clock.instant().getEpochSecond() / 30);
    }

    private static String login() {
        return "t" + Codes.next().toLowerCase(Locale.ROOT);
    }

    /** An address that no other attempt comes from. */
    private static String address() {
        long bits = java.util.concurrent.ThreadLocalRandom.current().nextLong();
        return "2001:%x:%x:%x::1".formatted(bits & 0xffff, bits >>> 16 & 0xffff, bits >>> 32 & 0xffff);
    }

    private Refusal refusal(String login, String password, String address) {
        try {
            signIn.password(login, password, address, null);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was let in");
    }

    private java.util.List<String> exhaust(String login) {
        var attacker = address();
        return IntStream.range(0, 8)
                .mapToObj(n -> refusal(login, "guess number " + n, attacker).sentence())
                .toList();
    }

    private void age(String change, Account account) {
        database.sql("UPDATE identity_staff_session SET " + change + " WHERE staff_id = ?")
                .param(account.id())
                .update();
    }

    private static long[] times(Runnable act) {
        return IntStream.range(0, 12)
                .mapToLong(n -> {
                    long start = System.nanoTime();
                    act.run();
                    return System.nanoTime() - start;
                })
                .toArray();
    }

    private static long median(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static java.util.List<@Nullable Object> race(java.util.List<? extends Callable<Object>> calls)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(calls.stream()
                            .map(call -> (Callable<Object>) () -> {
                                try {
                                    return call.call();
                                } catch (Refusal refusal) {
                                    return refusal;
                                }
                            })
                            .toList())
                    .stream()
                    .<@Nullable Object>map(future -> future.resultNow())
                    .toList();
        }
    }
}
