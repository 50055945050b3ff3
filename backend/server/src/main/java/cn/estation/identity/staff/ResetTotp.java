package cn.estation.identity.staff;

import cn.estation.kernel.Command;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code scripts/admin reset-totp}: for an administrator who lost the authenticator and has no colleague. */
@Component
class ResetTotp implements Command {

    private final AdminCommands commands;

    ResetTotp(AdminCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "reset-totp";
    }

    @Override
    public String purpose() {
        return "重置系统管理员的动态口令（--login=登录名）";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        System.out.println(commands.resetTotp(AdminCommands.required(arguments, "login")));
        return 0;
    }
}
