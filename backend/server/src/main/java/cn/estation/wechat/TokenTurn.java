package cn.estation.wechat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import me.chanjar.weixin.common.error.WxErrorException;
import org.jspecify.annotations.Nullable;

/** Lets one caller at a time fetch an access token; those who waited take what the first one got, or fail with it. */
final class TokenTurn {

    interface Fetch {
        String token() throws WxErrorException;
    }

    private static final long MOST_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile int failures;

    String token(boolean force, BooleanSupplier expired, Supplier<@Nullable String> known, Fetch fetch)
            throws WxErrorException {
        var token = force ? null : valid(expired, known);
        return token == null ? inTurn(force, expired, known, fetch) : token;
    }

    private String inTurn(boolean force, BooleanSupplier expired, Supplier<@Nullable String> known, Fetch fetch)
            throws WxErrorException {
        int failuresBefore = failures;
        await();
        try {
            if (failures != failuresBefore) {
                throw PlatformFault.notHandedOver("no token");
            }
            var token = force ? null : valid(expired, known);
            return token == null ? fetched(fetch) : token;
        } finally {
            lock.unlock();
        }
    }

    private String fetched(Fetch fetch) throws WxErrorException {
        try {
            return fetch.token();
        } catch (WxErrorException | RuntimeException failure) {
            failures++;
            // No token, so whatever needed it was never handed over.
            throw PlatformFault.of(failure).beforeHandingOver();
        }
    }

    private static @Nullable String valid(BooleanSupplier expired, Supplier<@Nullable String> known) {
        return expired.getAsBoolean() ? null : known.get();
    }

    private void await() {
        try {
            if (!lock.tryLock(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw PlatformFault.notHandedOver("no token in time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw PlatformFault.notHandedOver("stopped");
        }
    }
}
