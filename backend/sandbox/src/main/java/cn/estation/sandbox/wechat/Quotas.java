package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * How often an account may call an endpoint: per minute (45011) and per day (45009), days by the Chinese calendar.
 *
 * <p>An account may clear its daily counts ten times a month, then 48006.
 */
final class Quotas {

    static final int NO_LIMIT = Integer.MAX_VALUE;
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int CLEARS_A_MONTH = 10;

    private final Clock clock;
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<String, Integer> ownDailyLimits = new HashMap<>();
    private String today = "";
    private long minute;

    Quotas(Clock clock) {
        this.clock = clock;
    }

    /** Lowers or raises an endpoint's daily limit, so that a test can reach it. */
    synchronized void limitDay(String endpoint, int perDay) {
        ownDailyLimits.put(endpoint, perDay);
    }

    /** @throws PlatformError 45009 or 45011 when the quota is used up */
    synchronized void take(String endpoint, String who, int perMinute, int perDay) {
        forgetThePast();
        int limit = ownDailyLimits.getOrDefault(endpoint, perDay);
        if (count("day " + who + endpoint) > limit) {
            throw new PlatformError(45009, "reach max api daily quota limit");
        }
        if (count("minute " + who + endpoint) > perMinute) {
            throw new PlatformError(45011, "api minute-quota reach limit, must slower, retry next minute");
        }
    }

    /** @throws PlatformError 48006 when the month's clears are used up */
    synchronized void clear(String appId) {
        forgetThePast();
        var month = "month " + today.substring(0, 7) + appId;
        if (used.getOrDefault(month, 0) >= CLEARS_A_MONTH) {
            throw new PlatformError(48006, "forbid to clear quota because of reaching the limit");
        }
        used.merge(month, 1, Integer::sum);
        used.keySet().removeIf(key -> key.startsWith("day " + appId));
    }

    private int count(String key) {
        return used.merge(key, 1, Integer::sum);
    }

    private void forgetThePast() {
        var date = clock.instant().atZone(SHANGHAI).toLocalDate().toString();
        if (!date.equals(today)) {
            used.keySet().removeIf(key -> key.startsWith("day "));
            today = date;
        }
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            used.keySet().removeIf(key -> key.startsWith("minute "));
            minute = now;
        }
    }
}
