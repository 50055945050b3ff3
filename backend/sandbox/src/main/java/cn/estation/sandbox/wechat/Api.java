package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The platform's front door: method (43001, 43002), quota, access token, then the endpoint. Every refusal is HTTP 200 with {@code
 * errcode}, {@code errmsg} and a request id, and it is JSON for endpoints that answer with an image, too.
 */
final class Api {

    /** Whose access token an endpoint takes. */
    enum Token {
        NONE,
        OFFICIAL_ACCOUNT,
        MINI_PROGRAM,
        EITHER
    }

    interface Handler {
        Answer handle(Call call, Credentials caller);
    }

    private record Endpoint(String method, Token token, int perMinute, int perDay, Handler handler) {}

    private final Clock clock;
    private final Tokens tokens;
    private final Faults faults;
    private final Quotas quotas;
    private final Credentials nobody;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    Api(Clock clock, Tokens tokens, Faults faults, Quotas quotas, Credentials nobody) {
        this.clock = clock;
        this.tokens = tokens;
        this.faults = faults;
        this.quotas = quotas;
        this.nobody = nobody;
    }

    void get(String path, Token token, int perMinute, int perDay, Handler handler) {
        endpoints.put(path, new Endpoint("GET", token, perMinute, perDay, handler));
    }

    void post(String path, Token token, int perMinute, int perDay, Handler handler) {
        endpoints.put(path, new Endpoint("POST", token, perMinute, perDay, handler));
    }

    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    void forgetCalls() {
        calls.clear();
    }

    /** Answers a call, or returns null where the connection is to be closed without an answer. */
    @Nullable Answer answer(Call call) throws InterruptedException {
        calls.merge(call.path(), 1, Integer::sum);
        var fault = faults.take(call.path());
        if (fault == null) {
            return handle(call);
        }
        return switch (fault.kind()) {
            case DROP -> null;
            case HTML -> Answer.html(200, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>");
            case ERROR -> refusal(new PlatformError(fault.code(), fault.message()));
            case TRUNCATED -> handle(call).truncated();
            case DROP_AFTER -> {
                handle(call);
                yield null;
            }
            case SLOW -> {
                var answer = handle(call);
                Thread.sleep(fault.millis());
                yield answer;
            }
        };
    }

    private Answer handle(Call call) {
        try {
            var endpoint = endpoints.get(call.path());
            if (endpoint == null) {
                throw new PlatformError(40066, "invalid url");
            }
            requireMethod(call, endpoint);
            var caller = caller(call, endpoint.token());
            quotas.take(call.path(), caller.appId(), endpoint.perMinute(), endpoint.perDay());
            return endpoint.handler().handle(call, caller);
        } catch (PlatformError refused) {
            return refusal(refused);
        }
    }

    private static void requireMethod(Call call, Endpoint endpoint) {
        if (!call.method().equals(endpoint.method())) {
            boolean wantsGet = endpoint.method().equals("GET");
            throw new PlatformError(wantsGet ? 43001 : 43002, "require " + endpoint.method() + " method");
        }
    }

    private Credentials caller(Call call, Token needed) {
        if (needed == Token.NONE) {
            return nobody;
        }
        var caller = tokens.holder(call.require("access_token", 41001));
        if (needed != Token.EITHER && !needed.name().equals(caller.account().name())) {
            throw new PlatformError(48001, "api unauthorized");
        }
        return caller;
    }

    private Answer refusal(PlatformError error) {
        var rid = "%08x-%s-%s".formatted(clock.instant().getEpochSecond(), Codes.hex(8), Codes.hex(8));
        return Answer.json(Map.of("errcode", error.code(), "errmsg", error.text() + " rid: " + rid));
    }
}
