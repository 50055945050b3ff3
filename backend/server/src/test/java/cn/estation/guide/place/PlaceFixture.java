package cn.estation.guide.place;

import cn.estation.grid.TestPlaces.Town;
import cn.estation.guide.GuideFixture;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A town with places to go and guides that are done there. */
final class PlaceFixture {

    static final String POINTS = """
            {"points":[
             {"code":"$-hall","cell":"$","name":"区政务中心","level":"DISTRICT","address":"示范大道1号","longitude":118.801200,
              "latitude":32.060500,"phone":"010-00000020","hours":"周一至周五 9:00-17:00；周六 9:00-12:00","counters":[
               {"code":"z1","name":"1号综合窗口","handles":"区里的事","general":true},
               {"code":"s1","name":"5号社保窗口","handles":"社保","phone":"010-00000025"}]},
             {"code":"$-p1","cell":"$-c1","name":"东社区服务中心","level":"COMMUNITY","address":"东路1号","longitude":118.780000,
              "latitude":32.070000,"phone":"010-00000011","hours":"周一至周五 9:00-12:00、13:30-17:00","assisted":true,"counters":[
               {"code":"z1","name":"综合窗口","handles":"社区的事","general":true},
               {"code":"o1","name":"老年窗口","handles":"老年人","hours":"周一至周五 9:00-11:00"}]},
             {"code":"$-p1e","cell":"$-c1","name":"东社区东门点","level":"COMMUNITY","address":"东路99号","longitude":118.784000,
              "latitude":32.071000,"hours":"周一至周五 9:00-12:00、14:00-18:00","serves":["$-m2"],"counters":[
               {"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]},
             {"code":"$-p2","cell":"$-c2","name":"西社区服务中心","level":"COMMUNITY","address":"西路2号","longitude":118.760000,
              "latitude":32.050000,"phone":"010-00000012","hours":"周一至周日 9:00-17:00；节假日照常","counters":[
               {"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]}]}""";

    private PlaceFixture() {}

    /** Publishes a guide for a part of the town. */
    static void guide(Town town, String end, String cellEnd, String useLevel) {
        var guide = (ObjectNode) GuideFixture.json("测试事项" + town.code(end));
        guide.put("code", town.code(end));
        guide.put("cell", town.code(cellEnd));
        guide.put("useLevel", useLevel);
        guide.put("place", "指南里写的地址");
        guide.put("assisted", true);
        var file = JsonMapper.shared().createObjectNode();
        file.putArray("guides").add(guide);
        town.with("guides", file.toString());
    }

    static long idOf(JdbcClient database, Town town, String end) {
        return database.sql("SELECT id FROM guide_item WHERE code = ?")
                .param(town.code(end))
                .query(Long.class)
                .single();
    }

    /** A moment as the clock on the wall shows it in China. */
    static Instant china(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
