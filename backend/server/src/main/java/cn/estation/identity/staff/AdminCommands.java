package cn.estation.identity.staff;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an operator at the machine may do without signing in: make the first administrator, and let an administrator back
 * in who has lost the authenticator. Each command returns what to print.
 */
@Component
class AdminCommands {

    private static final Actor OPERATOR = () -> "system:operator";

    private final StaffMapper staff;
    private final StaffRoles roles;
    private final StaffSessions sessions;
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final Totp totp;
    private final Grid grid;
    private final AuditTrail audit;
    private final Clock clock;

    AdminCommands(
            StaffMapper staff,
            StaffRoles roles,
            StaffSessions sessions,
            StaffAccounts accounts,
            Passwords passwords,
            Totp totp,
            Grid grid,
            AuditTrail audit,
            Clock clock) {
        this.staff = staff;
        this.roles = roles;
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.totp = totp;
        this.grid = grid;
        this.audit = audit;
        this.clock = clock;
    }

    /** Something the operator has to mend; the sentence says what. */
    static final class CannotDo extends Refusal {
        CannotDo(String sentence) {
            super(HttpStatus.CONFLICT, "cannot-do", sentence);
        }
    }

    static String required(ApplicationArguments arguments, String name) {
        var value = option(arguments, name);
        if (value == null) {
            throw new CannotDo("缺少 --" + name + "=…。");
        }
        return value;
    }

    static @Nullable String option(ApplicationArguments arguments, String name) {
        @Nullable List<String> values = arguments.getOptionValues(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /**
     * Makes an administrator for the whole tree, or for the cell with this code.
     *
     * @param password typed by the operator, or null to have one made that is changed at the first sign-in
     * @param force also where there is an administrator already
     */
    @Transactional
    public String createAdministrator(
            String login, String name, @Nullable String password, @Nullable String cellCode, boolean force) {
        var there = staff.administrators();
        if (!there.isEmpty() && !force) {
            throw new CannotDo("已有系统管理员（%s），请由其在后台新增；确需再建请加 --force。"
                    .formatted(there.getFirst().login()));
        }
        var cell = cellCode == null
                ? onlyRoot()
                : grid.findByCode(cellCode).orElseThrow(() -> new CannotDo("没有代码为 %s 的组织。".formatted(cellCode)));
        var secret = totp.freshSecret();
        var chosen = password == null ? Passwords.generated() : password;
        if (password != null) {
            passwords.accepted(password, StaffSignIn.login(login));
        }
        long id = accounts.addWithTotp(login, name, chosen, secret, password == null);
        roles.grant(id, StaffRole.ADMINISTRATOR, cell.id(), OPERATOR.actorKey());
        audit.record(OPERATOR, cell.id(), "staff.create-administrator", "staff:" + id, "在服务器上建立系统管理员");
        var lines = new StringBuilder("系统管理员已建立：登录名 ")
                .append(StaffDirectory.requireLogin(login))
                .append("，管辖 ")
                .append(cell.name())
                .append("。\n");
        if (password == null) {
            lines.append("首次口令（只显示这一次，登录后须修改）：").append(chosen).append('\n');
        }
        return lines.append(authenticator(secret, login)).toString();
    }

    /** Gives an administrator a new authenticator secret and ends the sessions. */
    @Transactional
    public String resetTotp(String login) {
        var row = administrator(login).orElseThrow(() -> new CannotDo("没有登录名为 %s 的在岗系统管理员。".formatted(login)));
        var secret = totp.freshSecret();
        staff.totp(row.id(), totp.seal(secret, row.id()), clock.instant());
        sessions.endAll(row.id());
        audit.record(OPERATOR, 0, "staff.reset-totp", "staff:" + row.id(), "在服务器上重置动态口令");
        return "动态口令已重置，原有登录已全部退出。\n" + authenticator(secret, row.login());
    }

    String listAdministrators() {
        var all = staff.administrators();
        if (all.isEmpty()) {
            return "还没有系统管理员。";
        }
        return all.stream()
                .map(row -> row.login() + "\t" + row.name())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private Optional<StaffMapper.Row> administrator(String login) {
        return staff.administrators().stream()
                .filter(row -> row.login().equals(StaffSignIn.login(login)))
                .findFirst();
    }

    private GridCell onlyRoot() {
        var roots = grid.roots();
        if (roots.isEmpty()) {
            throw new CannotDo("还没有组织，请先导入组织树（ESTATION_LOAD），见 docs/operations.md。");
        }
        if (roots.size() > 1) {
            throw new CannotDo("有多个顶级组织，请用 --cell=代码 指定：" + codes(roots));
        }
        return roots.getFirst();
    }

    private static String codes(List<GridCell> cells) {
        return String.join("、", cells.stream().map(GridCell::code).toList());
    }

    private String authenticator(String secret, String login) {
        return "请在身份验证器中录入（只显示这一次）：\n  密钥 " + secret + "\n  " + totp.uri(secret, StaffSignIn.login(login));
    }
}
