package cn.estation.sandbox.wechat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that the phone page shows, in one answer. */
final class PhoneState {

    private final Platform platform;
    private final StandInWorld world;

    PhoneState(Platform platform, StandInWorld world) {
        this.platform = platform;
        this.world = world;
    }

    record Shown(
            long version,
            String server,
            List<Somebody> persons,
            @Nullable Mine person,
            @Nullable JsonNode menu,
            List<QrCodes.Ticket> codes,
            List<MiniProgramCodes.Code> miniProgramCodes,
            List<Template> templates) {}

    record Somebody(String id, String name, String about, boolean following) {}

    record Mine(Person person, boolean following, List<Message> chat, Map<String, Integer> consents) {}

    Shown of(String personId) {
        long version = platform.changes.version();
        var persons = world.persons().stream()
                .map(one -> new Somebody(one.id(), one.name(), one.about(), world.follows(one)))
                .toList();
        return new Shown(
                version,
                server(),
                persons,
                world.findPerson(personId).map(this::mine).orElse(null),
                platform.menus.published(),
                platform.qrCodes.alive(),
                platform.miniProgramCodes.drawn(),
                world.templates());
    }

    private Mine mine(Person person) {
        var consents = world.templates().stream()
                .collect(Collectors.toMap(
                        Template::id,
                        (Function<Template, Integer>) template -> world.consents(person, template.id()),
                        (one, same) -> one,
                        LinkedHashMap::new));
        return new Mine(person, world.follows(person), world.chat(person), consents);
    }

    /** The server's base address, for the commands that the page shows; empty while unknown. */
    private String server() {
        var url = world.callbackUrl(Account.MINI_PROGRAM);
        return url.endsWith(StandInSettings.MA_PATH)
                ? url.substring(0, url.length() - StandInSettings.MA_PATH.length())
                : "";
    }
}
