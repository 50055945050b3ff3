package cn.estation.grid;

import cn.estation.kernel.Codes;
import cn.estation.kernel.DistrictPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Districts with places to go, for tests; each is new. */
@Component
public class TestPlaces {

    private static final String TREE = """
            {"cells":[{"kind":"DISTRICT","code":"$","name":"测试区","children":[
              {"kind":"SUBDISTRICT","code":"$-s","name":"测试街道","children":[
                {"kind":"COMMUNITY","code":"$-c1","name":"东社区","phone":"010-00000011","children":[
                  {"kind":"GRID","code":"$-g1","name":"第一网格","children":[
                    {"kind":"MICRO_GRID","code":"$-m1","name":"第一微网格","children":[
                      {"kind":"BUILDING","code":"$-b1","name":"10号楼"},{"kind":"BUILDING","code":"$-b2","name":"2号楼"}]}]},
                  {"kind":"GRID","code":"$-g2","name":"第二网格","children":[
                    {"kind":"MICRO_GRID","code":"$-m2","name":"第二微网格","children":[
                      {"kind":"BUILDING","code":"$-b3","name":"3号楼"}]}]}]},
                {"kind":"COMMUNITY","code":"$-c2","name":"西社区","children":[
                  {"kind":"GRID","code":"$-g3","name":"第三网格","children":[
                    {"kind":"MICRO_GRID","code":"$-m3","name":"第三微网格","children":[
                      {"kind":"BUILDING","code":"$-b4","name":"4号楼"}]}]}]}]}]}]}""";

    private final List<DistrictPart> parts;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Grid grid;
    private final ServicePoints points;
    private final JdbcClient database;

    TestPlaces(
            List<DistrictPart> parts,
            TransactionTemplate transaction,
            JsonMapper json,
            Grid grid,
            ServicePoints points,
            JdbcClient database) {
        this.parts = parts;
        this.transaction = transaction;
        this.json = json;
        this.grid = grid;
        this.points = points;
        this.database = database;
    }

    /** A new district: a subdistrict, two communities, three micro-grids, four buildings; and the calendars of two years. */
    public Town town() {
        var code = "W" + Codes.next();
        load("calendar", read("../sandbox/src/main/resources/demo/calendar.json"));
        load("grid", TREE.replace("$", code));
        return new Town(code);
    }

    /** One point with one general counter, run by this cell. */
    public long point(GridCell cell) {
        var code = "T" + Codes.next();
        load("service-points", """
                {"points":[{"code":"$","cell":"%s","name":"测试服务点","level":"COMMUNITY","address":"测试路1号",
                  "phone":"010-00000001","hours":"周一至周五 9:00-12:00、13:30-17:00",
                  "counters":[{"code":"z1","name":"1号窗口","handles":"都办","general":true}]}]}""".formatted(cell.code()).replace("$", code));
        return points.findByCode(code).orElseThrow().id();
    }

    /** An estate of this community, still without buildings. */
    public long estate(GridCell community) {
        var code = "E" + Codes.next();
        load(
                "estates",
                "{\"estates\":[{\"code\":\"%s\",\"community\":\"%s\",\"name\":\"测试小区\"}]}"
                        .formatted(code, community.code()));
        return database.sql("SELECT id FROM grid_estate WHERE code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    /** Loads one module's share of a district. */
    public void load(String name, String content) {
        var part = parts.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> part.load(json.readTree(content)));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A district of which every code begins alike. */
    public final class Town {

        private final String code;

        private Town(String code) {
            this.code = code;
        }

        /** The text with {@code $} for this town's code, as a district file. */
        public Town with(String part, String content) {
            load(part, content.replace("$", code));
            return this;
        }

        public String code(String end) {
            return end.isEmpty() ? code : code + "-" + end;
        }

        /** @param end of its code: s, c1, c2, g1 to g3, m1 to m3, b1 to b4; empty for the district */
        public GridCell cell(String end) {
            return grid.findByCode(code(end)).orElseThrow();
        }

        public ServicePoint point(String end) {
            return points.findByCode(code(end)).orElseThrow();
        }

        public Counter counter(String point, String counter) {
            return points.counters(point(point).id()).stream()
                    .filter(one -> one.code().equals(counter))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
