package cn.estation.identity.staff;

import cn.estation.kernel.Command;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code scripts/admin list-admins}. */
@Component
class ListAdmins implements Command {

    private final AdminCommands commands;

    ListAdmins(AdminCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "list-admins";
    }

    @Override
    public String purpose() {
        return "列出在岗的系统管理员";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        System.out.println(commands.listAdministrators());
        return 0;
    }
}
