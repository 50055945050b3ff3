package cn.estation;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives a test context a migrated schema of its own and the addresses of everything it needs. */
public class TestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var schema = migratedSchema();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test services", settings(schema)));
    }

    /** A new schema with everything migrated, owned as in production. */
    static String migratedSchema() {
        var database = TestServices.database();
        var schema = "estation_test_" + SCHEMAS.incrementAndGet();
        database.createSchema(schema);
        Migrate.migrate(
                database.url(schema),
                EmbeddedDatabase.OWNER,
                database.ownerPassword(),
                "'" + EmbeddedDatabase.SERVICE + "'@'127.0.0.1'");
        return schema;
    }

    static Map<String, Object> settings(String schema) {
        var database = TestServices.database();
        var redis = TestServices.redis();
        var settings = new LinkedHashMap<String, Object>();
        settings.put("ESTATION_DB_URL", database.url(schema));
        settings.put("ESTATION_DB_USER", EmbeddedDatabase.SERVICE);
        settings.put("ESTATION_DB_PASSWORD", database.servicePassword());
        settings.put("ESTATION_REDIS_PORT", redis.port());
        settings.put("ESTATION_REDIS_PASSWORD", redis.password());
        settings.put("ESTATION_SEAL_KEYS", "aes.0:" + key(32) + ",sm4.1:" + key(16));
        settings.put("ESTATION_INDEX_KEY", key(32));
        settings.put("ESTATION_CODE_KEY", key(32));
        settings.put("WECHAT_MP_APP_ID", "wxmp00000000000001");
        settings.put("WECHAT_MP_SECRET", "mp-secret-of-the-tests");
        settings.put("WECHAT_MP_TOKEN", "mp-token-of-the-tests");
        settings.put("WECHAT_MP_AES_KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
        settings.put("WECHAT_MP_ORIGINAL_ID", "gh_000000000001");
        settings.put("WECHAT_MA_APP_ID", "wxma00000000000001");
        settings.put("WECHAT_MA_SECRET", "ma-secret-of-the-tests");
        settings.put("WECHAT_MA_TOKEN", "ma-token-of-the-tests");
        settings.put("WECHAT_MA_AES_KEY", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg");
        settings.put("management.server.port", 0);
        return settings;
    }

    private static String key(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + length);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
