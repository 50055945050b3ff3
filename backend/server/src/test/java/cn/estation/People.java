package cn.estation;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.identity.TestResidents;
import cn.estation.identity.staff.TestStaff;
import cn.estation.kernel.Codes;
import cn.estation.kernel.DistrictPart;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes people and places for tests, each new, so that tests do not meet each other. */
@Component
public class People {

    private final Environment environment;
    private final Grid grid;
    private final DistrictPart tree;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final TestResidents residents;
    private final TestStaff staff;

    People(
            Environment environment,
            Grid grid,
            List<DistrictPart> parts,
            TransactionTemplate transaction,
            JsonMapper json,
            TestResidents residents,
            TestStaff staff) {
        this.environment = environment;
        this.grid = grid;
        this.tree = parts.stream()
                .filter(part -> part.name().equals("grid"))
                .findFirst()
                .orElseThrow();
        this.transaction = transaction;
        this.json = json;
        this.residents = residents;
        this.staff = staff;
    }

    /** A new community under a new subdistrict of a new district. */
    public GridCell community() {
        return communities(1).getFirst();
    }

    /** New communities that are siblings: one new subdistrict of a new district holds them all. */
    public List<GridCell> communities(int count) {
        var code = "T" + Codes.next();
        var children = new java.util.ArrayList<Map<String, Object>>();
        for (int i = 1; i <= count; i++) {
            children.add(Map.of("kind", "COMMUNITY", "code", code + "-S-" + i, "name", "测试社区" + i));
        }
        var subdistrict = Map.of("kind", "SUBDISTRICT", "code", code + "-S", "name", "测试街道", "children", children);
        var district = Map.of("kind", "DISTRICT", "code", code, "name", "测试区", "children", List.of(subdistrict));
        transaction.executeWithoutResult(status -> tree.load(json.valueToTree(Map.of("cells", List.of(district)))));
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> grid.findByCode(code + "-S-" + i).orElseThrow())
                .toList();
    }

    /** The cell above. */
    public GridCell above(GridCell cell) {
        var parent = cell.parentId();
        if (parent == null || cell.kind() == CellKind.DISTRICT) {
            throw new IllegalArgumentException("nothing above " + cell.name());
        }
        return grid.cell(parent);
    }

    /** A new grid inside a community. */
    public GridCell below(GridCell community) {
        var code = "T" + Codes.next();
        var child = Map.of("kind", "GRID", "code", code, "name", "测试网格");
        var root = Map.of("code", community.code(), "children", List.of(child));
        transaction.executeWithoutResult(status -> tree.load(json.valueToTree(Map.of("cells", List.of(root)))));
        return grid.findByCode(code).orElseThrow();
    }

    /** A resident who has signed in. */
    public Caller resident() {
        var pair = residents.signedIn();
        return new Caller(this::base, pair.accessToken(), Map.of(), pair.residentId());
    }

    /** A resident whose registration with this community is in force. */
    public Caller member(long communityId) {
        var caller = resident();
        residents.register(caller.residentId(), communityId);
        return caller;
    }

    /** Staff with one role for one part of the tree, signed in with both factors. */
    public Caller staff(StaffRole role, long cellId) {
        long id = staff.add(role, cellId);
        return new Caller(this::base, null, Map.of("__Host-estation", staff.signIn(id)), id);
    }

    /** Somebody who has not signed in. */
    public Caller stranger() {
        return new Caller(this::base, null, Map.of(), 0);
    }

    private String base() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }
}
