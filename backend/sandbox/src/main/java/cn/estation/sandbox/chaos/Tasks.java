package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members claim places of tasks and give them back. */
final class Tasks implements SimulatedModule {

    private static final int TASKS = 24;
    private static final int MOST_WITHDRAWALS = 2;

    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Set<String>> holders = new HashMap<>();
    private final Map<String, Integer> withdrawals = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    @Override
    public String name() {
        return "task";
    }

    @Override
    public void prepare(Stage stage) {
        for (int i = 0; i < TASKS; i++) {
            // A day apart, so that no two overlap.
            int room = 1 + stage.random().nextInt(2);
            var id = stage.place().publishTask("演练任务" + i, Duration.ofDays(i + 20L), room, 1);
            ids.add(id);
            places.put(id, room);
            holders.put(id, new HashSet<>());
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(operation("claim", this::claim), operation("withdraw", this::withdraw));
    }

    private Attempt claim(Random random, Stage stage) {
        var player = player(random, stage);
        var task = ids.get(random.nextInt(ids.size()));
        var here = held(task);
        var call = new Call("POST", "/api/v1/tasks/" + task + "/claims", player.token(), stage.newKey(), null);
        return new Attempt(call, whyNotClaim(player.residentId(), task), done -> here.add(player.residentId()));
    }

    private @Nullable String whyNotClaim(String resident, String task) {
        var here = held(task);
        if (here.contains(resident)) {
            return "already-claimed";
        }
        boolean tooMany = withdrawals.getOrDefault(task + resident, 0) >= MOST_WITHDRAWALS || open(resident) >= 20;
        if (tooMany) {
            return "too-many-claims";
        }
        return here.size() == places.getOrDefault(task, 0) ? "task-full" : null;
    }

    private long open(String resident) {
        return holders.values().stream().filter(here -> here.contains(resident)).count();
    }

    private Attempt withdraw(Random random, Stage stage) {
        var player = player(random, stage);
        var task = ids.get(random.nextInt(ids.size()));
        var here = held(task);
        var call = new Call("DELETE", "/api/v1/tasks/" + task + "/claims/mine", player.token(), stage.newKey(), null);
        return new Attempt(call, here.contains(player.residentId()) ? null : "no-claim", done -> {
            here.remove(player.residentId());
            withdrawals.merge(task + player.residentId(), 1, Integer::sum);
        });
    }

    private Set<String> held(String task) {
        return holders.computeIfAbsent(task, any -> new HashSet<>());
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var task : ids) {
            int claimed = stage.door()
                    .read("/api/v1/tasks/" + task, "")
                    .body()
                    .path("task")
                    .path("claimed")
                    .asInt();
            if (claimed != held(task).size()) {
                differences.add("task %s has %d claims, expected %d"
                        .formatted(task, claimed, held(task).size()));
            }
        }
        return differences;
    }

    private static Players.Player player(Random random, Stage stage) {
        var all = stage.players().all();
        return all.get(random.nextInt(all.size()));
    }

    /** Gives a way of attempting something its name. */
    static Operation operation(String name, Attempting attempting) {
        return new Operation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable Attempt next(Random random, Stage stage) {
                return attempting.next(random, stage);
            }
        };
    }

    interface Attempting {
        @Nullable Attempt next(Random random, Stage stage);
    }
}
