package cn.estation.points;

import cn.estation.audit.SealedTrail;
import java.util.List;
import org.springframework.stereotype.Component;

/** Hands the lines of the ledgers to the sealer, each with its transaction and the owner of its account. */
@Component
class LedgerSeal implements SealedTrail {

    private final LedgerMapper ledger;

    LedgerSeal(LedgerMapper ledger) {
        this.ledger = ledger;
    }

    @Override
    public String trail() {
        return "points";
    }

    @Override
    public List<SealLine> unsealed(long floor, int most) {
        return ledger.unsealed(floor, most);
    }

    @Override
    public List<SealLine> read(List<Long> ids) {
        return ledger.lines(ids);
    }
}
