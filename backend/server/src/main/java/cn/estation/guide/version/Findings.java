package cn.estation.guide.version;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.lint.Finding;
import cn.estation.guide.lint.Lint;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads versions by the rules and keeps what was found. */
@Service
public class Findings {

    private static final int BATCH = 100;
    private static final int LONGEST = 500;

    private final Lint lint;
    private final FindingMapper findings;
    private final GuideMapper guides;
    private final Contents contents;
    private final TransactionTemplate transaction;

    Findings(
            Lint lint, FindingMapper findings, GuideMapper guides, Contents contents, TransactionTemplate transaction) {
        this.lint = lint;
        this.findings = findings;
        this.guides = guides;
        this.contents = contents;
        this.transaction = transaction;
    }

    /** What was found when the version was last read. */
    public List<Finding> of(long versionId) {
        return findings.of(versionId);
    }

    /** Reads the version and keeps what is found. The caller holds the item. */
    List<Finding> renew(long versionId, GuideContent content) {
        var found = lint.findings(content);
        findings.delete(versionId);
        if (!found.isEmpty()) {
            findings.insert(versionId, found.stream().map(Findings::fitting).toList());
        }
        int errors = Lint.errors(found);
        findings.count(versionId, errors, found.size() - errors, Lint.score(found), lint.edition());
        return found;
    }

    /** Texts in it may be the guide's own, of any length. */
    private static Finding fitting(Finding finding) {
        var sentence = finding.sentence();
        return sentence.length() <= LONGEST
                ? finding
                : new Finding(
                        finding.severity(), finding.rule(), finding.field(), sentence.substring(0, LONGEST - 2) + "……");
    }

    /** Reads again what was last read under other rules: after a release that has new ones. */
    void catchUp() {
        for (var batch = findings.outdated(lint.edition(), BATCH);
                !batch.isEmpty();
                batch = findings.outdated(lint.edition(), BATCH)) {
            batch.forEach(id -> transaction.executeWithoutResult(one -> catchUp(id)));
        }
    }

    private void catchUp(long versionId) {
        var version = guides.selectById(versionId);
        guides.holdItem(version.itemId());
        renew(versionId, contents.of(versionId));
    }
}
