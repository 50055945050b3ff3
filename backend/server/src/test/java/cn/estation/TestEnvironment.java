package cn.estation;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Gives a test context a migrated schema and a WeChat stand-in of its own, and the addresses of everything it needs. */
public class TestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = settings(schema());
        var standIn = StandIn.start(standInSettings(settings));
        settings.put("WECHAT_API_URL", standIn.url());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test services", settings));
        context.getBeanFactory().registerSingleton("standIn", standIn);
        context.addApplicationListener(event -> follow(event, standIn));
    }

    /** The schema that the service runs on. */
    protected String schema() {
        return migratedSchema();
    }

    /** The platform learns where the server is once its port is known, and closes after it. */
    private static void follow(ApplicationEvent event, StandIn standIn) {
        if (event instanceof WebServerInitializedEvent started
                && started.getApplicationContext().getServerNamespace() == null) {
            standIn.world()
                    .callbackTo("http://127.0.0.1:" + started.getWebServer().getPort());
        }
        if (event instanceof ContextClosedEvent closed
                && closed.getApplicationContext().getParent() == null) {
            standIn.close();
        }
    }

    /** A platform that knows our two accounts and does not wait five seconds between tries. */
    private static StandInSettings standInSettings(Map<String, Object> settings) {
        return StandInSettings.withDefaults()
                .withOfficialAccount(
                        text(settings, "WECHAT_MP_APP_ID"),
                        text(settings, "WECHAT_MP_SECRET"),
                        text(settings, "WECHAT_MP_TOKEN"),
                        text(settings, "WECHAT_MP_AES_KEY"),
                        text(settings, "WECHAT_MP_ORIGINAL_ID"))
                .withMiniProgram(
                        text(settings, "WECHAT_MA_APP_ID"),
                        text(settings, "WECHAT_MA_SECRET"),
                        text(settings, "WECHAT_MA_TOKEN"),
                        text(settings, "WECHAT_MA_AES_KEY"),
                        text(settings, "WECHAT_MA_ORIGINAL_ID"))
                .withPatience(Duration.ofSeconds(5), Duration.ofMillis(200));
    }

    private static String text(Map<String, Object> settings, String name) {
        return String.valueOf(settings.get(name));
    }

    /** A new schema with everything migrated, owned as in production. */
    static String migratedSchema() {
        var schema = newSchema();
        migrate(schema);
        return schema;
    }

    /** A new schema with nothing in it. */
    static String newSchema() {
        var schema = "estation_test_" + SCHEMAS.incrementAndGet();
        TestServices.database().createSchema(schema);
        return schema;
    }

    static void migrate(String schema) {
        var database = TestServices.database();
        Migrate.migrate(
                database.url(schema),
                EmbeddedDatabase.OWNER,
                database.ownerPassword(),
                "'" + EmbeddedDatabase.SERVICE + "'@'127.0.0.1'");
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
        settings.put("WECHAT_MA_ORIGINAL_ID", "gh_000000000002");
        settings.put("ESTATION_MEDIA_FOLDER", pictureFolder());
        settings.put("management.server.port", 0);
        return settings;
    }

    private static String pictureFolder() {
        try {
            var folder = Files.createTempDirectory("estation-media-");
            folder.toFile().deleteOnExit();
            return folder.toString();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String key(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + length);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
