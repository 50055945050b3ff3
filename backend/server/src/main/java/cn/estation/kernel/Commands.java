package cn.estation.kernel;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Runs the {@link Command} that was asked for, and ends the process with its code. */
@Component
@Order(1000)
public class Commands implements ApplicationRunner {

    private static final String OPTION = "--estation.command=";

    private final String wanted;
    private final List<Command> commands;
    private final ApplicationContext context;

    Commands(@Value("${estation.command:}") String wanted, List<Command> commands, ApplicationContext context) {
        this.wanted = wanted;
        this.commands = commands;
        this.context = context;
    }

    /** The arguments of the process; for a command with those that keep the service from serving. */
    public static String[] complete(String[] arguments) {
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(OPTION))) {
            return arguments;
        }
        return Stream.concat(
                        Stream.of(
                                "--server.port=-1",
                                "--management.server.port=-1",
                                "--estation.timers=false",
                                "--estation.load=",
                                "--logging.level.root=error"),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted.isBlank()) {
            return;
        }
        int code = commands.stream()
                .filter(command -> command.name().equals(wanted))
                .findFirst()
                .map(command -> run(command, arguments))
                .orElseGet(this::explain);
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private static int run(Command command, ApplicationArguments arguments) {
        try {
            return command.run(arguments);
        } catch (Refusal refusal) {
            System.err.println(refusal.sentence());
            return 1;
        }
    }

    private int explain() {
        System.err.println("没有这个命令：" + wanted + "。可用的命令：");
        commands.stream()
                .sorted(Comparator.comparing(Command::name))
                .forEach(command -> System.err.printf("  %-16s %s%n", command.name(), command.purpose()));
        return 2;
    }
}
