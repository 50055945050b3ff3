package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Guides that were written under the first schema are read, found and changed under the newest. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"sandbox", "test"})
@ContextConfiguration(initializers = GuideMigrationTests.FromTheFirstSchema.class)
@DirtiesContext
class GuideMigrationTests {

    private static final long DISTRICT = 1001;
    private static final long LICENCE = 2001;
    private static final long ALLOWANCE = 2002;
    private static final long DRAFT = 2003;

    /** A database as the first release left it, with guides in it, brought to the newest schema. */
    static class FromTheFirstSchema extends TestEnvironment {

        @Override
        protected String schema() {
            var schema = newSchema();
            var database = TestServices.database();
            for (var module : Migrate.MODULES) {
                Flyway.configure()
                        .dataSource(database.url(schema), EmbeddedDatabase.OWNER, database.ownerPassword())
                        .locations("classpath:sql/" + module)
                        .table("flyway_" + module)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .placeholders(Map.of("service", "'" + EmbeddedDatabase.SERVICE + "'@'127.0.0.1'"))
                        .target(module.equals("guide") ? "1" : "latest")
                        .load()
                        .migrate();
                if (module.equals("guide")) {
                    break;
                }
            }
            write(database.url(schema), database.ownerPassword());
            migrate(schema);
            return schema;
        }

        private static void write(String url, String password) {
            try (var connection = DriverManager.getConnection(url, EmbeddedDatabase.OWNER, password);
                    var statement = connection.createStatement()) {
                for (var sql : ROWS.split(";\n")) {
                    statement.executeUpdate(sql);
                }
            } catch (SQLException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
    }

    private static final String ROWS = """
            INSERT INTO grid_cell (id, parent_id, kind, code, name, path, depth, phone, demonstration, valid_from)
            VALUES (1001, NULL, 'DISTRICT', 'old-district', '旧区', '/1001/', 1, NULL, FALSE, '2026-01-01');
            INSERT INTO guide_item (id, code, name, cell_id, demonstration, revision, created_at) VALUES
            (2001, 'old-licence', '居住证办理', 1001, FALSE, 2, '2026-02-01'),
            (2002, 'old-allowance', '高龄津贴', 1001, FALSE, 3, '2026-02-01'),
            (2003, 'old-draft', '还没写完的', 1001, FALSE, 0, '2026-02-01');
            INSERT INTO guide_version (id, item_id, number, status, edits, title, topic, audience, summary, eligibility,
                handling_body, place, hours, phone, online_url, fee, statutory_limit, promised_limit, legal_basis,
                effective_from, author, publisher, published_at, digest, successor_id, created_at) VALUES
            (3002, 2001, 2, 'PUBLISHED', 3, '居住证办理', 'IDENTITY', 'EVERYONE', '办居住证。', '住满半年。', '公安分局', '旧街1号',
                '周一至周五 9:00-17:00', '010-11112222', 'https://zwfw.gov.cn/a', '工本费20元', '15个工作日', '10个工作日',
                '《居住证暂行条例》', '2026-03-01', 'staff:1', 'staff:2', '2026-03-01 01:02:03.456', REPEAT('a', 64), NULL,
                '2026-02-20'),
            (3003, 2002, 1, 'SUSPENDED', 1, '高龄津贴', 'AGEING', 'EVERYONE', '满八十岁可以领。', '', '民政局', '', '', '', '', '不收费',
                '', '当场办结', NULL, '2026-01-01', 'staff:1', 'staff:2', '2026-01-01', REPEAT('b', 64), NULL, '2026-01-01'),
            (3004, 2003, 1, 'DRAFT', 2, '还没写完的', 'DAILY_LIFE', 'EVERYONE', '', '', '', '旧街2号', '', '', '', '', '', '', NULL,
                '2026-01-01', 'staff:1', NULL, NULL, NULL, NULL, '2026-01-01');
            INSERT INTO guide_version (id, item_id, number, status, edits, title, topic, audience, summary, eligibility,
                handling_body, place, hours, phone, online_url, fee, statutory_limit, promised_limit, legal_basis,
                effective_from, author, publisher, published_at, digest, successor_id, created_at) VALUES
            (3001, 2001, 1, 'SUPERSEDED', 1, '暂住证办理', 'IDENTITY', 'EVERYONE', '旧版。', '', '公安分局', '旧街1号', '', '', '', '',
                '', '', NULL, '2026-01-01', 'staff:1', 'staff:2', '2026-01-01', REPEAT('c', 64), 3002, '2026-01-01');
            INSERT INTO guide_document (id, version_id, position, name, form, copies, necessity, note) VALUES
            (4001, 3002, 2, '照片', 'ORIGINAL', 2, 'REQUIRED', '一寸'),
            (4002, 3002, 1, '身份证', 'ORIGINAL_AND_COPY', 1, 'REQUIRED', ''),
            (4003, 3001, 1, '身份证', 'ORIGINAL', 1, 'REQUIRED', '');
            INSERT INTO guide_step (id, version_id, position, content) VALUES
            (5001, 3002, 1, '到窗口交材料。'), (5002, 3002, 2, '十天后来领。');
            INSERT INTO guide_alias (id, version_id, position, words) VALUES (6001, 3002, 1, '暂住证');
            INSERT INTO guide_move (id, version_id, from_status, to_status, actor, reason, moved_at) VALUES
            (7001, 3001, NULL, 'DRAFT', 'staff:1', '新建', '2026-01-01'),
            (7002, 3001, 'DRAFT', 'PUBLISHED', 'staff:2', '发布', '2026-01-01'),
            (7003, 3002, NULL, 'DRAFT', 'staff:1', '新建', '2026-02-20'),
            (7004, 3001, 'PUBLISHED', 'SUPERSEDED', 'staff:2', '取代', '2026-03-01'),
            (7005, 3002, 'DRAFT', 'PUBLISHED', 'staff:2', '发布', '2026-03-01'),
            (7006, 3003, NULL, 'DRAFT', 'staff:1', '新建', '2026-01-01'),
            (7007, 3003, 'DRAFT', 'PUBLISHED', 'staff:2', '发布', '2026-01-01'),
            (7008, 3003, 'PUBLISHED', 'SUSPENDED', 'staff:2', '停用', '2026-01-02'),
            (7009, 3004, NULL, 'DRAFT', 'staff:1', '新建', '2026-01-01');
            UPDATE guide_revision SET number = 3""";

    private final People people;
    private final JdbcClient database;

    @Autowired
    GuideMigrationTests(People people, JdbcClient database) {
        this.people = people;
        this.database = database;
    }

    @Test
    void aPublishedGuideIsReadWithEverythingItSaid() {
        var answer = people.stranger().get("/api/v1/guides/" + LICENCE);

        assertThat(answer.status()).isEqualTo(200);
        var guide = answer.json();
        assertThat(guide.path("title").asString()).isEqualTo("居住证办理");
        assertThat(guide.path("version").asInt()).isEqualTo(2);
        assertThat(guide.path("topics").path(0).path("topic").asString()).isEqualTo("HOUSEHOLD");
        assertThat(guide.path("documents")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("身份证", "照片");
        assertThat(guide.path("documents").path(1).path("copies").asInt()).isEqualTo(2);
        assertThat(guide.path("steps").valueStream().map(one -> one.path("text").asString()))
                .containsExactly("到窗口交材料。", "十天后来领。");
        assertThat(guide.path("channels")
                        .valueStream()
                        .map(one -> one.path("kind").asString()))
                .containsExactly("COUNTER", "ONLINE");
        assertThat(guide.path("fees").path("items").path(0).path("standard").asString())
                .isEqualTo("工本费20元");
        assertThat(guide.path("legalBasis").path(0).path("law").asString()).isEqualTo("《居住证暂行条例》");
        assertThat(guide.path("promised").path("note").asString()).isEqualTo("10个工作日");
        assertThat(guide.path("publishedAt").asString()).startsWith("2026-03-01T");
    }

    @Test
    void anOldVersionASuspendedGuideAndADraftAreWhatTheyWere() {
        var old = people.stranger().get("/api/v1/guides/" + LICENCE + "/versions/1");
        assertThat(old.status()).isEqualTo(200);
        assertThat(old.json().path("title").asString()).isEqualTo("暂住证办理");
        assertThat(old.json().path("status").asString()).isEqualTo("SUPERSEDED");
        assertThat(people.stranger().get("/api/v1/guides/" + ALLOWANCE).status())
                .isEqualTo(404);
        assertThat(people.stranger().get("/api/v1/guides/" + DRAFT).status()).isEqualTo(404);
        assertThat(database.sql("SELECT processing FROM guide_version WHERE id = 3003")
                        .query(String.class)
                        .single())
                .isEqualTo("IMMEDIATE");
    }

    @Test
    void theGuideIsFoundByItsNameAndByItsResidentsWord() {
        for (var words : new String[] {"居住证办理", "暂住证"}) {
            var hits = people.stranger()
                    .get("/api/v1/guides/search?q="
                            + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(hits.json().path("items").path(0).path("guideId").asString())
                    .as(words)
                    .isEqualTo(Long.toString(LICENCE));
        }
    }

    @Test
    void aCardIsMadeOfIt() {
        var card = people.stranger().post("/api/v1/guides/" + LICENCE + "/card", Map.of("answers", Map.of()));

        assertThat(card.status()).isEqualTo(200);
        assertThat(card.json().path("card").path("documents").size()).isEqualTo(2);
    }

    @Test
    void theInvariantsOfGuidesHold() throws IOException {
        try (var files = Files.list(Path.of("../../sql/guide/invariants"))) {
            for (var file : files.toList()) {
                assertThat(database.sql(Files.readString(file))
                                .query((row, number) -> row.getString(1))
                                .list())
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
        assertThat(database.sql("SELECT name FROM grid_cell WHERE id = ?")
                        .param(DISTRICT)
                        .query(String.class)
                        .single())
                .isEqualTo("旧区");
    }
}
