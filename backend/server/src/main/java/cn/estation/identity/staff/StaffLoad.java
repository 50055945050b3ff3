package cn.estation.identity.staff;

import cn.estation.grid.Grid;
import cn.estation.identity.StaffRole;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Adds the staff of a district file. Passwords and secrets in the file are taken for a demonstration only; of a real
 * place nobody knows the password until an administrator resets it.
 */
@Component
public class StaffLoad {

    private final StaffMapper staff;
    private final StaffRoles roles;
    private final StaffAccounts accounts;
    private final Grid grid;

    StaffLoad(StaffMapper staff, StaffRoles roles, StaffAccounts accounts, Grid grid) {
        this.staff = staff;
        this.roles = roles;
        this.accounts = accounts;
        this.grid = grid;
    }

    public void load(JsonNode person, boolean demonstration) {
        var login = StaffSignIn.login(person.path("login").asString());
        if (staff.byLogin(login) != null) {
            return;
        }
        var name = person.path("name").asString();
        if (!demonstration && (person.has("password") || person.has("totpSecret"))) {
            throw new IllegalStateException("people.json: 只有演示数据可以带口令和密钥（" + login + "）");
        }
        long id = demonstration
                ? accounts.addDemonstration(
                        login,
                        name,
                        person.path("password").asString(),
                        person.path("totpSecret").asString())
                : accounts.add(login, name, Passwords.generated());
        person.path("roles").forEach(role -> grant(id, role));
    }

    private void grant(long staffId, JsonNode role) {
        var code = role.path("cell").asString();
        var cell = grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("people.json: 没有代码为 " + code + " 的组织"));
        roles.grant(staffId, StaffRole.valueOf(role.path("role").asString()), cell.id(), "system:load");
    }
}
