package cn.estation.console;

import cn.estation.audit.ProofHistory;
import cn.estation.audit.ProofRun;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the last proof found broken, before everything else that waits. */
@Component
class WaitingProof implements WaitingWork {

    private final ProofHistory history;

    WaitingProof(ProofHistory history) {
        this.history = history;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.RUN_PROOF)) {
            return Optional.empty();
        }
        long broken = history.latest(1).stream().mapToLong(ProofRun::violations).sum();
        return Optional.of(new Waiting("数据核对对不上", broken, "/console/proof", 1));
    }
}
