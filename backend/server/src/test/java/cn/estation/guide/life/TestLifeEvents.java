package cn.estation.guide.life;

import cn.estation.kernel.Codes;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checklists for tests of other packages. */
@Component
public class TestLifeEvents {

    private final LifeDesk desk;
    private final LifeMapper events;
    private final TransactionTemplate transaction;

    TestLifeEvents(LifeDesk desk, LifeMapper events, TransactionTemplate transaction) {
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
    }

    /** A checklist of one guide that residents see. */
    public long shown(long cellId, long guideId) {
        var code = "T-" + Codes.next();
        var form = new LifeForm("", 0, "测试事件", "测试用的清单。", "9000", true, "");
        transaction.executeWithoutResult(
                status -> desk.load(code, cellId, form, false, List.of(new LifeMapper.Step(guideId, "先办这一件"))));
        var event = events.byCode(code);
        if (event == null) {
            throw new IllegalStateException(code);
        }
        return event.id();
    }
}
