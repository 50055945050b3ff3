package cn.estation.task;

import cn.estation.identity.Staff;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Nobody judges their own work: staff who are party members too leave theirs to a colleague. */
@Component
class OwnWork {

    private final StaffResidents staffResidents;

    OwnWork(StaffResidents staffResidents) {
        this.staffResidents = staffResidents;
    }

    /** @throws Own if the resident is the staff member */
    void refuse(Staff staff, long residentId) {
        if (staffResidents
                .residentOf(staff.id())
                .filter(own -> own == residentId)
                .isPresent()) {
            throw new Own();
        }
    }

    static final class Own extends Refusal {
        Own() {
            super(HttpStatus.CONFLICT, "own-work", "这是您本人的服务记录，请由其他工作人员核实。");
        }
    }
}
