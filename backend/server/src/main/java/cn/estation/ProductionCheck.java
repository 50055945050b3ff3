package cn.estation;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;

/**
 * Refuses to serve real people with settings of a laptop. Everything that is wrong is named in one list, so that it is
 * mended in one go. Holds for every start that is not explicitly a sandbox.
 */
public final class ProductionCheck implements EnvironmentPostProcessor, Ordered {

    private static final Set<String> WELL_KNOWN =
            Set.of("password", "123456", "12345678", "root", "admin", "estation", "changeme", "secret", "test");
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");
    private static final Set<String> OPEN_ENDPOINTS = Set.of("health", "prometheus", "info");

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("sandbox & !production"))) {
            return;
        }
        var wrong = problems(environment);
        if (!wrong.isEmpty()) {
            throw new UnfitForProduction(wrong);
        }
    }

    static List<String> problems(ConfigurableEnvironment environment) {
        var check = new Findings(environment);
        check.database();
        check.keys();
        check.wechat();
        check.ports();
        check.leftovers();
        if (check.wrong.isEmpty()) {
            check.demonstration();
        }
        return check.wrong;
    }

    /** Only the question to the database: does it hold a demonstration? */
    static List<String> demonstration(ConfigurableEnvironment environment) {
        var check = new Findings(environment);
        check.demonstration();
        return check.wrong;
    }

    private static final class Findings {
        private final ConfigurableEnvironment environment;
        private final List<String> wrong = new ArrayList<>();

        Findings(ConfigurableEnvironment environment) {
            this.environment = environment;
        }

        private String value(String name) {
            var value = environment.getProperty(name);
            return value == null ? "" : value.strip();
        }

        private void mustHold(boolean holds, String sentence) {
            if (!holds) {
                wrong.add(sentence);
            }
        }

        void database() {
            var user = value("ESTATION_DB_USER");
            mustHold(value("ESTATION_DB_URL").startsWith("jdbc:mysql://"), "ESTATION_DB_URL 未设置，应为 jdbc:mysql://…");
            mustHold(
                    !user.isEmpty() && !user.equals("root") && !user.endsWith("_owner"),
                    "ESTATION_DB_USER 未设置，或是 root、属主账号；服务只能用权限受限的账号");
            secret("ESTATION_DB_PASSWORD", 16);
            secret("ESTATION_REDIS_PASSWORD", 16);
        }

        void keys() {
            key("ESTATION_INDEX_KEY");
            key("ESTATION_CODE_KEY");
            mustHold(value("ESTATION_SEAL_KEYS").contains(":"), "ESTATION_SEAL_KEYS 未设置，应为 sm4.编号:16 字节的 Base64");
            mustHold(
                    !value("ESTATION_INDEX_KEY").equals(value("ESTATION_CODE_KEY"))
                            || value("ESTATION_INDEX_KEY").isEmpty(),
                    "ESTATION_INDEX_KEY 与 ESTATION_CODE_KEY 不能相同");
        }

        void wechat() {
            for (var app : List.of("MP", "MA")) {
                mustHold(
                        value("WECHAT_" + app + "_APP_ID").matches("wx[0-9a-f]{16}"),
                        "WECHAT_" + app + "_APP_ID 未设置，或不是微信分配的 AppID");
                secret("WECHAT_" + app + "_SECRET", 32);
                secret("WECHAT_" + app + "_TOKEN", 8);
                mustHold(
                        AES_KEY.matcher(value("WECHAT_" + app + "_AES_KEY")).matches(),
                        "WECHAT_" + app + "_AES_KEY 未设置，应为 43 位字母数字");
            }
            mustHold(value("WECHAT_API_URL").isEmpty(), "WECHAT_API_URL 只用于沙箱，正式环境不要设置");
        }

        void ports() {
            mustHold(value("estation.base-url").startsWith("https://"), "ESTATION_BASE_URL 应为 https:// 开头的对外地址");
            mustHold(!enabled("springdoc.api-docs.enabled"), "接口文档（springdoc）在正式环境必须关闭");
            mustHold(!enabled("springdoc.swagger-ui.enabled"), "接口文档页面（swagger-ui）在正式环境必须关闭");
            mustHold(
                    value("management.server.port").equals("-1")
                            || !value("management.server.port").isEmpty()
                                    && !value("management.server.port").equals(value("server.port")),
                    "管理端口必须与服务端口不同（ESTATION_MANAGEMENT_PORT）");
            mustHold(
                    privateAddress(value("management.server.address")),
                    "管理端口不能对外开放（ESTATION_MANAGEMENT_ADDRESS 应为 127.0.0.1 或内网地址）");
            mustHold(
                    OPEN_ENDPOINTS.containsAll(Arrays.stream(value("management.endpoints.web.exposure.include")
                                    .split(","))
                            .map(String::strip)
                            .toList()),
                    "管理端口只能开放 health、info、prometheus");
        }

        private boolean enabled(String name) {
            return environment.getProperty(name, Boolean.class, true);
        }

        private static boolean privateAddress(String address) {
            return address.startsWith("127.")
                    || address.equals("::1")
                    || address.equals("localhost")
                    || address.startsWith("10.")
                    || address.startsWith("192.168.")
                    || address.matches("172\\.(1[6-9]|2[0-9]|3[01])\\..*");
        }

        void leftovers() {
            mustHold(!environment.acceptsProfiles(Profiles.of("sandbox")), "sandbox 不能与 production 同时启用");
            mustHold(!environment.getProperty("debug", Boolean.class, false), "debug 必须关闭");
            mustHold(
                    !ClassUtils.isPresent("cn.estation.sandbox.addon.SettableClock", null)
                            && getClass().getResource("/cn/estation/sandbox") == null,
                    "正式环境的类路径里不能有沙箱程序");
        }

        /** Asked last, when the database can be reached at all. */
        void demonstration() {
            try (var connection = DriverManager.getConnection(
                            value("ESTATION_DB_URL"), value("ESTATION_DB_USER"), value("ESTATION_DB_PASSWORD"));
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM grid_cell WHERE demonstration)")) {
                row.next();
                mustHold(!row.getBoolean(1), "数据库里有演示数据，请换一个空库，先运行 scripts/migrate");
            } catch (SQLException unreachable) {
                wrong.add("连不上数据库，或还没有运行 scripts/migrate（" + unreachable.getSQLState() + "）");
            }
        }

        private void secret(String name, int least) {
            var value = value(name);
            mustHold(
                    value.length() >= least
                            && !WELL_KNOWN.contains(value)
                            && value.chars().distinct().count() >= 5,
                    name + " 未设置，或太短、太常见（至少 " + least + " 位）");
        }

        private void key(String name) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(value(name));
            } catch (IllegalArgumentException notBase64) {
                bytes = new byte[0];
            }
            boolean varied = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .chars()
                            .distinct()
                            .count()
                    >= 12;
            mustHold(bytes.length >= 32 && varied, name + " 未设置，应为随机 32 字节的 Base64（openssl rand -base64 32）");
        }
    }

    static final class UnfitForProduction extends IllegalStateException {
        private final List<String> wrong;

        UnfitForProduction(List<String> wrong) {
            super(String.join("；", wrong));
            this.wrong = List.copyOf(wrong);
        }
    }

    /** Shows the list instead of a stack trace. */
    public static final class Analyzer extends AbstractFailureAnalyzer<UnfitForProduction> {
        @Override
        protected FailureAnalysis analyze(Throwable root, UnfitForProduction cause) {
            return new FailureAnalysis(
                    "设置不适合正式环境，服务没有启动：\n\n  - " + String.join("\n  - ", cause.wrong),
                    "逐条改好后再启动，各项说明见 docs/operations.md。",
                    cause);
        }
    }
}
