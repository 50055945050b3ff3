package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProductionCheckTests {

    private static final String INDEX_KEY = "c2VjcmV0LWluZGV4LWtleS0wMTIzNDU2Nzg5YWJjZGVm";
    private static final String CODE_KEY = "Y29kZS1rZXktYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";

    @Test
    void namesEverythingThatIsMissingInOneList() {
        var problems = ProductionCheck.problems(environment(Map.of()));
        assertThat(problems)
                .anyMatch(line -> line.startsWith("ESTATION_DB_URL"))
                .anyMatch(line -> line.startsWith("ESTATION_DB_PASSWORD"))
                .anyMatch(line -> line.startsWith("ESTATION_SEAL_KEYS"))
                .anyMatch(line -> line.startsWith("ESTATION_INDEX_KEY"))
                .anyMatch(line -> line.startsWith("WECHAT_MP_APP_ID"))
                .anyMatch(line -> line.startsWith("WECHAT_MA_AES_KEY"))
                .anyMatch(line -> line.startsWith("ESTATION_BASE_URL"))
                .anyMatch(line -> line.startsWith("接口文档"))
                .anyMatch(line -> line.startsWith("管理端口"));
    }

    @Test
    void passesWhatIsFit() {
        // The tests have the sandbox on their class path, and that alone is refused here.
        assertThat(ProductionCheck.problems(environment(fit()))).containsExactly("正式环境的类路径里不能有沙箱程序");
    }

    @ParameterizedTest
    @CsvSource({
        "ESTATION_DB_USER, root, ESTATION_DB_USER",
        "ESTATION_DB_USER, estation_owner, ESTATION_DB_USER",
        "ESTATION_DB_PASSWORD, aaaaaaaaaaaaaaaaaaaa, ESTATION_DB_PASSWORD",
        "ESTATION_REDIS_PASSWORD, short, ESTATION_REDIS_PASSWORD",
        "ESTATION_INDEX_KEY, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, ESTATION_INDEX_KEY",
        "ESTATION_CODE_KEY, not base64, ESTATION_CODE_KEY",
        "WECHAT_MP_APP_ID, wxmp00000000000001, WECHAT_MP_APP_ID",
        "WECHAT_API_URL, http://127.0.0.1:8090, WECHAT_API_URL",
        "estation.base-url, http://e.example.cn, ESTATION_BASE_URL",
        "management.server.port, 8080, 管理端口必须与服务端口不同",
        "management.server.address, 0.0.0.0, 管理端口不能对外开放",
        "management.endpoints.web.exposure.include, 'health,env', 管理端口只能开放",
        "springdoc.api-docs.enabled, true, 接口文档",
        "debug, true, debug"
    })
    void refuses(String name, String value, String complaint) {
        var settings = fit();
        settings.put(name, value);
        assertThat(ProductionCheck.problems(environment(settings))).anyMatch(line -> line.startsWith(complaint));
    }

    @Test
    void neverRepeatsASecret() {
        var settings = fit();
        settings.put("ESTATION_DB_PASSWORD", "hunter2");
        var text = new StringWriter();
        new ProductionCheck.UnfitForProduction(ProductionCheck.problems(environment(settings)))
                .printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("hunter2");
    }

    @Test
    void findsDemonstrationData() throws SQLException {
        var schema = TestEnvironment.migratedSchema();
        try (var owner = TestServices.database().connectAsOwner(schema);
                var statement = owner.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO grid_cell (id, kind, code, name, path, depth, demonstration, valid_from)"
                            + " VALUES (1, 'DISTRICT', 'demo', '示范区', '/1/', 1, TRUE, '2026-01-01')");
        }
        assertThat(ProductionCheck.demonstration(environment(TestEnvironment.settings(schema))))
                .containsExactly("数据库里有演示数据，请换一个空库，先运行 scripts/migrate");
    }

    private static Map<String, Object> fit() {
        var settings = new HashMap<String, Object>();
        settings.put("ESTATION_DB_URL", "jdbc:mysql://db.internal/estation");
        settings.put("ESTATION_DB_USER", EmbeddedDatabase.SERVICE);
        settings.put("ESTATION_DB_PASSWORD", "k3Jw0-qLz8-Vn5yTt");
        settings.put("ESTATION_REDIS_PASSWORD", "p9Xw1-aBz2-Qm4rTt");
        settings.put("ESTATION_SEAL_KEYS", "sm4.1:AAECAwQFBgcICQoLDA0ODw==");
        settings.put("ESTATION_INDEX_KEY", INDEX_KEY);
        settings.put("ESTATION_CODE_KEY", CODE_KEY);
        for (var app : java.util.List.of("MP", "MA")) {
            settings.put("WECHAT_" + app + "_APP_ID", "wx0123456789abcdef");
            settings.put("WECHAT_" + app + "_SECRET", "0123456789abcdef0123456789abcdef");
            settings.put("WECHAT_" + app + "_TOKEN", "tokenOfOurs");
            settings.put("WECHAT_" + app + "_AES_KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
        }
        settings.put("estation.base-url", "https://e.example.cn");
        settings.put("springdoc.api-docs.enabled", "false");
        settings.put("springdoc.swagger-ui.enabled", "false");
        settings.put("server.port", "8080");
        settings.put("management.server.port", "8081");
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.endpoints.web.exposure.include", "health,prometheus,info");
        return settings;
    }

    private static StandardEnvironment environment(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        return environment;
    }
}
