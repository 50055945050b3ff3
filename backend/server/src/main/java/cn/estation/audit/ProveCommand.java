package cn.estation.audit;

import cn.estation.kernel.Command;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/**
 * {@code scripts/prove}: a line for each invariant and, last, one JSON object with {@code checked} and {@code
 * violations}. Ends with 1 if anything is broken.
 */
@Component
class ProveCommand implements Command {

    private final Sealer sealer;
    private final Proof proof;

    ProveCommand(Sealer sealer, Proof proof) {
        this.sealer = sealer;
        this.proof = proof;
    }

    @Override
    public String name() {
        return "prove";
    }

    @Override
    public String purpose() {
        return "核对全部数据，逐条报告是否成立";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        // A database that was just restored, or that nobody served lately, ends with rows not in the chain yet.
        sealer.sealAll();
        var findings = proof.run(ProveCommand::print);
        int broken = findings.stream()
                .mapToInt(finding -> finding.violations().size())
                .sum();
        System.out.printf("{\"checked\": %d, \"violations\": %d}%n", findings.size(), broken);
        return broken == 0 ? 0 : 1;
    }

    private static void print(Proof.Finding finding) {
        System.out.printf("%s  %s  %s%n", finding.holds() ? "成立" : "违反", finding.name(), finding.sentence());
        finding.violations().forEach(violation -> System.out.println("      " + violation));
    }
}
