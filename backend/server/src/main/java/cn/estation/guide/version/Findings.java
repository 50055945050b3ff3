package cn.estation.guide.version;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.lint.Finding;
import cn.estation.guide.lint.Lint;
import cn.estation.guide.reach.Reach;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads versions by the rules and keeps what was found. */
@Service
public class Findings {

    private static final int BATCH = 100;
    private static final int LONGEST = 500;

    private final Lint lint;
    private final FindingMapper findings;
    private final Reach reach;
    private final GuideMapper guides;
    private final Contents contents;
    private final TransactionTemplate transaction;

    Findings(
            Lint lint,
            Reach reach,
            FindingMapper findings,
            GuideMapper guides,
            Contents contents,
            TransactionTemplate transaction) {
        this.lint = lint;
        this.reach = reach;
        this.findings = findings;
        this.guides = guides;
        this.contents = contents;
        this.transaction = transaction;
    }

    /** What was found when the version was last read. */
    public List<Finding> of(long versionId) {
        return findings.of(versionId);
    }

    /** What the rules say of words that are still being typed, for a guide of this place; nothing is kept. */
    public List<Finding> preview(long cellId, GuideContent content) {
        return lint.findings(content, reach.around(cellId));
    }

    /** Reads what is live and what is coming again: the world around the guide has changed, not its words. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renewBoth(long guideId) {
        guides.holdItem(guideId);
        Stream.of(guides.live(guideId), guides.coming(guideId))
                .filter(Objects::nonNull)
                .forEach(version -> renew(version.id(), contents.of(version.id())));
    }

    /** Reads the version and keeps what is found. The caller holds the item. */
    List<Finding> renew(long versionId, GuideContent content) {
        var found = lint.findings(content, reach.around(guides.cellOf(versionId)));
        findings.delete(versionId);
        if (!found.isEmpty()) {
            findings.insert(versionId, found.stream().map(Findings::fitting).toList());
        }
        int errors = Lint.errors(found);
        findings.count(versionId, errors, found.size() - errors, Lint.score(found), edition());
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

    /** Rules change with a release; what they find around a guide changes with the day. */
    private String edition() {
        return lint.edition() + "@" + reach.day();
    }

    /** Reads again what was last read under other rules, or on another day. */
    void catchUp() {
        for (var batch = findings.outdated(edition(), BATCH);
                !batch.isEmpty();
                batch = findings.outdated(edition(), BATCH)) {
            batch.forEach(id -> transaction.executeWithoutResult(one -> catchUp(id)));
        }
    }

    private void catchUp(long versionId) {
        var version = guides.selectById(versionId);
        guides.holdItem(version.itemId());
        renew(versionId, contents.of(versionId));
    }
}
