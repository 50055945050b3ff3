package cn.estation.sandbox.wechat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What one person does, over HTTP.
 *
 * <pre>
 * GET    persons/ID/inbox · GET persons/ID/chat · DELETE persons/ID/chat
 * POST   persons/ID/follow · unfollow · text {text,menuId} · menu {key} · scan {code}
 * POST   persons/ID/media {type} · voice {recognised} · location {latitude,longitude,label} · sticker
 * POST   persons/ID/login-code · phone-code · visit
 * POST   persons/ID/consent {templateId,messages} · refuse {templateId} · popup {templateIds,accept} · switch-off {templateId}
 * POST   persons/ID/revoke {account,info} · cancel {account} · modify {account,info}
 * </pre>
 *
 * An act that is pushed answers with what became of the push; with {@code "wait": false} it answers at once.
 */
final class PersonControl {

    /** A refusal comes before anything is pushed: who does not wait for the push still waits for this. */
    private static final long REFUSED_WITHIN_MILLIS = 100;

    private final StandInWorld world;

    PersonControl(StandInWorld world) {
        this.world = world;
    }

    Answer answer(Call call, String[] path) {
        var person = world.findPerson(path[1]);
        if (person.isEmpty() || path.length < 3) {
            return Control.missing();
        }
        return switch (call.method()) {
            case "GET" -> read(person.get(), path[2]);
            case "DELETE" ->
                path[2].equals("chat") ? Control.done(() -> world.clearChat(person.get())) : Control.missing();
            case "POST" ->
                act(person.get(), path[2], call.body().length == 0 ? Json.MAPPER.createObjectNode() : call.json());
            default -> Control.missing();
        };
    }

    private Answer read(Person person, String what) {
        return switch (what) {
            case "inbox" -> Answer.json(world.inbox(person));
            case "chat" -> Answer.json(world.chat(person));
            default -> Control.missing();
        };
    }

    private Answer act(Person person, String what, JsonNode body) {
        return switch (what) {
            case "login-code" -> Answer.json(Map.of("code", world.loginCode(person)));
            case "phone-code" -> Answer.json(Map.of("code", world.phoneCode(person)));
            case "visit" -> Control.done(() -> world.visit(person));
            case "consent" ->
                Control.done(() -> world.grant(
                        person,
                        Json.field(body, "templateId"),
                        body.path("messages").asInt(1)));
            case "refuse" -> Control.done(() -> world.refuse(person, Json.field(body, "templateId")));
            case "follow", "unfollow", "text", "menu", "scan" -> pushed(body, () -> chat(person, what, body));
            case "media", "voice", "location", "sticker" -> pushed(body, () -> sent(person, what, body));
            case "popup", "switch-off", "revoke", "cancel", "modify" -> pushed(body, () -> told(person, what, body));
            default -> Control.missing();
        };
    }

    private Delivery chat(Person person, String what, JsonNode body) {
        return switch (what) {
            case "follow" -> world.follow(person);
            case "unfollow" -> world.unfollow(person);
            case "menu" -> world.tapMenu(person, Json.field(body, "key"));
            case "scan" -> world.scan(person, Json.field(body, "code"));
            default -> world.sendMenuText(person, Json.field(body, "text"), Json.field(body, "menuId"));
        };
    }

    /** What is no text. */
    private Delivery sent(Person person, String what, JsonNode body) {
        return switch (what) {
            case "voice" ->
                world.sendVoice(person, Json.field(body, "recognised").strip());
            case "location" ->
                world.sendLocation(
                        person,
                        degrees(body, "latitude", 90),
                        degrees(body, "longitude", 180),
                        Json.field(body, "label"));
            case "sticker" -> world.sendSticker(person);
            default -> world.sendMedia(person, Json.field(body, "type"));
        };
    }

    private static double degrees(JsonNode body, String name, double most) {
        var degrees = body.path(name);
        if (!degrees.isNumber() || Math.abs(degrees.asDouble()) > most) {
            throw new Unable("经纬度要写成数字，例如 32.0401 和 118.8012");
        }
        return degrees.asDouble();
    }

    private Delivery told(Person person, String what, JsonNode body) {
        var account = Control.account(body);
        var info = Json.field(body, "info");
        return switch (what) {
            case "popup" ->
                world.answerPopup(
                        person,
                        List.of(Json.MAPPER.treeToValue(body.path("templateIds"), String[].class)),
                        body.path("accept").asBoolean(true));
            case "switch-off" -> world.switchOff(person, Json.field(body, "templateId"));
            case "revoke" -> world.revokeAuthorisation(person, account, info);
            case "modify" -> world.modifyUserInfo(person, account, info);
            default -> world.cancelAuthorisation(person, account);
        };
    }

    private static Answer pushed(JsonNode body, Supplier<Delivery> act) {
        if (body.path("wait").asBoolean(true)) {
            return Answer.json(act.get());
        }
        var push = new CompletableFuture<Delivery>().completeAsync(act, Thread::startVirtualThread);
        try {
            return Answer.json(push.get(REFUSED_WITHIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException underWay) {
            return Answer.json(202, Map.of("done", true));
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof Unable unable ? unable : new IllegalStateException(refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
