package cn.estation.identity.staff;

import cn.estation.kernel.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code scripts/admin create-admin}: the first administrator, who adds everybody else in the console. */
@Component
class CreateAdmin implements Command {

    private final AdminCommands commands;

    CreateAdmin(AdminCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "create-admin";
    }

    @Override
    public String purpose() {
        return "建立系统管理员（--login=登录名 --name=姓名，可选 --cell=组织代码 --password-stdin --force）";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        System.out.println(commands.createAdministrator(
                AdminCommands.required(arguments, "login"),
                AdminCommands.required(arguments, "name"),
                arguments.containsOption("password-stdin") ? typed() : null,
                AdminCommands.option(arguments, "cell"),
                arguments.containsOption("force")));
        return 0;
    }

    private static String typed() {
        @Nullable String line;
        try {
            line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (line == null || line.isEmpty()) {
            throw new AdminCommands.CannotDo("没有从标准输入读到口令。");
        }
        return line;
    }
}
