package cn.estation.guide.version;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.kernel.Codes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** All that a guide says goes through the tables and comes back. */
@EstationTest
class ContentsTests {

    private final People people;
    private final Review review;
    private final Versions versions;
    private final TransactionTemplate transaction;

    @Autowired
    ContentsTests(People people, Review review, Versions versions, TransactionTemplate transaction) {
        this.people = people;
        this.review = review;
        this.versions = versions;
        this.transaction = transaction;
    }

    @Test
    void everyFieldComesBackAsItWasWritten() {
        var content = GuideFixture.content("高龄津贴");
        var code = "T-" + Codes.next();

        transaction.executeWithoutResult(
                on -> review.load(code, people.community().id(), false, content));

        var item = versions.byCode(code).orElseThrow();
        var version = versions.published(item.id()).orElseThrow();
        assertThat(versions.content(version)).isEqualTo(content);
        assertThat(version.digest()).isEqualTo(content.digest());
    }
}
