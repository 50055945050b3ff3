package cn.estation.identity.registration;

import cn.estation.identity.Staff;
import java.util.List;

/** Tells which units named who applies, for the community that decides. */
public interface NamedOnLists {

    /**
     * Each as one phrase: which unit, and whether number and name agree.
     *
     * @throws cn.estation.kernel.NotFound if the registration is not of their communities
     */
    List<String> namedBy(Staff staff, long registrationId);
}
