package cn.estation.guide;

import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Guides for tests of other packages. */
@Component
public class TestGuides {

    /** A guide of this community, published by two people. */
    public long published(People people, long communityId) {
        return GuideFixture.published(people, communityId, GuideFixture.title());
    }

    /** A guide of this community that is being written. */
    public long draft(People people, long communityId) {
        var author = people.staff(StaffRole.COMMUNITY_WORKER, communityId);
        return GuideFixture.draft(author, communityId, GuideFixture.title());
    }

    /** A group of synonyms that somebody of this community is trying. */
    public long synonym(People people, long communityId) {
        var author = people.staff(StaffRole.COMMUNITY_WORKER, communityId);
        var answer = author.form("/console/synonyms", Map.of("words", "甲词 乙词", "requestKey", Codes.next()));
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }
}
