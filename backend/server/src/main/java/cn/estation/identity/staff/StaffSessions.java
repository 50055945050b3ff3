package cn.estation.identity.staff;

import cn.estation.identity.Staff;
import cn.estation.identity.Tokens;
import cn.estation.identity.Tokens.Kind;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Console sessions. Staff and roles are read afresh for every request: what is taken away is gone at the next. */
@Service
public class StaffSessions {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration SIGN_IN = Duration.ofMinutes(5);

    static final String PASSWORD = "PASSWORD";
    static final String VERIFIED = "VERIFIED";
    static final String SIGNED_IN = "SIGNED_IN";

    private static final Duration TOUCHED = Duration.ofSeconds(30);

    private final StaffSessionMapper sessions;
    private final StaffRoles roles;
    private final Tokens tokens;
    private final Ids ids;
    private final Clock clock;

    StaffSessions(StaffSessionMapper sessions, StaffRoles roles, Tokens tokens, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.roles = roles;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who comes with this cookie; empty unless fully signed in and not idle for too long. */
    public Optional<Staff> staff(String token) {
        var now = clock.instant();
        var live = sessions.live(tokens.digest(Kind.CONSOLE, token), now, now.minus(IDLE));
        if (live == null || !live.stage().equals(SIGNED_IN)) {
            return Optional.empty();
        }
        if (live.lastSeenAt().isBefore(now.minus(TOUCHED))) {
            sessions.touch(live.id(), now);
        }
        return Optional.of(new Staff(live.staffId(), live.name(), live.id(), roles.of(live.staffId())));
    }

    /** Opens a session for staff who have proved both factors, and returns its token. */
    String open(long staffId) {
        var now = clock.instant();
        var token = tokens.fresh(Kind.CONSOLE);
        sessions.insert(ids.next(), staffId, tokens.digest(Kind.CONSOLE, token), SIGNED_IN, now, now.plus(LONGEST));
        return token;
    }

    /** Begins a sign-in after the password, and returns the token of this attempt. */
    String begin(long staffId) {
        var now = clock.instant();
        var token = tokens.fresh(Kind.SIGN_IN);
        sessions.insert(ids.next(), staffId, tokens.digest(Kind.SIGN_IN, token), PASSWORD, now, now.plus(SIGN_IN));
        return token;
    }

    /** A sign-in that is under way. */
    Optional<StaffSessionMapper.Live> underWay(String token) {
        var now = clock.instant();
        return Optional.ofNullable(sessions.live(tokens.digest(Kind.SIGN_IN, token), now, now.minus(SIGN_IN)))
                .filter(live -> !live.stage().equals(SIGNED_IN));
    }

    /** False when the tries of this sign-in are used up. */
    boolean tryOnce(long sessionId, int most) {
        return sessions.tryOnce(sessionId, most) == 1;
    }

    boolean move(long sessionId, String from, String to) {
        return sessions.move(sessionId, from, to) == 1;
    }

    boolean end(long sessionId) {
        return sessions.end(sessionId, clock.instant()) == 1;
    }

    void endOthers(Staff who) {
        sessions.endOthers(who.id(), who.sessionId(), clock.instant());
    }

    void endAll(long staffId) {
        sessions.endAll(staffId, clock.instant());
    }

    /** A session in which somebody is signed in. */
    public record Open(long id, Instant createdAt, Instant lastSeenAt) {}

    /** Where somebody is signed in, newest first. */
    List<Open> of(long staffId) {
        var now = clock.instant();
        return sessions.open(staffId, now, now.minus(IDLE));
    }

    /** Ends a session of one's own; false if there is no such session. */
    boolean endOwn(long staffId, long sessionId) {
        return sessions.endOwn(sessionId, staffId, clock.instant()) == 1;
    }
}
