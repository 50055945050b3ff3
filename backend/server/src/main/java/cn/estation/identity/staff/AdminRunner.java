package cn.estation.identity.staff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs one command of {@code scripts/admin} and ends the process: {@code --estation.command=create-admin --login=…
 * --name=… [--cell=…] [--password-stdin] [--force]}, {@code reset-totp --login=…}, {@code list-admins}. Started with
 * {@code --server.port=-1}, so that nothing listens meanwhile. Exit code 0: done, 1: cannot be done, 2: wrong use.
 */
@Component
@Order(100)
@ConditionalOnProperty("estation.command")
class AdminRunner implements ApplicationRunner {

    private static final Set<String> COMMANDS = Set.of("create-admin", "reset-totp", "list-admins");

    private final AdminCommands commands;
    private final Environment environment;
    private final ConfigurableApplicationContext context;

    AdminRunner(AdminCommands commands, Environment environment, ConfigurableApplicationContext context) {
        this.commands = commands;
        this.environment = environment;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        int code = perform(arguments);
        System.exit(SpringApplication.exit(context, () -> code));
    }

    int perform(ApplicationArguments arguments) throws IOException {
        var command = environment.getRequiredProperty("estation.command");
        if (!COMMANDS.contains(command)) {
            System.err.println("不认识的命令：" + command + "。可用：create-admin、reset-totp、list-admins。");
            return 2;
        }
        try {
            System.out.println(answer(command, arguments));
            return 0;
        } catch (AdminCommands.CannotDo cannot) {
            System.err.println(cannot.sentence());
            return 1;
        }
    }

    private String answer(String command, ApplicationArguments arguments) throws IOException {
        return switch (command) {
            case "create-admin" ->
                commands.createAdministrator(
                        required(arguments, "login"),
                        required(arguments, "name"),
                        arguments.containsOption("password-stdin") ? typed() : null,
                        option(arguments, "cell"),
                        arguments.containsOption("force"));
            case "reset-totp" -> commands.resetTotp(required(arguments, "login"));
            default -> commands.listAdministrators();
        };
    }

    private static String typed() throws IOException {
        var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isEmpty()) {
            throw new AdminCommands.CannotDo("没有从标准输入读到口令。");
        }
        return line;
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
        return values == null ? null : List.copyOf(values).stream().findFirst().orElse(null);
    }
}
