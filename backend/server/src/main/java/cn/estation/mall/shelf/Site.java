package cn.estation.mall.shelf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where things are collected.
 *
 * @param inUse false if nothing new is redeemed for it; what was, is still collected there
 */
public record Site(
        long id,
        long communityId,
        @Nullable String code,
        Kind kind,
        String name,
        String address,
        String hours,
        String phone,
        boolean inUse,
        Instant createdAt)
        implements InCommunity {

    /** Whether somebody stands there. */
    public enum Kind {
        COUNTER,
        ONLINE
    }

    /** Name and address, as somebody is sent there. */
    public String where() {
        return address.isEmpty() ? name : name + "（" + address + "）";
    }
}
