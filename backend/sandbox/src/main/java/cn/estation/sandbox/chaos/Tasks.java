package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members claim places of tasks, wait for them, and give them back; a place that comes free goes to who waited longest. */
final class Tasks implements SimulatedModule {

    private static final int TASKS = 24;
    private static final int MOST_WITHDRAWALS = 2;

    /** What the model knows of one task. Who was offered a place has it, until they take it or leave. */
    private static final class Board {
        private final int places;
        private final Set<String> claimed = new HashSet<>();
        private final Set<String> offered = new HashSet<>();
        private final Deque<String> queue = new ArrayDeque<>();

        Board(int places) {
            this.places = places;
        }

        int taken() {
            return claimed.size() + offered.size();
        }

        boolean knows(String resident) {
            return claimed.contains(resident) || offered.contains(resident) || queue.contains(resident);
        }

        void passOn() {
            while (taken() < places && !queue.isEmpty()) {
                offered.add(queue.removeFirst());
            }
        }
    }

    private final Map<String, Board> boards = new LinkedHashMap<>();
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
            var id = stage.place().publishTask("演练任务" + i, Duration.ofDays(i + 20L), room);
            ids.add(id);
            boards.put(id, new Board(room));
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation("claim", this::claim), operation("wait", this::wait), operation("withdraw", this::withdraw));
    }

    private Attempt claim(Random random, Stage stage) {
        var player = player(random, stage);
        var task = ids.get(random.nextInt(ids.size()));
        var board = board(task);
        var resident = player.residentId();
        var call = new Call("POST", "/api/v1/tasks/" + task + "/claims", player.token(), stage.newKey(), null);
        return new Attempt(call, whyNotClaim(resident, task, board), done -> {
            board.offered.remove(resident);
            board.claimed.add(resident);
        });
    }

    private @Nullable String whyNotClaim(String resident, String task, Board board) {
        if (board.offered.contains(resident)) {
            return null;
        }
        var forbidden = forbidden(resident, task, board);
        return forbidden == null && board.taken() == board.places ? "task-full" : forbidden;
    }

    private @Nullable String forbidden(String resident, String task, Board board) {
        if (board.knows(resident)) {
            return "already-claimed";
        }
        boolean tooMany = withdrawals.getOrDefault(task + resident, 0) >= MOST_WITHDRAWALS || open(resident) >= 20;
        return tooMany ? "too-many-claims" : null;
    }

    private long open(String resident) {
        return boards.values().stream()
                .filter(board -> board.claimed.contains(resident))
                .count();
    }

    private Attempt wait(Random random, Stage stage) {
        var player = player(random, stage);
        var task = ids.get(random.nextInt(ids.size()));
        var board = board(task);
        var resident = player.residentId();
        var forbidden = forbidden(resident, task, board);
        var expected = forbidden == null && board.taken() < board.places ? "place-free" : forbidden;
        var call = new Call("POST", "/api/v1/tasks/" + task + "/waits", player.token(), stage.newKey(), null);
        return new Attempt(call, expected, done -> board.queue.addLast(resident));
    }

    private Attempt withdraw(Random random, Stage stage) {
        var player = player(random, stage);
        var task = ids.get(random.nextInt(ids.size()));
        var board = board(task);
        var resident = player.residentId();
        var call = new Call("DELETE", "/api/v1/tasks/" + task + "/claims/mine", player.token(), stage.newKey(), null);
        return new Attempt(call, board.knows(resident) ? null : "no-claim", done -> {
            // Only who had agreed to come is counted.
            if (board.claimed.remove(resident)) {
                withdrawals.merge(task + resident, 1, Integer::sum);
            }
            board.offered.remove(resident);
            board.queue.remove(resident);
            board.passOn();
        });
    }

    private Board board(String task) {
        return Objects.requireNonNull(boards.get(task));
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        boards.forEach((task, board) -> {
            var seen = stage.door().read("/api/v1/tasks/" + task, "").body().path("task");
            if (seen.path("claimed").asInt() != board.taken()) {
                differences.add("task %s has %d claims, expected %d"
                        .formatted(task, seen.path("claimed").asInt(), board.taken()));
            }
            if (seen.path("waiting").asInt() != board.queue.size()) {
                differences.add("for task %s %d wait, expected %d"
                        .formatted(task, seen.path("waiting").asInt(), board.queue.size()));
            }
        });
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
