package cn.estation.sandbox.chaos;

import cn.estation.sandbox.chaos.ledger.LedgerTrials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code scripts/chaos}: a deployment of its own, used and killed for some minutes. Prints every violation and, last, one
 * JSON object with {@code operations}, {@code kills}, {@code violations} and {@code seed}.
 */
public final class Chaos {

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(15);
    private static final int PLAYERS = 4;

    private Chaos() {}

    /** Arguments: minutes, seed, server jar, add-on jar, demo folder. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("seeds") || arguments[0].equals("ledgers")) {
            trials(arguments);
            return;
        }
        var home = Files.createTempDirectory("estation-chaos-");
        long seed = Long.parseLong(arguments[1]);
        var program = new Deployment.Program("", Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
        System.out.printf("种子 %d，日志在 %s%n", seed, home);
        var result = run(home, program, minutes(arguments[0]), BETWEEN_KILLS, seed);
        end(home, result);
    }

    private static Duration minutes(String number) {
        return Duration.ofSeconds(Math.round(Double.parseDouble(number) * 60));
    }

    private static void end(Path home, Simulation.Result result) {
        result.violations().forEach(violation -> System.out.println("不符：" + violation));
        System.out.println(result.json());
        if (result.violations().isEmpty()) {
            delete(home);
        }
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    /** Arguments: "seeds" (appointments) or "ledgers", how many, commands in all, first seed, server jar, add-on jar, demo folder, SQL folder,
     * minutes at most. */
    private static void trials(String[] arguments) throws IOException {
        var home = Files.createTempDirectory("estation-chaos-");
        long seed = Long.parseLong(arguments[3]);
        var demo = Trials.prepare(Path.of(arguments[6]), home.resolve("demo"));
        var program = new Deployment.Program("", Path.of(arguments[4]), Path.of(arguments[5]), demo);
        System.out.printf("第一个种子 %d，日志在 %s%n", seed, home);
        var result = arguments[0].equals("ledgers")
                ? ledgers(
                        home,
                        new Deployment.Program(
                                "", program.jar(), program.addon(), LedgerTrials.prepare(program.demo())),
                        seed,
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]),
                        minutes(arguments[8]),
                        Path.of(arguments[7]),
                        System.out::println)
                : trials(
                        home,
                        program,
                        seed,
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]),
                        minutes(arguments[8]),
                        Path.of(arguments[7]),
                        System.out::println);
        end(home, result);
    }

    /** Starts a deployment in an empty folder whose demo was prepared for trials, lets the seeds play, and stops it. */
    public static Simulation.Result trials(
            Path home,
            Deployment.Program program,
            long seed,
            int seeds,
            long commands,
            Duration atMost,
            Path sql,
            java.util.function.Consumer<String> progress) {
        // Timers are looked for often, because time jumps.
        var settings = Map.of("ESTATION_TIMERSPOLL", "PT0.25S");
        try (var deployment = Deployment.start(home, program, seed, settings)) {
            return new Trials(deployment, sql, seed, progress).run(seed, seeds, commands, atMost);
        }
    }

    /** The same of tasks, both ledgers and the mall; the demo was prepared for {@link LedgerTrials}. */
    public static Simulation.Result ledgers(
            Path home,
            Deployment.Program program,
            long seed,
            int seeds,
            long commands,
            Duration atMost,
            Path sql,
            java.util.function.Consumer<String> progress) {
        var settings = Map.of("ESTATION_TIMERSPOLL", "PT0.25S");
        try (var deployment = Deployment.start(home, program, seed, settings, true)) {
            return new LedgerTrials(deployment, sql, seed, progress).run(seed, seeds, commands, atMost);
        }
    }

    /** Makes the demo folder that trials need. */
    public static Path prepare(Path demo, Path folder) {
        return Trials.prepare(demo, folder);
    }

    /** Starts a deployment in an empty folder, plays, and stops it. */
    public static Simulation.Result run(
            Path home, Deployment.Program program, Duration time, Duration betweenKills, long seed) {
        try (var deployment = Deployment.start(home, program, seed, Map.of(), true)) {
            var years = time.dividedBy(5);
            var days = play(deployment, time.minus(years), betweenKills, seed);
            return days.and(playYears(deployment, years, betweenKills.dividedBy(2), seed));
        }
    }

    /** Plays in a deployment that runs, with players of its own. */
    public static Simulation.Result play(Deployment deployment, Duration time, Duration betweenKills, long seed) {
        var random = new Random(seed);
        var stage = stage(deployment, random);
        for (int i = 1; i <= PLAYERS; i++) {
            stage.place().member(stage, "player-%d-%d".formatted(Math.abs(seed), i), "演练党员" + i);
        }
        var purses = new Purses();
        var modules = List.<SimulatedModule>of(
                new Sessions(), new Tasks(), new Mall(purses), new Points(purses), new Appointments());
        return new Simulation(deployment, stage, modules, random).play(time, betweenKills, seed);
    }

    /** Plays on while years pass. Nothing that is only good for a day can be played afterwards. */
    private static Simulation.Result playYears(Deployment deployment, Duration time, Duration betweenKills, long seed) {
        var random = new Random(seed + 1);
        var stage = stage(deployment, random);
        for (int i = 1; i <= PLAYERS; i++) {
            stage.place().member(stage, "elder-%d-%d".formatted(Math.abs(seed), i), "跨年党员" + i);
        }
        return new Simulation(deployment, stage, List.of(new Years(deployment)), random).play(time, betweenKills, seed);
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
