package cn.estation.console.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class WechatPagesTests {

    private final StandInWorld world;
    private final People people;
    private final JdbcClient database;

    @Autowired
    WechatPagesTests(StandIn standIn, People people, JdbcClient database) {
        this.world = standIn.world();
        this.people = people;
        this.database = database;
    }

    private static Map<String, String> form(String... pairs) {
        var form = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        form.put("requestKey", Codes.next());
        return form;
    }

    @Test
    void showsTheMenuAsItWillLookAndPublishesItOnceForAForm() {
        var admin = people.staff(StaffRole.ADMINISTRATOR, people.community().id());
        assertThat(admin.get("/console/wechat").body()).contains("我要办", "到哪办", "预约办", "连接状态");
        long before = publications();

        var form = form();
        assertThat(admin.form("/console/wechat/menu", form).status()).isEqualTo(302);
        assertThat(admin.form("/console/wechat/menu", form).status()).isEqualTo(302);

        assertThat(publications()).isEqualTo(before + 1);
        assertThat(world.menu()).contains("我要办");
        assertThat(admin.get("/console/wechat").body()).contains("已发布，与现在的配置相同");
    }

    private long publications() {
        return database.sql("SELECT COUNT(*) FROM wechat_menu WHERE status = 'PUBLISHED'")
                .query(Long.class)
                .single();
    }

    @Test
    void followersAreGreetedWithWhatWasWritten() {
        var admin = people.staff(StaffRole.ADMINISTRATOR, people.community().id());
        assertThat(admin.form("/console/wechat/greeting", form("text", "")).status())
                .isEqualTo(422);
        var words = "欢迎来到蓬莱社区" + Codes.next();
        assertThat(admin.form("/console/wechat/greeting", form("text", words)).status())
                .isEqualTo(302);

        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        assertThat(world.follow(person).replyText()).contains(words, "我要办", "到哪办", "预约办", "机器人");
        database.sql("UPDATE wechat_greeting SET content = '您好，欢迎关注。' WHERE id = 1")
                .update();
    }

    @Test
    void onlyThoseWhoManageTheAccountPublish() {
        var director = people.staff(StaffRole.DIRECTOR, people.community().id());

        assertThat(director.get("/console/wechat").status()).isEqualTo(200);
        assertThat(director.form("/console/wechat/menu", form()).status()).isEqualTo(403);
        assertThat(director.form("/console/wechat/greeting", form("text", "您好您好"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCodeOfABuildingGreetsWithItsPlaceAndIsMadeOnce() {
        var community = people.community();
        var building = building(community);
        var admin = people.staff(StaffRole.ADMINISTRATOR, community.id());

        assertThat(admin.form("/console/wechat/codes/" + community.id(), form()).status())
                .isEqualTo(302);
        await().atMost(Duration.ofSeconds(30)).until(() -> made("cell-" + building) == 1);
        var address = address("cell-" + building);
        admin.form("/console/wechat/codes/" + community.id(), form());

        assertThat(admin.get("/console/wechat/codes/" + community.id() + "/sheet")
                        .body())
                .contains("测试三号楼", "data:image/svg+xml");
        assertThat(address("cell-" + building)).isEqualTo(address);
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        assertThat(world.scan(person, "cell-" + building).replyText()).contains("测试三号楼");
        assertThat(world.scan(person, "cell-" + building).replyText()).contains("测试三号楼");

        world.sendText(person, "蓬莱" + Codes.next() + "飞艇停泊怎么办");
        assertThat(database.sql("SELECT COUNT(*) FROM chat_question WHERE cell_id = ? AND community_id = ?")
                        .params(building, community.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void strangersSeeNothing() {
        assertThat(people.stranger().get("/console/wechat").status()).isIn(302, 401);
    }

    private long building(GridCell community) {
        var grid = people.below(community);
        database.sql("""
                        INSERT INTO grid_cell (id, parent_id, kind, code, name, path, depth, demonstration, valid_from)
                        SELECT id + 1, id, 'BUILDING', CONCAT(code, '-B'), '测试三号楼', CONCAT(path, id + 1, '/'), depth + 1,
                            demonstration, valid_from FROM grid_cell WHERE id = ?""").param(grid.id()).update();
        return grid.id() + 1;
    }

    private long made(String scene) {
        return database.sql("SELECT COUNT(*) FROM wechat_scene WHERE scene = ? AND ticket <> ''")
                .param(scene)
                .query(Long.class)
                .single();
    }

    private String address(String scene) {
        return database.sql("SELECT address FROM wechat_scene WHERE scene = ?")
                .param(scene)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }
}
