package cn.estation.sandbox.services;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the sandbox's database and Redis until the process is told to end.
 *
 * <p>Reads the folder as its only argument, and from the environment {@code ESTATION_DB_PORT}, {@code
 * ESTATION_DB_OWNER_PASSWORD}, {@code ESTATION_DB_PASSWORD}, {@code ESTATION_REDIS_PORT} and {@code
 * ESTATION_REDIS_PASSWORD}. Prints one line starting with {@code READY} when both can be used.
 */
public final class ServicesMain {

    static final String SCHEMA = "estation";

    private ServicesMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Path.of(arguments.length == 1 ? arguments[0] : ".sandbox"), System.getenv());
        } catch (ServiceFault fault) {
            System.err.println("错误：" + fault.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path folder, Map<String, String> environment) throws InterruptedException {
        var database = EmbeddedDatabase.start(new DatabaseSettings(
                folder.resolve("mariadb"),
                Integer.parseInt(required(environment, "ESTATION_DB_PORT")),
                required(environment, "ESTATION_DB_OWNER_PASSWORD"),
                required(environment, "ESTATION_DB_PASSWORD"),
                true));
        database.createSchema(SCHEMA);
        var redis = EmbeddedRedis.start(new RedisSettings(
                folder.resolve("redis"),
                Integer.parseInt(required(environment, "ESTATION_REDIS_PORT")),
                required(environment, "ESTATION_REDIS_PASSWORD")));
        System.out.printf(
                "READY database=127.0.0.1:%d pid=%d redis=127.0.0.1:%d pid=%d%n",
                database.port(), database.pid(), redis.port(), redis.pid());
        new CountDownLatch(1).await();
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new ServiceFault("缺少环境变量 " + name + "。");
        }
        return value;
    }
}
