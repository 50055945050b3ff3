package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of both kinds.
 *
 * <p>{@code /cgi-bin/token}: each call makes a new token and ends the one before. {@code /cgi-bin/stable_token}: normal mode gives the
 * same token until its last five minutes, then a new one while the old one lives on; forced mode ends the old one at once, 20 times a
 * day and not within 30 s (45009, 45011). The two kinds do not end each other. A token lives two hours (42001 afterwards).
 */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
    private static final int FORCED_A_DAY = 20;
    private static final String NOT_LATEST = "invalid credential, access_token is invalid or not latest, could get"
            + " access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r";

    private final Clock clock;
    private final Changes changes;
    private final List<Credentials> accounts;
    private final Map<String, Issued> issued = new HashMap<>();
    private final Map<String, Issued> plain = new HashMap<>();
    private final Map<String, Issued> stable = new HashMap<>();
    private final Map<String, Forced> forced = new HashMap<>();

    Tokens(Clock clock, List<Credentials> accounts, Changes changes) {
        this.changes = changes;
        this.clock = clock;
        this.accounts = accounts;
    }

    void register(Api api) {
        api.get("/cgi-bin/token", Api.Token.NONE, Quotas.NO_LIMIT, 2_000, (call, nobody) -> plain(call));
        api.post("/cgi-bin/stable_token", Api.Token.NONE, 10_000, 500_000, (call, nobody) -> stable(call));
    }

    private Answer plain(Call call) {
        var account =
                authenticate(call.param("grant_type"), call.require("appid", 41002), call.require("secret", 41004));
        synchronized (this) {
            end(plain.get(account.appId()));
            return answer(issue(plain, account));
        }
    }

    private Answer stable(Call call) {
        var body = call.json();
        var account = authenticate(
                Json.field(body, "grant_type"),
                required(Json.field(body, "appid"), "appid", 41002),
                required(Json.field(body, "secret"), "secret", 41004));
        synchronized (this) {
            var current = stable.get(account.appId());
            if (body.path("force_refresh").asBoolean(false)) {
                countForced(account);
                end(current);
                current = null;
            }
            return answer(
                    current == null || remaining(current).compareTo(OVERLAP) <= 0 ? issue(stable, account) : current);
        }
    }

    private static String required(String value, String name, int code) {
        if (value.isEmpty()) {
            throw new PlatformError(code, name + " missing");
        }
        return value;
    }

    /** @throws PlatformError 40002, 40013 or 40125 */
    private Credentials authenticate(String grantType, String appId, String secret) {
        if (!grantType.equals("client_credential")) {
            throw new PlatformError(40002, "invalid grant_type");
        }
        return account(appId, secret);
    }

    /** @throws PlatformError 40013 for an unknown AppID, 40125 for a wrong secret */
    Credentials account(String appId, String secret) {
        var account = accounts.stream()
                .filter(known -> known.appId().equals(appId))
                .findFirst()
                .orElseThrow(() -> new PlatformError(40013, "invalid appid"));
        if (!account.secret().equals(secret)) {
            throw new PlatformError(40125, "invalid appsecret");
        }
        return account;
    }

    private void countForced(Credentials account) {
        var now = clock.instant();
        var today = now.atZone(Quotas.SHANGHAI).toLocalDate().toString();
        var before = forced.getOrDefault(account.appId(), new Forced(Instant.EPOCH, today, 0));
        if (Duration.between(before.at(), now).compareTo(BETWEEN_FORCED) < 0) {
            throw new PlatformError(45011, "api minute-quota reach limit, must slower, retry next minute");
        }
        int count = before.day().equals(today) ? before.count() : 0;
        if (count >= FORCED_A_DAY) {
            throw new PlatformError(45009, "reach max api daily quota limit");
        }
        forced.put(account.appId(), new Forced(now, today, count + 1));
    }

    private Issued issue(Map<String, Issued> kind, Credentials account) {
        var token = new Issued(
                Codes.digits(2) + "_" + Codes.random(134),
                account,
                clock.instant().plus(LIFE));
        issued.values().removeIf(old -> !clock.instant().isBefore(old.until().plus(LIFE)));
        issued.put(token.text(), token);
        kind.put(account.appId(), token);
        changes.announce();
        return token;
    }

    private void end(@Nullable Issued token) {
        if (token != null) {
            issued.remove(token.text());
        }
    }

    private Duration remaining(Issued token) {
        return Duration.between(clock.instant(), token.until());
    }

    private Answer answer(Issued token) {
        return Answer.json(Map.of(
                "access_token", token.text(), "expires_in", remaining(token).toSeconds()));
    }

    /** @throws PlatformError 40001 for a token that is not, 42001 for one that is no longer */
    synchronized Credentials holder(String text) {
        var token = issued.get(text);
        if (token == null) {
            throw new PlatformError(40001, NOT_LATEST);
        }
        if (!clock.instant().isBefore(token.until())) {
            throw new PlatformError(42001, "access_token expired");
        }
        return token.account();
    }

    /** Ends every token, as a reset of the secret in the platform's console does. */
    synchronized void endAll() {
        issued.clear();
        plain.clear();
        stable.clear();
        changes.announce();
    }

    /** The tokens in a form that can be written down. */
    synchronized List<Saved> saved() {
        return issued.values().stream()
                .map(token -> new Saved(
                        token.text(),
                        token.account().appId(),
                        token.until(),
                        token.equals(plain.get(token.account().appId())),
                        token.equals(stable.get(token.account().appId()))))
                .toList();
    }

    synchronized void restore(List<Saved> earlier) {
        for (var saved : earlier) {
            accounts.stream()
                    .filter(account -> account.appId().equals(saved.appId()))
                    .forEach(account -> restore(saved, new Issued(saved.text(), account, saved.until())));
        }
    }

    private void restore(Saved saved, Issued token) {
        issued.put(token.text(), token);
        if (saved.plain()) {
            plain.put(saved.appId(), token);
        }
        if (saved.stable()) {
            stable.put(saved.appId(), token);
        }
    }

    record Saved(String text, String appId, Instant until, boolean plain, boolean stable) {}

    private record Issued(String text, Credentials account, Instant until) {}

    private record Forced(Instant at, String day, int count) {}
}
