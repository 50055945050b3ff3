package cn.estation.appointment.reception;

import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.queue.Entries;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** People who wait in a hall. */
@Component
class WaitingQueues implements WaitingWork {

    private final Entries entries;
    private final Halls halls;

    WaitingQueues(Entries entries, Halls halls) {
        this.entries = entries;
        this.halls = halls;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.SERVE_APPOINTMENTS)) {
            return Optional.empty();
        }
        var here = halls.ofStaff(staff).stream().map(Hall::id).toList();
        return Optional.of(new Waiting("有人在大厅等候", entries.waitingIn(here), QueuePages.QUEUE, 15));
    }
}
