package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Login and phone number of the mini-program.
 *
 * <p>A code serves once, within five minutes, for its own purpose (40029). A person logs in at most 100 times a minute (45011); one whom
 * the platform holds for a risk does not log in at all (40226). The unionid comes only while the account is bound to an open-platform
 * account. A login counts as a visit.
 */
final class MiniProgram {

    private static final Duration CODE_LIFE = Duration.ofMinutes(5);
    private static final int LOGINS_A_MINUTE = 100;

    private final Clock clock;
    private final Tokens tokens;
    private final Persons persons;
    private final Quotas quotas;
    private final Map<String, Code> codes = new HashMap<>();
    private final Set<String> risky = new HashSet<>();
    private volatile boolean bound = true;

    MiniProgram(Clock clock, Tokens tokens, Persons persons, Quotas quotas) {
        this.clock = clock;
        this.tokens = tokens;
        this.persons = persons;
        this.quotas = quotas;
    }

    void register(Api api) {
        api.get("/sns/jscode2session", Api.Token.NONE, Quotas.NO_LIMIT, Quotas.NO_LIMIT, (call, nobody) -> login(call));
        api.post(
                "/wxa/business/getuserphonenumber",
                Api.Token.MINI_PROGRAM,
                Quotas.NO_LIMIT,
                Quotas.NO_LIMIT,
                this::phone);
    }

    String loginCode(Person person) {
        persons.visit(person);
        return issue(person, Purpose.LOGIN, Codes.random(32));
    }

    String phoneCode(Person person) {
        return issue(person, Purpose.PHONE, Codes.hex(64));
    }

    void bindOpenPlatform(boolean bound) {
        this.bound = bound;
    }

    boolean bound() {
        return bound;
    }

    synchronized void hold(Person person, boolean hold) {
        if (hold) {
            risky.add(person.id());
        } else {
            risky.remove(person.id());
        }
    }

    private Answer login(Call call) {
        var account = tokens.account(call.require("appid", 41002), call.require("secret", 41004));
        if (account.account() != Account.MINI_PROGRAM) {
            throw new PlatformError(40013, "invalid appid");
        }
        if (!call.param("grant_type").equals("authorization_code")) {
            throw new PlatformError(40002, "invalid grant_type");
        }
        var person = redeem(call.require("js_code", 41008), Purpose.LOGIN);
        quotas.take("login of " + person.id(), account.appId(), LOGINS_A_MINUTE, Quotas.NO_LIMIT);
        refuseRisky(person);
        persons.visit(person);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("session_key", Base64.getEncoder().encodeToString(Codes.bytes(16)));
        answer.put("openid", person.maOpenId());
        if (bound && !person.unionId().isEmpty()) {
            answer.put("unionid", person.unionId());
        }
        return Answer.json(answer);
    }

    private Answer phone(Call call, Credentials caller) {
        var body = call.json();
        var person = redeem(Json.field(body, "code"), Purpose.PHONE);
        var openId = Json.field(body, "openid");
        if (!openId.isEmpty() && !openId.equals(person.maOpenId())) {
            throw new PlatformError(40003, "invalid openid");
        }
        var watermark = Map.of("timestamp", clock.instant().getEpochSecond(), "appid", caller.appId());
        return Answer.json(Map.of(
                "errcode",
                0,
                "errmsg",
                "ok",
                "phone_info",
                Map.of(
                        "phoneNumber",
                        person.phone(),
                        "purePhoneNumber",
                        person.phone(),
                        "countryCode",
                        "86",
                        "watermark",
                        watermark)));
    }

    private synchronized void refuseRisky(Person person) {
        if (risky.contains(person.id())) {
            throw new PlatformError(40226, "code blocked");
        }
    }

    private synchronized String issue(Person person, Purpose purpose, String code) {
        codes.values().removeIf(old -> !clock.instant().isBefore(old.until()));
        codes.put(code, new Code(person, purpose, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    private synchronized Person redeem(String text, Purpose purpose) {
        var code = codes.get(text);
        if (code == null || code.purpose() != purpose || !clock.instant().isBefore(code.until())) {
            throw new PlatformError(40029, "invalid code");
        }
        codes.remove(text);
        return code.person();
    }

    private enum Purpose {
        LOGIN,
        PHONE
    }

    private record Code(Person person, Purpose purpose, Instant until) {}
}
