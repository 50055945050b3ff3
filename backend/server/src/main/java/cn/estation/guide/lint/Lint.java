package cn.estation.guide.lint;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.lint.Finding.Severity;
import cn.estation.guide.reach.Surroundings;
import cn.estation.kernel.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads a guide as a strict colleague would, needing neither database nor clock: the same guide and surroundings, the same findings. */
@Component
public class Lint {

    private static final int PER_ERROR = 15;
    private static final int PER_WARNING = 3;

    private final List<Rule> rules;
    private final LinkRules links;
    private final String edition;

    /**
     * @param hosts where links may lead: these hosts and what lies below them
     * @param baseUrl where we ourselves are reached
     */
    public Lint(
            @Value("${estation.guide.link-hosts:gov.cn}") Set<String> hosts,
            @Value("${estation.base-url:}") String baseUrl) {
        this.links = new LinkRules(hosts, baseUrl);
        this.rules = Stream.of(
                        BasicRules.ALL,
                        TimeRules.ALL,
                        AccessRules.ALL,
                        ContactRules.ALL,
                        FeeRules.ALL,
                        ResultRules.ALL,
                        DocumentRules.ALL,
                        CircumstanceRules.ALL,
                        LawRules.ALL,
                        WordingRules.ALL,
                        UpkeepRules.ALL,
                        links.all())
                .flatMap(List::stream)
                .toList();
        this.edition = Sha256.hex(hosts.stream().sorted().collect(Collectors.joining(",", "2026-11 ", " "))
                        + every(Surroundings.UNKNOWN)
                                .map(rule -> rule.name() + rule.title() + rule.severity())
                                .collect(Collectors.joining(",")))
                .substring(0, 16);
    }

    /** What is wrong with its words, errors first, otherwise in the order of the form. */
    public List<Finding> findings(GuideContent guide) {
        return findings(guide, Surroundings.UNKNOWN);
    }

    /** The same, held against what is known besides: phones that were tried, pages of our own. */
    public List<Finding> findings(GuideContent guide, Surroundings there) {
        var found = new ArrayList<Finding>();
        every(there).forEach(rule -> rule.apply(guide, found));
        found.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(found);
    }

    private Stream<Rule> every(Surroundings there) {
        return Stream.concat(rules.stream(), OutsideRules.all(there, links).stream());
    }

    /** 100 for a guide nobody can complain about, down to 0. */
    public static int score(List<Finding> findings) {
        return Math.max(0, 100 - PER_ERROR * errors(findings) - PER_WARNING * (findings.size() - errors(findings)));
    }

    public static int errors(List<Finding> findings) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }

    /** Every rule by name, with what it demands, for a list to filter by. */
    public Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        every(Surroundings.UNKNOWN).forEach(rule -> titles.put(rule.name(), rule.title()));
        return titles;
    }

    /** Changes when the set of rules does, so that findings kept under another edition are found again. */
    public String edition() {
        return edition;
    }
}
