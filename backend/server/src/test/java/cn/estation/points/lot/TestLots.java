package cn.estation.points.lot;

import cn.estation.kernel.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Lots by another clock. */
@Component
public class TestLots {

    private final LotMapper lots;
    private final Ids ids;

    TestLots(LotMapper lots, Ids ids) {
        this.lots = lots;
        this.ids = ids;
    }

    public Lots with(Clock clock) {
        return new Lots(lots, ids, clock);
    }
}
