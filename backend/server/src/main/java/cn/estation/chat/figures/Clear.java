package cn.estation.chat.figures;

import cn.estation.chat.miss.Wordings;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import org.springframework.stereotype.Component;

/** Who may read a question: those who may see personal data, and others only what so many asked that it names nobody. */
@Component
class Clear {

    /** From so many people on, a question tells nothing of any of them. */
    static final long ENOUGH = 3;

    static final String HIDDEN = "（少于 3 人问过，已隐去）";

    private final Wordings wordings;

    Clear(Wordings wordings) {
        this.wordings = wordings;
    }

    boolean mayRead(Staff staff, long people) {
        return people >= ENOUGH || staff.may(Permission.REVEAL_PERSONAL);
    }

    /** What a group is about, as far as this member of staff may know. */
    String group(Staff staff, long group, long people) {
        if (!mayRead(staff, people)) {
            return HIDDEN;
        }
        var sample = wordings.sample(group);
        return sample.isEmpty() ? "（内容已到期删除）" : sample;
    }
}
