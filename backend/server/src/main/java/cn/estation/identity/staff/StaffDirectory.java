package cn.estation.identity.staff;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Administrators look after the accounts of staff in their part of the tree. Somebody with a role outside of it may be
 * seen there, but is changed only by who is responsible for all of it.
 */
@Service
@Transactional
public class StaffDirectory {

    /** A member of staff as an administrator sees them. */
    public record Person(
            long id,
            String login,
            String name,
            boolean active,
            boolean totpSet,
            boolean passwordIsInitial,
            List<Staff.Grant> grants) {}

    /** @param password shown once, to be changed at the first sign-in */
    public record Account(long id, String password) {
        @Override
        public String toString() {
            return "Account " + id;
        }
    }

    private final StaffMapper staff;
    private final StaffRoles roles;
    private final StaffSessions sessions;
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Clock clock;

    StaffDirectory(
            StaffMapper staff,
            StaffRoles roles,
            StaffSessions sessions,
            StaffAccounts accounts,
            Passwords passwords,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Clock clock) {
        this.staff = staff;
        this.roles = roles;
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.clock = clock;
    }

    /** Staff with a role somewhere below the administrator's part of the tree, newest first. */
    public Page<Person> page(Staff administrator, PageQuery query) {
        authority.require(administrator, Permission.MANAGE_STAFF);
        var cells = grid.cells(staff.cellsWithRoles()).values().stream()
                .filter(cell -> isBelow(administrator, cell))
                .map(GridCell::id)
                .toList();
        if (cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var rows = staff.page(cells, query.before(), query.limit());
        var grants = rows.isEmpty()
                ? java.util.Map.<Long, List<StaffMapper.Role>>of()
                : staff.rolesOf(rows.stream().map(StaffMapper.Row::id).toList()).stream()
                        .collect(Collectors.groupingBy(StaffMapper.Role::staffId));
        return Page.of(rows, query, StaffMapper.Row::id)
                .map(row -> person(row, roles.genuine(grants.getOrDefault(row.id(), List.of()))));
    }

    /** @throws NotFound if there is no such person in the administrator's part of the tree */
    public Person find(Staff administrator, long staffId) {
        var row = visible(administrator, staffId);
        return person(row, roles.of(staffId));
    }

    /**
     * Adds a member of staff with a first role.
     *
     * @throws LoginTaken if the login name is in use, or was
     * @throws NotFound if the cell is not in the administrator's part of the tree
     */
    public Account add(Staff administrator, String login, String name, StaffRole role, long cellId) {
        authority.require(administrator, Permission.MANAGE_STAFF, cellId);
        var password = Passwords.generated();
        long id = accounts.add(login, name, password);
        roles.grant(id, role, cellId, administrator.actorKey());
        audit.record(administrator, cellId, "staff.add", "staff:" + id, "新增工作人员，岗位：" + role.title());
        return new Account(id, password);
    }

    /**
     * Gives a further role.
     *
     * @throws RolesExclude if it does not go together with the roles there are
     */
    public void grant(Staff administrator, long staffId, StaffRole role, long cellId) {
        authority.require(administrator, Permission.MANAGE_STAFF, cellId);
        var row = theirs(administrator, staffId);
        var held = roles.of(staffId);
        if (held.contains(new Staff.Grant(role, cellId))) {
            return;
        }
        if (held.stream().anyMatch(grant -> grant.role() != role && (isApart(role) || isApart(grant.role())))) {
            throw new RolesExclude();
        }
        roles.grant(row.id(), role, cellId, administrator.actorKey());
        audit.record(administrator, cellId, "staff.grant", "staff:" + staffId, "授予岗位：" + role.title());
    }

    /**
     * Takes a role away; it is gone at the next request.
     *
     * @throws LastRole if it is the only one: then the person leaves
     * @throws LastAdministrator if nobody else could administer that part of the tree
     */
    public void revoke(Staff administrator, long staffId, StaffRole role, long cellId) {
        theirs(administrator, staffId);
        var held = roles.of(staffId);
        if (!held.contains(new Staff.Grant(role, cellId))) {
            throw new NotFound();
        }
        if (held.size() == 1) {
            throw new LastRole();
        }
        if (role == StaffRole.ADMINISTRATOR) {
            requireAnother(staffId, List.of(cellId));
        }
        staff.revoke(staffId, role, cellId);
        audit.record(administrator, cellId, "staff.revoke", "staff:" + staffId, "收回岗位：" + role.title());
    }

    /**
     * Ends an account: its sessions are over at once, its login name is never given again.
     *
     * @throws LastAdministrator if nobody else could administer that part of the tree
     */
    public void end(Staff administrator, long staffId) {
        theirs(administrator, staffId);
        var administered = roles.of(staffId).stream()
                .filter(grant -> grant.role() == StaffRole.ADMINISTRATOR)
                .map(Staff.Grant::cellId)
                .toList();
        if (!administered.isEmpty()) {
            requireAnother(staffId, administered);
        }
        if (staff.end(staffId, clock.instant()) == 0) {
            throw new NotFound();
        }
        sessions.endAll(staffId);
        audit.record(administrator, cellOf(staffId), "staff.end", "staff:" + staffId, "办理离岗");
    }

    /** Lets somebody who lost the authenticator set up a new one at the next sign-in. */
    public void resetTotp(Staff administrator, long staffId) {
        theirs(administrator, staffId);
        staff.totp(staffId, null, null);
        sessions.endAll(staffId);
        audit.record(administrator, cellOf(staffId), "staff.reset-totp", "staff:" + staffId, "重置动态口令");
    }

    /** Gives a new first password. */
    public Account resetPassword(Staff administrator, long staffId) {
        theirs(administrator, staffId);
        var password = Passwords.generated();
        staff.password(staffId, passwords.hash(password), true, clock.instant());
        sessions.endAll(staffId);
        audit.record(administrator, cellOf(staffId), "staff.reset-password", "staff:" + staffId, "重置口令");
        return new Account(staffId, password);
    }

    private StaffMapper.Row visible(Staff administrator, long staffId) {
        authority.require(administrator, Permission.MANAGE_STAFF);
        var row = staff.find(staffId);
        if (row == null || cells(staffId).stream().noneMatch(cell -> isBelow(administrator, cell))) {
            throw new NotFound();
        }
        return row;
    }

    /** Held until the transaction ends, so that two administrators take turns. */
    private StaffMapper.Row theirs(Staff administrator, long staffId) {
        visible(administrator, staffId);
        var row = staff.lock(staffId);
        if (row == null || !row.active()) {
            throw new NotFound();
        }
        if (!cells(staffId).stream().allMatch(cell -> isBelow(administrator, cell))) {
            throw new NotYours();
        }
        return row;
    }

    private void requireAnother(long staffId, List<Long> cellIds) {
        var others = staff.lockAdministrators().stream()
                .distinct()
                .filter(id -> id != staffId)
                .flatMap(id -> roles.of(id).stream())
                .filter(grant -> grant.role() == StaffRole.ADMINISTRATOR)
                .flatMap(grant -> grid.find(grant.cellId()).stream())
                .toList();
        for (var cell : grid.cells(cellIds).values()) {
            if (others.stream().noneMatch(other -> other.contains(cell))) {
                throw new LastAdministrator();
            }
        }
    }

    private List<GridCell> cells(long staffId) {
        var ids = roles.of(staffId).stream().map(Staff.Grant::cellId).distinct().toList();
        return List.copyOf(grid.cells(ids).values());
    }

    private long cellOf(long staffId) {
        return roles.of(staffId).stream().findFirst().map(Staff.Grant::cellId).orElse(0L);
    }

    private boolean isBelow(Staff administrator, GridCell cell) {
        return authority.may(administrator, Permission.MANAGE_STAFF, cell);
    }

    /** Who looks after accounts or reads the trail does nothing else (GB/T 22239-2019, 8.1.4.2). */
    private static boolean isApart(StaffRole role) {
        return role == StaffRole.ADMINISTRATOR || role == StaffRole.AUDITOR;
    }

    private static Person person(StaffMapper.Row row, List<Staff.Grant> grants) {
        return new Person(
                row.id(),
                row.login(),
                row.name(),
                row.active(),
                row.totpConfirmedAt() != null,
                row.mustChangePassword(),
                grants);
    }

    static final class NotYours extends Refusal {
        NotYours() {
            super(HttpStatus.FORBIDDEN, "staff-of-others", "该人员在您的辖区以外还有岗位，请联系上级管理员。");
        }
    }

    static final class RolesExclude extends Refusal {
        RolesExclude() {
            super(HttpStatus.CONFLICT, "roles-exclude", "系统管理员和审计员不能兼任其他岗位。");
        }
    }

    static final class LastRole extends Refusal {
        LastRole() {
            super(HttpStatus.CONFLICT, "last-role", "这是该人员唯一的岗位，请改为办理离岗。");
        }
    }

    static final class LastAdministrator extends Refusal {
        LastAdministrator() {
            super(HttpStatus.CONFLICT, "last-administrator", "这是最后一位系统管理员，请先新增另一位。");
        }
    }

    /** Login names are 3 to 32 small letters, digits, dots, dashes. */
    static String requireLogin(String typed) {
        var login = StaffSignIn.login(typed);
        if (!login.matches("[a-z][a-z0-9.-]{2,31}")) {
            throw new BadInput("登录名应为 3 到 32 位小写字母、数字、点或短横线，以字母开头。");
        }
        return login;
    }

    static final class LoginTaken extends Refusal {
        LoginTaken() {
            super(HttpStatus.CONFLICT, "login-taken", "这个登录名已经用过，请换一个。");
        }
    }
}
