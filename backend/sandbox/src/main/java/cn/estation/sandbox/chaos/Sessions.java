package cn.estation.sandbox.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nobody who signed in is ever signed out by something that was killed. */
final class Sessions implements SimulatedModule {

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public void prepare(Stage stage) {}

    @Override
    public List<Operation> operations() {
        return List.of(Tasks.operation("who am I", this::me));
    }

    private Attempt me(Random random, Stage stage) {
        var all = stage.players().all();
        var player = all.get(random.nextInt(all.size()));
        return new Attempt(new Call("GET", "/api/v1/me", player.token(), "", null), null, done -> {});
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var player : stage.players().all()) {
            var me = stage.door()
                    .read("/api/v1/me", player.token())
                    .body()
                    .path("residentId")
                    .asString();
            if (!me.equals(player.residentId())) {
                differences.add("%s is signed in as %s".formatted(player.residentId(), me));
            }
        }
        return differences;
    }
}
