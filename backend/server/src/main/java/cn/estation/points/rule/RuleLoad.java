package cn.estation.points.rule;

import cn.estation.grid.Grid;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Ids;
import cn.estation.points.move.PointsMoves;
import cn.estation.points.move.PointsMoves.Subject;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads rules from {@code points-rules.json}: fields named as in the form, and the code of the organisation. Whoever wrote
 * the file and whoever loads it are two, as with everything of a district file.
 */
@Component
class RuleLoad implements DistrictPart {

    private static final Actor AUTHOR = () -> "district-file:author";
    private static final Actor LOADER = () -> "district-file:loader";

    private final RuleMapper rules;
    private final RuleEditing editing;
    private final PointsMoves moves;
    private final Grid grid;
    private final Ids ids;
    private final Clock clock;

    RuleLoad(RuleMapper rules, RuleEditing editing, PointsMoves moves, Grid grid, Ids ids, Clock clock) {
        this.rules = rules;
        this.editing = editing;
        this.moves = moves;
        this.grid = grid;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "points-rules";
    }

    @Override
    public int order() {
        return 45;
    }

    @Override
    public void load(JsonNode content) {
        content.path("rules").forEach(this::loadOne);
    }

    private void loadOne(JsonNode rule) {
        var code = rule.path("cell").asString();
        long cell = grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("points-rules.json names an unknown place: " + code))
                .id();
        // Versions are numbered one after the other; where there is one, somebody keeps the rules already.
        if (rules.lastVersion(cell) > 0) {
            return;
        }
        var form = new RuleForm(fields(rule, cell));
        var draft = form.draft();
        if (draft == null) {
            throw new IllegalStateException("points-rules.json for " + code + ": " + form.errors());
        }
        var now = clock.instant();
        var row = RuleEditing.row(ids.next(), 1, AUTHOR, draft, now);
        rules.insert(row.decided(RuleStatus.APPROVED, LOADER.actorKey(), now));
        moves.begun(LOADER, Subject.RULE_BOOK, row.id(), RuleStatus.APPROVED);
        editing.fill(row.id(), draft);
    }

    private static Map<String, String> fields(JsonNode rule, long cell) {
        var fields = new TreeMap<String, String>();
        rule.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        fields.put("cellId", Long.toString(cell));
        return fields;
    }
}
