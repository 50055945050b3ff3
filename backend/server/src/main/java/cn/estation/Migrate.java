package cn.estation;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the schema of this build, as its owner.
 *
 * <p>A program of its own, because only the owner may change the schema and the service must not know the owner's
 * password. Each module keeps a history of its own; the order below is the order in which modules may refer to each
 * other.
 */
public final class Migrate {

    /** Folders under {@code sql/}, lower modules first. */
    static final List<String> MODULES = List.of(
            "kernel",
            "grid",
            "audit",
            "identity",
            "wechat",
            "media",
            "guide",
            "chat",
            "appointment",
            "request",
            "task",
            "points",
            "mall",
            "notice");

    private Migrate() {}

    /** Reads {@code ESTATION_DB_URL}, {@code ESTATION_DB_OWNER}, {@code ESTATION_DB_OWNER_PASSWORD}, {@code ESTATION_DB_USER}. */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        int applied = migrate(
                required(environment, "ESTATION_DB_URL"),
                required(environment, "ESTATION_DB_OWNER"),
                required(environment, "ESTATION_DB_OWNER_PASSWORD"),
                "'" + required(environment, "ESTATION_DB_USER") + "'@'"
                        + environment.getOrDefault("ESTATION_DB_USER_HOST", "127.0.0.1") + "'");
        System.out.println("数据库已就绪：本次执行 " + applied + " 个迁移脚本。");
    }

    /**
     * Applies what is missing and returns how many scripts that were.
     *
     * @param service the service's account as SQL writes it, for example {@code 'estation'@'127.0.0.1'}
     */
    public static int migrate(String url, String owner, String password, String service) {
        int applied = 0;
        for (String module : MODULES) {
            applied += Flyway.configure()
                    .dataSource(url, owner, password)
                    .locations("classpath:sql/" + module)
                    .failOnMissingLocations(false)
                    .table("flyway_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(Map.of("service", service))
                    .load()
                    .migrate()
                    .migrationsExecuted;
        }
        return applied;
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("缺少环境变量 " + name + "。");
        }
        return value;
    }
}
