package cn.estation.sandbox.chaos;

import java.util.HashMap;
import java.util.Map;

/** What the model thinks everybody has to spend: earned, adjusted, spent and given back by whatever module. */
final class Purses {

    private final Map<String, Integer> balances = new HashMap<>();

    int of(Players.Player player) {
        return balances.getOrDefault(player.residentId(), 0);
    }

    void add(Players.Player player, int amount) {
        balances.merge(player.residentId(), amount, Integer::sum);
    }

    /** What somebody had before the model began to count. */
    void begin(Players.Player player, int amount) {
        balances.put(player.residentId(), amount);
    }
}
