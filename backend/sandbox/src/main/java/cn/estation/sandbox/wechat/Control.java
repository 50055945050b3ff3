package cn.estation.sandbox.wechat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The world over HTTP, for the phone page and for scripts: {@code /control/…}, JSON in and out. What a person cannot do is 409 with one
 * Chinese sentence, what is not there 404.
 *
 * <pre>
 * GET  state?person=ID            everything the page shows
 * GET  changes?person=ID&amp;since=N  the same, as soon as something happened after version N, after 20 s at the latest
 * POST persons {id,name,phone}    somebody new
 * …    persons/ID/…               see {@link PersonControl}
 * POST callbacks {serverUrl}      where the server is
 * POST callbacks/verify {account} URL verification
 * POST patience {timeoutMillis,tryEveryMillis}
 * POST faults {endpoint,fault,millis,times} · DELETE faults
 * GET  calls · DELETE calls       how often each endpoint was called
 * GET  deliveries                 the last pushes
 * POST deliveries/N/{replay,resend}
 * POST tokens/end                 ends every access token
 * POST templates {id,title,fields} · POST pages {pages:[…]}
 * </pre>
 */
final class Control {

    static final String PREFIX = "/control/";
    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private final Platform platform;
    private final StandInWorld world;
    private final PersonControl personControl;
    private final PhoneState state;

    Control(Platform platform, StandInWorld world) {
        this.platform = platform;
        this.world = world;
        this.personControl = new PersonControl(world);
        this.state = new PhoneState(platform, world);
    }

    Answer answer(Call call) throws InterruptedException {
        try {
            var path = call.path().substring(PREFIX.length());
            if (path.startsWith("persons/")) {
                return personControl.answer(call, path.split("/", 3));
            }
            return switch (call.method() + " " + path) {
                case "GET state" -> Answer.json(state.of(call.param("person")));
                case "GET changes" -> changes(call);
                case "GET persons" -> Answer.json(world.persons());
                case "GET calls" -> Answer.json(world.calls());
                case "GET deliveries" -> Answer.json(world.deliveries());
                case "DELETE calls" -> done(world::forgetCalls);
                case "DELETE faults" -> done(world::clearFaults);
                default -> call.method().equals("POST") ? post(path, call.json()) : missing();
            };
        } catch (Unable unable) {
            return Answer.json(409, Map.of("error", String.valueOf(unable.getMessage())));
        } catch (PlatformError | IllegalArgumentException badInput) {
            return Answer.json(400, Map.of("error", String.valueOf(badInput.getMessage())));
        }
    }

    private Answer post(String path, JsonNode body) {
        if (path.startsWith("deliveries/")) {
            return again(path.split("/"));
        }
        return switch (path) {
            case "persons" ->
                Answer.json(world.createPerson(
                        Json.field(body, "id"), Json.field(body, "name"), Json.field(body, "phone")));
            case "callbacks" -> done(() -> world.callbackTo(Json.field(body, "serverUrl")));
            case "callbacks/verify" -> Answer.json(Map.of("verified", world.verifyUrl(account(body))));
            case "patience" ->
                done(() -> world.patience(millis(body, "timeoutMillis"), millis(body, "tryEveryMillis")));
            case "faults" ->
                done(() -> world.fail(
                        Json.field(body, "endpoint"),
                        Fault.named(
                                Json.field(body, "fault"), body.path("millis").asLong(6_000)),
                        body.path("times").asInt(1)));
            case "tokens/end" -> done(world::endTokens);
            case "templates" -> done(() -> world.addTemplate(template(body)));
            case "pages" ->
                done(() -> platform.pages.publish(Set.of(Json.MAPPER.treeToValue(body.path("pages"), String[].class))));
            default -> missing();
        };
    }

    private Answer again(String[] path) {
        var earlier =
                platform.callbacks.delivery(Long.parseLong(path[1])).orElseThrow(() -> new Unable("没有这次推送：" + path[1]));
        return switch (path.length > 2 ? path[2] : "") {
            case "replay" -> Answer.json(world.replay(earlier));
            case "resend" -> Answer.json(world.resend(earlier));
            default -> missing();
        };
    }

    private Answer changes(Call call) throws InterruptedException {
        platform.changes.await(Long.parseLong(call.param("since")), LONGEST_WAIT_MILLIS);
        return Answer.json(state.of(call.param("person")));
    }

    static Account account(JsonNode body) {
        return Json.field(body, "account").equals("mini-program") ? Account.MINI_PROGRAM : Account.OFFICIAL_ACCOUNT;
    }

    private static Template template(JsonNode body) {
        var fields = new LinkedHashMap<String, String>();
        body.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        return new Template(Json.field(body, "id"), Json.field(body, "title"), fields);
    }

    private static Duration millis(JsonNode body, String name) {
        return Duration.ofMillis(body.path(name).asLong(5_000));
    }

    static Answer done(Runnable act) {
        act.run();
        return Answer.json(Map.of("done", true));
    }

    static Answer missing() {
        return Answer.json(404, Map.of("error", "没有这个控制项"));
    }
}
