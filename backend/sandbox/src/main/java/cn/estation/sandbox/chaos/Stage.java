package cn.estation.sandbox.chaos;

import cn.estation.sandbox.wechat.StandInWorld;
import java.util.Random;
import java.util.UUID;

/**
 * What the simulated modules share: the way into the service, WeChat's side, the players and the place.
 *
 * @param random of the seed
 */
public record Stage(Door door, StandInWorld wechat, Players players, DemoPlace place, Random random) {

    /** A key for a new command, from the seed. */
    public String newKey() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
