package cn.estation.guide.version;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Residents read what was reviewed, and nothing else. */
@EstationTest
class ReviewedTests {

    private final People people;
    private final Versions versions;
    private final JdbcClient database;

    @Autowired
    ReviewedTests(People people, Versions versions, JdbcClient database) {
        this.people = people;
        this.versions = versions;
        this.database = database;
    }

    @Test
    void wordsAreShownAsTheyWereReviewed() {
        var version = published();

        assertThat(new Reviewed(versions).content(version)).contains(versions.content(version));
    }

    @Test
    void wordsChangedBehindOurBackAreNotShown() {
        var version = published();
        database.sql("UPDATE guide_version SET phone = '400-8888888' WHERE id = ?")
                .param(version.id())
                .update();

        assertThat(new Reviewed(versions).content(version)).isEmpty();
    }

    @Test
    void readingSeveralAtOnceLeavesOutTheChangedOne() {
        var good = published();
        var changed = published();
        database.sql("UPDATE guide_version SET phone = '400-8888888' WHERE id = ?")
                .param(changed.id())
                .update();
        var reviewed = new Reviewed(versions);

        reviewed.read(List.of(good, changed));

        assertThat(reviewed.content(good)).isPresent();
        assertThat(reviewed.content(changed)).isEmpty();
    }

    private GuideVersion published() {
        long id = GuideFixture.published(people, people.community().id(), GuideFixture.title());
        return versions.published(id).orElseThrow();
    }
}
