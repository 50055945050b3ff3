package cn.estation.guide;

import cn.estation.People;
import org.springframework.stereotype.Component;

/** Guides for tests of other packages. */
@Component
public class TestGuides {

    /** A guide of this community, published by two people. */
    public long published(People people, long communityId) {
        return GuideFixture.published(people, communityId, GuideFixture.title());
    }
}
