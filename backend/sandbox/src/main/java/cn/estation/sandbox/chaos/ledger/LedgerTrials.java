package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Chaos;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.Pause;
import cn.estation.sandbox.chaos.Saboteur;
import cn.estation.sandbox.chaos.Simulation;
import cn.estation.sandbox.chaos.Tally;
import cn.estation.sandbox.demo.DemoStaff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scripts/chaos --of ledgers --seeds N}: tasks, both ledgers and the mall over the turn of a year. Twenty seeds go on
 * at the same time, each in a community of its own. In every round time goes from the end of December to February, over
 * midnights and the year's end; while everybody plays, parts are killed and the lines between clients, server and database
 * are disturbed. After each round every invariant of these modules is asked for.
 *
 * <p>What a seed does depends on nothing but the seed and the time at which its round begins: the same seed alone does the
 * same again ({@code -Destation.chaos.follow=SEED} prints its commands).
 */
public final class LedgerTrials {

    /** How many seeds go on at the same time. */
    static final int ABREAST = 20;

    /** The scheduler's tables end early in 2038, and each round takes a year. */
    private static final int LAST_YEAR = 2036;

    /** To tell what the faults do from what the rules do: {@code -Destation.chaos.calm=true}. */
    private static final boolean CALM = Boolean.getBoolean("estation.chaos.calm");

    private static final int FIRST_KILL_MILLIS = 3000;
    private static final int BETWEEN_KILLS_MILLIS = 12_000;
    private static final Duration UNTIL_SEALED = Duration.ofSeconds(20);
    private static final List<String> MODULES = List.of("points", "mall", "task");

    private final Deployment deployment;
    private final List<Path> invariants;
    private final Consumer<String> progress;
    private final List<String> violations = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Random chance;
    private long operations;
    private volatile int kills;
    private int phases;

    public LedgerTrials(Deployment deployment, Path sql, long seed, Consumer<String> progress) {
        this.deployment = deployment;
        this.invariants = invariants(sql);
        this.progress = progress;
        this.chance = new Random(seed);
    }

    private static List<Path> invariants(Path sql) {
        try (var files = Files.walk(sql)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> MODULES.stream()
                            .anyMatch(module ->
                                    file.startsWith(sql.resolve(module).resolve("invariants"))))
                    .sorted()
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Adds a community with two of staff for each of those that go on at the same time to a copy of the demonstration. */
    public static Path prepare(Path demo) {
        var json = new JsonMapper();
        var grid = (ObjectNode) json.readTree(demo.resolve("grid.json").toFile());
        var street = (ArrayNode) grid.at("/cells/0/children/0/children");
        var people = (ObjectNode) json.readTree(demo.resolve("people.json").toFile());
        for (int i = 0; i < ABREAST; i++) {
            street.add(json.readTree("""
                    {"kind": "COMMUNITY", "code": "%s", "name": "演练%d社区", "phone": "000-00000000"}""".formatted(community(i), i)));
            for (var role : List.of("PARTY_WORKER", "DIRECTOR")) {
                var staff = staff(i, role);
                ((ArrayNode) people.path("staff")).add(json.readTree("""
                        {"login": "%s", "name": "演练", "password": "%s", "totpSecret": "%s",
                         "roles": [{"role": "%s", "cell": "%s"}]}""".formatted(
                                staff.login(), staff.password(), staff.totpSecret(), role, community(i))));
            }
        }
        json.writeValue(demo.resolve("grid.json").toFile(), grid);
        json.writeValue(demo.resolve("people.json").toFile(), people);
        return demo;
    }

    private static String community(int number) {
        return "drill-community-" + number;
    }

    private static DemoStaff staff(int number, String role) {
        var random = new Random(role.hashCode() + number);
        var secret = random.ints(32, 0, 32)
                .mapToObj(i -> String.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(i)))
                .collect(Collectors.joining());
        return new DemoStaff(
                "drill." + role.toLowerCase(java.util.Locale.ROOT).charAt(0) + number, "estation-drill-2026", secret);
    }

    /** Runs the seeds from the first on, about so many commands in all; no round begins after so long. */
    public Simulation.Result run(long first, int seeds, long commands, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        var worlds = worlds();
        int each = (int) Math.ceilDiv(commands, (long) seeds * Calendar.PHASES);
        var saboteur = new Saboteur(deployment, first);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int done = 0; done < seeds && System.nanoTime() < end; done += ABREAST) {
                if (local().getYear() > LAST_YEAR) {
                    progress.accept("系统时间已到 %s，不再开始新的一轮".formatted(local()));
                    break;
                }
                int many = Math.min(ABREAST, seeds - done);
                round(first + done, many, each, worlds, saboteur, threads);
                progress.accept("%d/%d 个种子，%d 次操作，断 %d 次，线路扰动 %d 次，不符 %d，系统时间 %s"
                        .formatted(
                                done + many,
                                seeds,
                                operations,
                                kills,
                                deployment.disturbances(),
                                violations.size(),
                                local()));
            }
        }
        progress.accept("做成/拒绝：" + tally);
        deployment.disproof().ifPresent(report -> violations.add("the proof: " + report));
        return new Simulation.Result(operations, kills, List.copyOf(violations), first);
    }

    private List<LedgerTrial.World> worlds() {
        var ids = new HashMap<String, String>();
        Chaos.stage(deployment, chance)
                .door()
                .read("/api/v1/communities", "")
                .body()
                .forEach(one ->
                        ids.put(one.path("code").asString(), one.path("id").asString()));
        var worlds = new ArrayList<LedgerTrial.World>();
        for (int i = 0; i < ABREAST; i++) {
            worlds.add(new LedgerTrial.World(
                    deployment,
                    ids.getOrDefault(community(i), ""),
                    new Clerk(deployment, staff(i, "PARTY_WORKER")),
                    new Clerk(deployment, staff(i, "DIRECTOR"))));
        }
        return worlds;
    }

    private LocalDateTime local() {
        return LocalDateTime.ofInstant(deployment.now(), LedgerTrial.CHINA);
    }

    /**
     * The moments at which everybody plays: before the night's rates begin, half an hour later, the next morning, before
     * and after midnight at the year's end, after contests are over, after work has waited too long for its judgement, and
     * in another month.
     */
    private record Calendar(LocalDateTime begin, List<LocalDateTime> phases) {

        static final int PHASES = 8;

        static Calendar after(LocalDateTime now) {
            int year = now.isBefore(LocalDateTime.of(now.getYear(), 12, 28, 20, 0)) ? now.getYear() : now.getYear() + 1;
            var december = LocalDateTime.of(year, 12, 1, 0, 0);
            var january = LocalDateTime.of(year + 1, 1, 1, 0, 0);
            return new Calendar(
                    december.withDayOfMonth(28).withHour(20).withMinute(50),
                    List.of(
                            december.withDayOfMonth(29).withHour(21).withMinute(30),
                            december.withDayOfMonth(29).withHour(22).withMinute(3),
                            december.withDayOfMonth(30).withHour(9),
                            december.withDayOfMonth(31).withHour(23).withMinute(20),
                            january.withMinute(20),
                            january.withDayOfMonth(3).withHour(10),
                            january.withDayOfMonth(12).withHour(10),
                            january.withMonth(2).withDayOfMonth(2).withHour(10)));
        }
    }

    private void round(
            long first,
            int many,
            int each,
            List<LedgerTrial.World> worlds,
            Saboteur saboteur,
            ExecutorService threads) {
        var calendar = Calendar.after(local());
        jump(calendar.begin());
        var trials = LongStream.range(0, many)
                .mapToObj(i ->
                        new LedgerTrial(worlds.get((int) i), Chaos.stage(deployment, new Random(first + i)), first + i))
                .toList();
        together(trials, threads, LedgerTrial::begin);
        var before = calendar.begin();
        int said = 0;
        for (var moment : calendar.phases()) {
            long since = System.nanoTime();
            boolean longTime = Duration.between(before, moment).compareTo(Duration.ofMinutes(90)) > 0;
            jump(moment);
            together(trials, threads, trial -> trial.passed(longTime));
            clock("jump to " + moment, since);
            phase(trials, each, saboteur, threads);
            before = moment;
            said = say(trials, said);
        }
        for (var trial : trials) {
            operations += trial.operations();
            tally.add(trial.tally());
            trial.violations()
                    .forEach(violation -> violations.add(violation + " (round began at " + calendar.begin() + ")"));
        }
        ask();
    }

    /** Says what is wrong as soon as a phase is over. */
    private int say(List<LedgerTrial> trials, int said) {
        var all = trials.stream()
                .flatMap(trial -> trial.violations().stream())
                .sorted()
                .toList();
        if (all.size() > said) {
            all.forEach(violation -> progress.accept("不符：" + violation));
        }
        return all.size();
    }

    private void jump(LocalDateTime to) {
        var by = Duration.between(local(), to);
        if (by.isNegative()) {
            throw new IllegalStateException("a phase took so long that it is past " + to);
        }
        deployment.advanceClock(by);
    }

    /** Everybody plays while lines are disturbed and one part after the other is killed. */
    private void phase(List<LedgerTrial> trials, int each, Saboteur saboteur, ExecutorService threads) {
        long since = System.nanoTime();
        if (!CALM) {
            deployment.disturb();
        }
        var playing = threads.submit(() -> together(trials, threads, trial -> trial.play(each)));
        rest(chance.nextInt(FIRST_KILL_MILLIS), playing);
        for (int left = CALM ? 0 : mostKills(trials.size()); left > 0 && !playing.isDone(); left--) {
            kills++;
            saboteur.next().run();
            rest(BETWEEN_KILLS_MILLIS, playing);
        }
        finish(playing);
        deployment.calm();
        clock("phase", since);
    }

    /** One and two by turns in a full house. A few trials are to be over soon: each part dies about once in a round. */
    private int mostKills(int trials) {
        int phase = phases++;
        return trials >= ABREAST / 2 ? 2 - phase % 2 : phase % 3 == 0 ? 1 : 0;
    }

    private static void rest(long millis, Future<?> playing) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end && !playing.isDone()) {
            Pause.of(Duration.ofMillis(50));
        }
    }

    private void clock(String what, long since) {
        if (Boolean.getBoolean("estation.chaos.times")) {
            progress.accept("%s: %d ms".formatted(what, (System.nanoTime() - since) / 1_000_000));
        }
    }

    private static void together(List<LedgerTrial> trials, ExecutorService threads, Consumer<LedgerTrial> act) {
        var all = trials.stream()
                .filter(trial -> trial.violations().isEmpty())
                .<Future<?>>map(trial -> threads.submit(() -> safely(trial, act)))
                .toList();
        all.forEach(LedgerTrials::finish);
    }

    private static void safely(LedgerTrial trial, Consumer<LedgerTrial> act) {
        try {
            act.accept(trial);
        } catch (RuntimeException fault) {
            trial.wrong("the trial itself broke: " + fault + " at " + fault.getStackTrace()[0]);
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

    /** Every invariant of these modules. Seals follow within a second or, after a kill, a little later. */
    private void ask() {
        for (var file : invariants) {
            var found = found(file);
            for (long end = System.nanoTime() + UNTIL_SEALED.toNanos();
                    !found.isEmpty() && System.nanoTime() < end;
                    found = found(file)) {
                Pause.of(Duration.ofSeconds(1));
            }
            if (!found.isEmpty()) {
                violations.add("%s finds %s at %s".formatted(file.getFileName(), found, local()));
            }
        }
    }

    private String found(Path file) {
        try (var owner = deployment.database().connectAsOwner(deployment.schema());
                var statement = owner.createStatement();
                var rows = statement.executeQuery(Files.readString(file))) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException | IOException broken) {
            return broken.toString();
        }
    }
}
