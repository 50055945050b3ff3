package cn.estation.guide.life;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with checklists. They only point at guides, which four eyes have seen, so two eyes do here. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class LifeDesk {

    private static final EnumSet<CellKind> SCOPES =
            EnumSet.of(CellKind.DISTRICT, CellKind.SUBDISTRICT, CellKind.COMMUNITY);

    private final LifeMapper events;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    LifeDesk(LifeMapper events, Authority authority, Grid grid, AuditTrail audit, Ids ids, Clock clock) {
        this.events = events;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds a checklist and returns its id.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if the place is not theirs
     * @throws BadInput if checklists are not kept for places of this kind
     */
    long create(Staff staff, long cellId, LifeForm form, List<LifeMapper.Step> steps) {
        authority.require(staff, Permission.EDIT_GUIDES, cellId);
        if (!SCOPES.contains(grid.cell(cellId).kind())) {
            throw new BadInput("清单的适用范围只能是区、街道或社区。");
        }
        long id = insert("L-" + Codes.next(), cellId, form, false, steps);
        audit.record(staff, cellId, "life-event.create", "life-event:" + id, "新建人生事件清单：" + form.title());
        return id;
    }

    /**
     * Saves a checklist.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is none, or it is not theirs
     * @throws ChangedMeanwhile if somebody else saved it since
     */
    void save(Staff staff, long id, LifeForm form, List<LifeMapper.Step> steps) {
        var event = mine(staff, id);
        if (events.save(row(id, event.code(), event.cellId(), form, event.demonstration()), form.edits()) == 0) {
            throw new ChangedMeanwhile();
        }
        replace(id, steps);
        audit.record(staff, event.cellId(), "life-event.save", "life-event:" + id, "修改人生事件清单：" + form.title());
    }

    /** Adds a checklist from a district file; nothing if its code is known. */
    void load(String code, long cellId, LifeForm form, boolean demonstration, List<LifeMapper.Step> steps) {
        if (events.byCode(code) == null) {
            long id = insert(code, cellId, form, demonstration, steps);
            audit.record(
                    () -> "district-file:loader",
                    cellId,
                    "life-event.load",
                    "life-event:" + id,
                    "从地区文件导入：" + form.title());
        }
    }

    /**
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is none, or it is not theirs
     */
    LifeEvent mine(Staff staff, long id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var event = Optional.ofNullable(events.selectById(id)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.EDIT_GUIDES, event.cellId());
        return event;
    }

    private long insert(String code, long cellId, LifeForm form, boolean demonstration, List<LifeMapper.Step> steps) {
        long id = ids.next();
        events.insert(row(id, code, cellId, form, demonstration));
        replace(id, steps);
        return id;
    }

    private LifeEvent row(long id, String code, long cellId, LifeForm form, boolean demonstration) {
        return new LifeEvent(
                id,
                code,
                cellId,
                form.title(),
                form.summary(),
                Integer.parseInt(form.position()),
                form.shown(),
                1,
                demonstration,
                clock.instant());
    }

    private void replace(long id, List<LifeMapper.Step> steps) {
        events.forgetSteps(id);
        int position = 0;
        for (var step : steps) {
            events.step(id, ++position, step);
        }
    }

    static final class ChangedMeanwhile extends Refusal {
        ChangedMeanwhile() {
            super(HttpStatus.CONFLICT, "life-event-changed", "这份清单刚被别人保存，请刷新后核对再提交。");
        }
    }
}
