package cn.estation.identity.staff;

import cn.estation.kernel.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@link AdminCommands} can do, as {@code scripts/admin} calls it. */
@Configuration(proxyBeanMethods = false)
class OperatorCommands {

    /** A command that answers in words; what cannot be done is said on standard error and ends with 1. */
    private record Told(String name, String purpose, Function<ApplicationArguments, String> answer) implements Command {

        @Override
        public int run(ApplicationArguments arguments) {
            try {
                System.out.println(answer.apply(arguments));
                return 0;
            } catch (AdminCommands.CannotDo cannot) {
                System.err.println(cannot.sentence());
                return 1;
            }
        }
    }

    @Bean
    Command createAdmin(AdminCommands commands) {
        return new Told(
                "create-admin",
                "建立系统管理员：--login=登录名 --name=姓名，可加 --cell=组织代码 --password-stdin --force",
                arguments -> commands.createAdministrator(
                        required(arguments, "login"),
                        required(arguments, "name"),
                        arguments.containsOption("password-stdin") ? typed() : null,
                        option(arguments, "cell"),
                        arguments.containsOption("force")));
    }

    @Bean
    Command resetTotp(AdminCommands commands) {
        return new Told(
                "reset-totp",
                "重置系统管理员的动态口令：--login=登录名",
                arguments -> commands.resetTotp(required(arguments, "login")));
    }

    @Bean
    Command listAdmins(AdminCommands commands) {
        return new Told("list-admins", "列出系统管理员", arguments -> commands.listAdministrators());
    }

    private static String typed() {
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new AdminCommands.CannotDo("没有从标准输入读到口令。");
            }
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String required(ApplicationArguments arguments, String name) {
        var value = option(arguments, name);
        if (value == null) {
            throw new AdminCommands.CannotDo("缺少 --" + name + "=…。");
        }
        return value;
    }

    private static @Nullable String option(ApplicationArguments arguments, String name) {
        var values = arguments.getOptionValues(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
