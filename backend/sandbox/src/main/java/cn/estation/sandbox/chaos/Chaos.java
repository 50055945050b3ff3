package cn.estation.sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * {@code scripts/chaos}: a deployment of its own, used and killed for some minutes. Prints every violation and, last, one
 * JSON object with {@code operations}, {@code kills}, {@code violations} and {@code seed}.
 */
public final class Chaos {

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(14);
    private static final int PLAYERS = 4;

    private Chaos() {}

    /** Arguments: minutes, seed, server jar, add-on jar, demo folder. */
    public static void main(String[] arguments) throws IOException {
        var home = Files.createTempDirectory("estation-chaos-");
        long seed = Long.parseLong(arguments[1]);
        var program = new Deployment.Program("", Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
        System.out.printf("种子 %d，日志在 %s%n", seed, home);
        var time = Duration.ofSeconds(Math.round(Double.parseDouble(arguments[0]) * 60));
        var result = run(home, program, time, BETWEEN_KILLS, seed);
        result.violations().forEach(violation -> System.out.println("不符：" + violation));
        System.out.println(result.json());
        if (result.violations().isEmpty()) {
            delete(home);
        }
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    /** Starts a deployment in an empty folder, plays, and stops it. */
    public static Simulation.Result run(
            Path home, Deployment.Program program, Duration time, Duration betweenKills, long seed) {
        try (var deployment = Deployment.start(home, program, seed)) {
            return play(deployment, time, betweenKills, seed);
        }
    }

    /** Plays in a deployment that runs, with players of its own. */
    public static Simulation.Result play(Deployment deployment, Duration time, Duration betweenKills, long seed) {
        var random = new Random(seed);
        var stage = stage(deployment, random);
        for (int i = 1; i <= PLAYERS; i++) {
            stage.place().member(stage, "player-%d-%d".formatted(Math.abs(seed), i), "演练党员" + i);
        }
        var modules = List.<SimulatedModule>of(new Sessions(), new Tasks(), new Mall(), new Appointments());
        return new Simulation(deployment, stage, modules, random).play(time, betweenKills, seed);
    }

    /** A stage without players yet. */
    public static Stage stage(Deployment deployment, Random random) {
        var door = new Door(deployment.url());
        return new Stage(
                door, deployment.wechat().world(), new Players(), new DemoPlace(door, deployment.url()), random);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException leftForTheSystem) {
                    throw new UncheckedIOException(leftForTheSystem);
                }
            });
        } catch (IOException leftForTheSystem) {
            throw new UncheckedIOException(leftForTheSystem);
        }
    }
}
