package cn.estation.identity.session;

import cn.estation.identity.Resident;
import cn.estation.identity.Tokens;
import cn.estation.identity.Tokens.Kind;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions of residents: a short access token and a refresh token that is good for one exchange.
 *
 * <p>Every request reads the session's row, so what is revoked is over at once, on every node.
 */
@Service
public class ResidentSessions {

    static final Duration ACCESS = Duration.ofHours(2);
    static final Duration IDLE = Duration.ofDays(30);
    static final Duration LONGEST = Duration.ofDays(180);

    /** A phone that sends the same refresh twice in a row races itself; later than this it is not the same phone. */
    static final Duration OWN_RACE = Duration.ofSeconds(10);

    private static final Duration TOUCHED = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(ResidentSessions.class);

    /** What the client keeps. Nobody else, and no log, ever sees it. */
    public record Pair(String accessToken, String refreshToken, Instant expiresAt, long residentId) {

        @Override
        public String toString() {
            return "Pair of resident " + residentId;
        }
    }

    private final SessionMapper sessions;
    private final Tokens tokens;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ResidentSessions(SessionMapper sessions, Tokens tokens, Ids ids, Clock clock, TransactionTemplate transaction) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Opens a session for somebody who has just proved who they are. */
    public Pair open(long residentId) {
        var now = clock.instant();
        var pair = pair(residentId, now);
        sessions.insert(
                ids.next(),
                residentId,
                tokens.digest(Kind.ACCESS, pair.accessToken()),
                tokens.digest(Kind.REFRESH, pair.refreshToken()),
                pair.expiresAt(),
                now,
                now.plus(LONGEST));
        return pair;
    }

    /** Who comes with this access token; empty if the token is over, revoked or never was. */
    public Optional<Resident> resident(String accessToken) {
        var now = clock.instant();
        var live = sessions.live(tokens.digest(Kind.ACCESS, accessToken), now, now.minus(IDLE));
        if (live == null) {
            return Optional.empty();
        }
        if (live.lastUsedAt().isBefore(now.minus(TOUCHED))) {
            sessions.touch(live.id(), now);
        }
        return Optional.of(new Resident(live.residentId(), live.id()));
    }

    /**
     * Exchanges a refresh token for a new pair. Of many at once, one gets it. A token that comes back after its exchange
     * was copied, so the whole session ends.
     *
     * @throws SessionOver if the token is unknown, over or came back
     * @throws RefreshedElsewhere if another request exchanged it a moment ago
     */
    Pair refresh(String refreshToken) {
        var old = tokens.digest(Kind.REFRESH, refreshToken);
        var fresh = transaction.execute(status -> exchange(old));
        if (fresh != null) {
            return fresh;
        }
        throw comeBack(old);
    }

    private @Nullable Pair exchange(String old) {
        var now = clock.instant();
        var session = sessions.byRefresh(old);
        if (session == null) {
            return null;
        }
        var pair = pair(session.residentId(), now);
        int won = sessions.rotate(
                old,
                tokens.digest(Kind.ACCESS, pair.accessToken()),
                tokens.digest(Kind.REFRESH, pair.refreshToken()),
                pair.expiresAt(),
                now,
                now.minus(IDLE));
        if (won == 0) {
            return null;
        }
        sessions.spend(old, session.id(), now);
        return pair;
    }

    private Refusal comeBack(String old) {
        var spent = sessions.spent(old);
        if (spent == null) {
            return new SessionOver();
        }
        var now = clock.instant();
        if (now.isBefore(spent.spentAt().plus(OWN_RACE))) {
            return new RefreshedElsewhere();
        }
        if (sessions.revoke(spent.sessionId(), "REUSED", now) > 0) {
            log.warn("session {} ended: a spent refresh token came back", spent.sessionId());
        }
        return new SessionOver();
    }

    List<SessionMapper.Listed> list(long residentId) {
        var now = clock.instant();
        return sessions.open(residentId, now, now.minus(IDLE));
    }

    /** @throws NotFound if the resident has no such session */
    void revoke(long residentId, long sessionId) {
        if (sessions.revokeOwn(sessionId, residentId, "SIGNED_OUT", clock.instant()) == 0) {
            throw new NotFound();
        }
    }

    /** Ends every session of a resident at once. */
    public void revokeAll(long residentId, String why) {
        sessions.revokeAll(residentId, why, clock.instant());
    }

    private Pair pair(long residentId, Instant now) {
        return new Pair(tokens.fresh(Kind.ACCESS), tokens.fresh(Kind.REFRESH), now.plus(ACCESS), residentId);
    }

    static final class SessionOver extends Refusal {
        SessionOver() {
            super(HttpStatus.UNAUTHORIZED, "session-over", "登录已失效，请重新登录。");
        }
    }

    static final class RefreshedElsewhere extends Refusal {
        RefreshedElsewhere() {
            super(HttpStatus.CONFLICT, "refreshed-elsewhere", "刚刚已换过新的登录凭证，请使用新的那一份。");
        }
    }
}
