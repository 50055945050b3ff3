package cn.estation.grid;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where residents say they live. Whoever changes something brings the transaction and has decided who may. */
public interface Estates {

    /** What is said of an estate. Text that is absent is empty. */
    record Text(String name, String aliases, String address) {}

    Optional<Estate> find(long id);

    /**
     * Those of some communities, newest first.
     *
     * @param words part of the name or of another name; all if absent
     */
    List<Estate> of(Collection<Long> communities, @Nullable String words, long before, int most);

    /** The ids of the buildings of each of these; none for one without. */
    Map<Long, List<Long>> buildings(Collection<Long> estateIds);

    /** Which estate of a community each building belongs to. */
    Map<Long, Estate> taken(long communityId);

    /**
     * Adds one without buildings and returns its id.
     *
     * @throws NotFound if there is no such community
     * @throws BadInput if another one of the community has this name
     */
    long add(long communityId, Text text);

    /**
     * @param edits how often it had been saved when the writer read it
     * @throws NotFound if there is no such estate
     * @throws BadInput if another one of the community has this name
     * @throws PlaceEditing.ChangedMeanwhile if somebody saved it since
     */
    void change(long id, int edits, Text text);

    /**
     * Says which buildings belong to it: these and no others.
     *
     * @param edits how often it had been saved when the writer read it
     * @throws NotFound if there is no such estate
     * @throws BadInput if one is no building in use of its community, or belongs to another estate
     * @throws PlaceEditing.ChangedMeanwhile if somebody saved it since
     */
    void attach(long id, int edits, Collection<Long> buildings);
}
