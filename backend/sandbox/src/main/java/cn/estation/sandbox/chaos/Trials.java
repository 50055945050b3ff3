package cn.estation.sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scripts/chaos --seeds N}: many seeds in one deployment, eight at a time, each with people, a counter and
 * activities of its own. Time jumps for all of them together: minutes, over midnight, to the day itself, over three days
 * and over whatever holidays come; parts are killed meanwhile. After each round every invariant is asked for.
 *
 * <p>What a seed does depends on nothing but the seed and the time at which its round begins, which is printed: the same
 * seed alone from the same time does the same again.
 */
final class Trials {

    /** How many seeds go on at the same time. */
    static final int ABREAST = 8;

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int PHASES = 5;

    /** A booking takes about so many steps at the database. */
    private static final int MOST_STEPS = 30;

    private final Deployment deployment;
    private final List<Path> invariants;
    private final Consumer<String> progress;
    private final List<String> violations = new ArrayList<>();
    private final Random chance;
    private final Tally tally = new Tally();
    private long operations;
    private volatile int kills;

    Trials(Deployment deployment, Path sql, long seed, Consumer<String> progress) {
        this.deployment = deployment;
        this.chance = new Random(seed);
        this.invariants = invariants(sql);
        this.progress = progress;
    }

    /** A copy of the demonstration with a counter for each of those that go on at the same time. */
    static Path prepare(Path demo, Path folder) {
        try (var files = Files.list(demo)) {
            Files.createDirectories(folder);
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
            var json = new JsonMapper();
            var target = folder.resolve("appointments.json");
            var all = (ObjectNode) json.readTree(target.toFile());
            for (int i = 0; i < ABREAST; i++) {
                ((ArrayNode) all.path("bookables")).add(json.readTree(counter(i)));
            }
            json.writeValue(target.toFile(), all);
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String counter(int number) {
        return """
                {"code": "drill-%d", "cell": "demo-community-1", "kind": "COUNTER", "title": "%s", "description": "演练。",
                 "place": "演练室", "phone": "", "leadMinutes": 60, "horizonDays": 14, "opensAt": "00:00",
                 "cutoffMinutes": 120, "perDay": 2, "perOpen": 4, "preChecks": [], "guides": [],
                 "hours": [{"weekdays": "1-7", "calendar": "EVERY_DAY", "from": "09:00", "to": "11:00", "minutes": 30,
                   "places": 2, "elders": 0, "walkIns": 0}]}""".formatted(number, title(number));
    }

    private static String title(int number) {
        return "演练窗口" + number;
    }

    /** Runs the seeds from the first on, about so many commands in all; no round begins after so long. */
    Simulation.Result run(long first, int seeds, long commands, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        var worlds = worlds();
        int each = (int) Math.ceilDiv(commands, (long) seeds * PHASES);
        var saboteur = new Saboteur(deployment, first);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int done = 0; done < seeds && System.nanoTime() < end; done += ABREAST) {
                int many = Math.min(ABREAST, seeds - done);
                round(first + done, many, each, worlds, saboteur, threads);
                progress.accept("%d/%d 个种子，%d 次操作，断 %d 次，不符 %d，系统时间 %s"
                        .formatted(done + many, seeds, operations, kills, violations.size(), deployment.now()));
            }
        }
        progress.accept("做成/拒绝：" + tally);
        deployment.disproof().ifPresent(report -> violated("the proof: " + report));
        return new Simulation.Result(operations, kills, List.copyOf(violations), first);
    }

    private List<Trial.World> worlds() {
        var door = new Door(deployment.url());
        var community = new DemoPlace(door, deployment.url()).communityId();
        var byTitle = new HashMap<String, String>();
        door.read("/api/v1/bookables?size=100&communityId=" + community, "")
                .body()
                .path("items")
                .forEach(one -> byTitle.put(
                        one.path("title").asString(), one.path("bookableId").asString()));
        var desk = new Desk(deployment);
        var worlds = new ArrayList<Trial.World>();
        for (int i = 0; i < ABREAST; i++) {
            worlds.add(new Trial.World(deployment, desk, community, byTitle.getOrDefault(title(i), "")));
        }
        return worlds;
    }

    private void round(
            long first, int many, int each, List<Trial.World> worlds, Saboteur saboteur, ExecutorService threads) {
        var desk = worlds.getFirst().desk();
        deployment.advanceClock(until(LocalTime.of(22, 0)));
        desk.signOut();
        var began = deployment.now();
        var trials = LongStream.range(0, many)
                .mapToObj(i -> trial(worlds.get((int) i), first + i))
                .toList();
        together(trials, threads, Trial::begin);
        phase(trials, each, saboteur, threads);
        jump(trials, desk, Duration.ofMinutes(11), threads);
        phase(trials, each, saboteur, threads);
        jump(trials, desk, Duration.ofMinutes(125), threads);
        phase(trials, each, saboteur, threads);
        jump(trials, desk, until(LocalTime.of(10, 12)), threads);
        phase(trials, each, saboteur, threads);
        jump(trials, desk, Duration.ofHours(73), threads);
        together(trials, threads, Trial::again);
        phase(trials, each, saboteur, threads);
        jump(trials, desk, Duration.ofDays(4), threads);
        for (var trial : trials) {
            operations += trial.operations();
            tally.add(trial.tally());
            trial.violations().forEach(violation -> violated(violation + " (round began at " + began + ")"));
        }
        ask();
    }

    /** Said at once, too: a run of hours need not end first. */
    private void violated(String what) {
        violations.add(what);
        progress.accept("不符：" + what);
    }

    private Trial trial(Trial.World world, long seed) {
        var stage = Chaos.stage(deployment, new Random(seed));
        return new Trial(world, stage, seed);
    }

    /** Until it is that time in China the next time. */
    private Duration until(LocalTime time) {
        var now = deployment.now();
        var today = LocalDate.ofInstant(now, CHINA).atTime(time).atZone(CHINA).toInstant();
        var next = today.isAfter(now)
                ? today
                : LocalDate.ofInstant(now, CHINA)
                        .plusDays(1)
                        .atTime(time)
                        .atZone(CHINA)
                        .toInstant();
        return Duration.between(now, next);
    }

    /** Everybody plays while connections are cut and, now and then, a part is killed. */
    private void phase(List<Trial> trials, int each, Saboteur saboteur, ExecutorService threads) {
        long since = System.nanoTime();
        boolean kill = chance.nextInt(3) == 0;
        int cuts = chance.nextInt(4);
        var sabotage = threads.submit(() -> {
            for (int i = 0; i < cuts; i++) {
                deployment.cutAt(1 + chance.nextInt(MOST_STEPS), "/api/v1/");
                Pause.of(Duration.ofMillis(200));
            }
            if (kill) {
                kills++;
                saboteur.next().run();
            }
        });
        together(trials, threads, trial -> trial.play(each));
        finish(sabotage);
        clock("phase", since);
    }

    private void clock(String what, long since) {
        if (Boolean.getBoolean("estation.chaos.times")) {
            progress.accept("%s %d ms%s".formatted(what, (System.nanoTime() - since) / 1_000_000, ""));
        }
    }

    private void jump(List<Trial> trials, Desk desk, Duration by, ExecutorService threads) {
        long since = System.nanoTime();
        boolean longTime = by.compareTo(Duration.ofMinutes(30)) > 0;
        deployment.advanceClock(by);
        if (longTime) {
            desk.signOut();
        }
        together(trials, threads, trial -> trial.passed(longTime));
        clock("jump", since);
    }

    private static void together(List<Trial> trials, ExecutorService threads, Consumer<Trial> act) {
        var all = trials.stream()
                .filter(trial -> trial.violations().isEmpty())
                .<Future<?>>map(trial -> threads.submit(() -> safely(trial, act)))
                .toList();
        all.forEach(Trials::finish);
    }

    private static void safely(Trial trial, Consumer<Trial> act) {
        try {
            act.accept(trial);
        } catch (RuntimeException fault) {
            trial.wrong("the trial itself broke: " + fault);
        }
    }

    private static void finish(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("what was killed did not come back", fault);
        }
    }

    private static List<Path> invariants(Path sql) {
        try (var files = Files.walk(sql)) {
            return files.filter(file -> file.toString().contains("invariants")
                            && file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Every invariant of appointments; the others are asked for by the proof at the end. */
    private void ask() {
        try (var owner = deployment.database().connectAsOwner(deployment.schema());
                var statement = owner.createStatement()) {
            for (var file : invariants) {
                if (!file.toString().contains("appointment")) {
                    continue;
                }
                try (var rows = statement.executeQuery(Files.readString(file))) {
                    if (rows.next()) {
                        violated(
                                "%s finds %s at %s".formatted(file.getFileName(), rows.getString(1), deployment.now()));
                    }
                }
            }
        } catch (SQLException | IOException broken) {
            violated("the invariants cannot be asked for: " + broken);
        }
    }
}
