package cn.estation.appointment.screen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A screen on a wall, or one that was.
 *
 * @param code 64 random bits in its address
 * @param name which wall
 */
public record Screen(
        long id,
        long hallId,
        String code,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    public String path() {
        return "/hall/" + code;
    }
}
