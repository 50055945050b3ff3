package cn.estation;

import cn.estation.audit.Proof;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Checks every invariant over all rows of a database, as the service's user, without serving anybody.
 *
 * <p>Prints a line for each and, last, one JSON object with {@code checked} and {@code violations}. Ends with 1 if
 * anything is broken.
 */
public final class Prove {

    private Prove() {}

    public static void main(String[] arguments) {
        var context = new SpringApplicationBuilder(Estation.class)
                .properties(
                        "server.port=-1",
                        "management.server.port=-1",
                        "estation.timers=false",
                        "estation.load=",
                        "logging.level.root=error")
                .run(arguments);
        var findings = context.getBean(Proof.class).run(Prove::print);
        long broken = broken(findings);
        System.out.printf("{\"checked\": %d, \"violations\": %d}%n", findings.size(), broken);
        System.exit(SpringApplication.exit(context, () -> broken == 0 ? 0 : 1));
    }

    private static void print(Proof.Finding finding) {
        System.out.printf("%s  %s  %s%n", finding.holds() ? "成立" : "违反", finding.name(), finding.sentence());
        finding.violations().forEach(violation -> System.out.println("      " + violation));
    }

    private static long broken(List<Proof.Finding> findings) {
        return findings.stream()
                .mapToLong(finding -> finding.violations().size())
                .sum();
    }
}
