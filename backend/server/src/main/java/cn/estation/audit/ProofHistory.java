package cn.estation.audit;

import java.util.List;
import org.springframework.stereotype.Service;

/** What the proof found lately. */
@Service
public class ProofHistory {

    private final ProofMapper runs;

    ProofHistory(ProofMapper runs) {
        this.runs = runs;
    }

    /** Newest first. */
    public List<ProofRun> latest(int most) {
        return runs.latest(most);
    }
}
