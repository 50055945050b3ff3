package cn.estation.mall.shelf;

import java.util.Map;

/** What belongs to one community and has a name that others may have as well. */
public interface InCommunity {

    long communityId();

    String name();

    /**
     * The name as it stands in a choice: with the community's where there are several.
     *
     * @param communities all that are to choose from, names by id as text
     */
    default String nameAmong(Map<String, String> communities) {
        return communities.size() > 1 ? name() + "（" + communities.get(Long.toString(communityId())) + "）" : name();
    }
}
