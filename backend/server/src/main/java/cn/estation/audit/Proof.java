package cn.estation.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Service;

/**
 * Proves that what must always hold does hold: every file {@code sql/<module>/invariants/*.sql} is one question that no
 * row may answer, and no row of a chained table may have changed since it was sealed.
 */
@Service
public class Proof {

    /**
     * What came of one invariant.
     *
     * @param sentence the invariant in Chinese, from the first line of its file
     * @param violations what breaks it, a line each; a hundred at most
     */
    public record Finding(String name, String sentence, List<String> violations) {

        public boolean holds() {
            return violations.isEmpty();
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Proof.class);
    private static final int SHOWN = 100;

    private final JdbcTemplate database;
    private final ChainProof chains;
    private final List<Resource> files;

    @Autowired
    Proof(JdbcTemplate database, ChainProof chains) throws IOException {
        this(
                database,
                chains,
                List.of(new PathMatchingResourcePatternResolver().getResources("classpath*:sql/*/invariants/*.sql")));
    }

    Proof(JdbcTemplate database, ChainProof chains, List<Resource> files) {
        this.database = database;
        this.chains = chains;
        this.files = files.stream().sorted(Comparator.comparing(Proof::name)).toList();
    }

    /** How many questions there are. */
    public int size() {
        return files.size() + 1;
    }

    /** Asks every question over all rows, and tells of each as soon as it is answered. */
    public List<Finding> run(Consumer<Finding> told) {
        var findings = new ArrayList<Finding>();
        for (var file : files) {
            tell(told, findings, ask(file));
        }
        tell(told, findings, new Finding("audit/chain", "I10: 操作日志与积分流水与封存时一致", chains.violations()));
        return findings;
    }

    private static void tell(Consumer<Finding> told, List<Finding> findings, Finding finding) {
        if (!finding.holds()) {
            log.error("invariant {} is broken: {}", finding.name(), finding.violations());
        }
        findings.add(finding);
        told.accept(finding);
    }

    private Finding ask(Resource file) {
        var text = text(file);
        var sentence = text.lines()
                .findFirst()
                .filter(line -> line.startsWith("--"))
                .map(line -> line.substring(2).strip())
                .orElse("");
        return new Finding(name(file), sentence, violations(name(file), text));
    }

    /** A question that cannot be asked proves nothing, so it counts against its invariant and not against the others. */
    private List<String> violations(String name, String question) {
        try {
            return patiently(line -> line.queryForList(question).stream()
                    .limit(SHOWN)
                    .map(Map::toString)
                    .toList());
        } catch (DataAccessException failure) {
            log.error("invariant {} could not be asked", name, failure);
            return List.of("查不了：" + failure.getClass().getSimpleName());
        }
    }

    /** All rows take their time: here alone an answer may take as long as it does. */
    private List<String> patiently(Function<JdbcTemplate, List<String>> question) {
        return Objects.requireNonNull(database.execute((ConnectionCallback<List<String>>) connection -> {
            connection.setNetworkTimeout(Runnable::run, 0);
            return question.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        }));
    }

    private static String name(Resource file) {
        try {
            var path = file.getURL().getPath().split("/");
            return path[path.length - 3] + "/" + path[path.length - 1].replace(".sql", "");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
