package cn.estation.guide;

import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.soon;
import static cn.estation.guide.GuideFixture.suspend;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How each node's index and view follow the database. */
@EstationTest
class GuideIndexTests {

    private final People people;
    private final Guides guides;
    private final Versions versions;
    private final Outlooks outlooks;

    @Autowired
    GuideIndexTests(People people, Guides guides, Versions versions, Outlooks outlooks) {
        this.people = people;
        this.guides = guides;
        this.versions = versions;
        this.outlooks = outlooks;
    }

    @Test
    void anotherNodeFollowsByTheRevisionAlone() {
        var community = people.community();
        var title = title();
        var otherNode = new GuideSearch(versions, guides, outlooks);
        otherNode.start();
        try {
            long id = published(people, community.id(), title);
            assertThat(soon(() -> otherNode.search(title, 3).stream().anyMatch(hit -> hit.guideId() == id)))
                    .isTrue();
            suspend(people.staff(StaffRole.DIRECTOR, community.id()), id);
            assertThat(soon(() -> otherNode.search(title, 3).stream().noneMatch(hit -> hit.guideId() == id)))
                    .isTrue();
        } finally {
            otherNode.stop();
        }
    }

    @Test
    void refusesToSearchBeforeTheIndexIsBuiltInsteadOfFindingNothing() {
        var notStarted = new GuideSearch(versions, guides, outlooks);

        assertThatThrownBy(() -> notStarted.search("居住证", 3)).isInstanceOf(GuideSearch.NotReady.class);
    }
}
