package cn.estation.sandbox.wechat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the stand-in from the environment: {@code STANDIN_PORT} (8090), {@code STANDIN_SERVER_URL} (where callbacks go), {@code
 * STANDIN_STATE} (a folder, optional), and {@code WECHAT_MP_*} and {@code WECHAT_MA_*} as for the server. Ends with exit code 1 and one
 * sentence when the port is taken.
 */
public final class StandInMain {

    private StandInMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var standIn = StandIn.start(settings(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(standIn::close));
            System.out.println("微信替身已启动：手机页面 " + standIn.url() + "/");
            new CountDownLatch(1).await();
        } catch (UncheckedIOException | IllegalArgumentException cannotStart) {
            System.err.println("微信替身没有启动：" + cannotStart.getMessage());
            System.exit(1);
        }
    }

    static StandInSettings settings(Map<String, String> environment) {
        var defaults = StandInSettings.withDefaults();
        var settings = defaults.withPort(Integer.parseInt(value(environment, "STANDIN_PORT", "8090")))
                .withOfficialAccount(
                        value(environment, "WECHAT_MP_APP_ID", defaults.mpAppId()),
                        value(environment, "WECHAT_MP_SECRET", defaults.mpSecret()),
                        value(environment, "WECHAT_MP_TOKEN", defaults.mpToken()),
                        value(environment, "WECHAT_MP_AES_KEY", defaults.mpAesKey()),
                        value(environment, "WECHAT_MP_ORIGINAL_ID", defaults.mpOriginalId()))
                .withMiniProgram(
                        value(environment, "WECHAT_MA_APP_ID", defaults.maAppId()),
                        value(environment, "WECHAT_MA_SECRET", defaults.maSecret()),
                        value(environment, "WECHAT_MA_TOKEN", defaults.maToken()),
                        value(environment, "WECHAT_MA_AES_KEY", defaults.maAesKey()),
                        value(environment, "WECHAT_MA_ORIGINAL_ID", defaults.maOriginalId()));
        var state = value(environment, "STANDIN_STATE", "");
        return settings.withServer(value(environment, "STANDIN_SERVER_URL", "http://127.0.0.1:8080"))
                .withStateFolder(state.isEmpty() ? null : Path.of(state));
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }
}
