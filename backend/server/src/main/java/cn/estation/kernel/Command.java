package cn.estation.kernel;

import org.springframework.boot.ApplicationArguments;

/**
 * Something an operator does from the shell with {@code --estation.command=<name>}: the service starts without ports and
 * timers, does it, and ends. Implement as a bean.
 */
public interface Command {

    String name();

    /** One line for the list of commands. */
    String purpose();

    /**
     * Does it, telling the operator on standard output.
     *
     * @return what the process ends with: 0 when all is well
     */
    int run(ApplicationArguments arguments);
}
