package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.identity.staff.StaffSignIn.Next;
import cn.estation.kernel.Codes;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the operator at the machine may do. */
@EstationTest
class AdminCommandsTests {

    private final People people;
    private final AdminCommands commands;
    private final StaffSignIn signIn;
    private final TestStaff testStaff;
    private final Totp totp;
    private final Clock clock;

    @Autowired
    AdminCommandsTests(
            People people, AdminCommands commands, StaffSignIn signIn, TestStaff testStaff, Totp totp, Clock clock) {
        this.people = people;
        this.commands = commands;
        this.signIn = signIn;
        this.testStaff = testStaff;
        this.totp = totp;
        this.clock = clock;
    }

    @Test
    void makesAnAdministratorWhoSignsInWithWhatWasPrintedAndChoosesAPassword() {
        var cell = people.community();
        var login = login();
        var printed = commands.createAdministrator(login, "林岚", null, cell.code(), true);
        var first = signIn.password(login, found("）：(\\S+)", printed), "192.0.2.1", null);
        assertThat(first.next()).isEqualTo(Next.CODE);
        var code = totp.code(found("密钥 (\\S+)", printed), clock.instant().getEpochSecond() / 30);
        assertThat(signIn.code(first.token(), code, "192.0.2.1", null).next()).isEqualTo(Next.NEW_PASSWORD);
        assertThat(commands.listAdministrators()).contains(login);
    }

    @Test
    void makesASecondOneOnlyWhenForced() {
        var cell = people.community();
        testStaff.add(StaffRole.ADMINISTRATOR, cell.id());
        assertThatThrownBy(() -> commands.createAdministrator(login(), "林岚", null, cell.code(), false))
                .isInstanceOf(AdminCommands.CannotDo.class)
                .hasMessageContaining("--force");
    }

    @Test
    void saysWhatIsWrong() {
        var cell = people.community();
        assertThatThrownBy(() -> commands.createAdministrator(login(), "林岚", "password1234", cell.code(), true))
                .hasMessageContaining("太常见");
        assertThatThrownBy(() -> commands.createAdministrator("A B", "林岚", null, cell.code(), true))
                .hasMessageContaining("登录名");
        assertThatThrownBy(() -> commands.createAdministrator(login(), "林岚", null, "no-such-place", true))
                .hasMessageContaining("no-such-place");
        assertThatThrownBy(() -> commands.resetTotp("nobody-here")).hasMessageContaining("nobody-here");
    }

    @Test
    void letsAnAdministratorBackInWhoLostTheAuthenticator() {
        var cell = people.community();
        var login = login();
        var before = commands.createAdministrator(login, "林岚", "correct horse battery", cell.code(), true);
        var after = commands.resetTotp(login);
        assertThat(found("密钥 (\\S+)", after)).isNotEqualTo(found("密钥 (\\S+)", before));
        var start = signIn.password(login, "correct horse battery", "192.0.2.2", null);
        var code = totp.code(found("密钥 (\\S+)", after), clock.instant().getEpochSecond() / 30);
        assertThat(signIn.code(start.token(), code, "192.0.2.2", null).next()).isEqualTo(Next.SIGNED_IN);
    }

    private static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String login() {
        return "a" + Codes.next().toLowerCase(Locale.ROOT);
    }
}
