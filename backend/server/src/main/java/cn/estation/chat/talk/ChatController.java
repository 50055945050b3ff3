package cn.estation.chat.talk;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChatController {

    private final ChatBot bot;
    private final Wording wording;
    private final Persons persons;

    ChatController(ChatBot bot, Wording wording, Persons persons) {
        this.bot = bot;
        this.wording = wording;
        this.persons = persons;
    }

    /** Anybody may ask; questions about one's own account need a sign-in. Changes nothing, so it needs no key. */
    @PostMapping("/api/v1/chat")
    @Transactional
    public Said chat(
            @AuthenticationPrincipal @Nullable Resident resident,
            @Valid @RequestBody Say body,
            HttpServletRequest request) {
        var person = resident == null ? persons.ofAddress(request.getRemoteAddr()) : persons.of(resident.id());
        var reply = bot.ask(resident == null ? null : resident.id(), person, body.text());
        return said(reply);
    }

    private Said said(Reply reply) {
        var source = reply.source();
        return new Said(
                reply.kind().name(),
                wording.plain(reply),
                true,
                source == null
                        ? null
                        : new Source(
                                Id.of(source.guideId()), Id.of(source.versionId()), source.version(), source.title()),
                reply.choices().stream()
                        .map(choice -> new Choice(Id.of(choice.guideId()), choice.title()))
                        .toList());
    }

    record Say(
            @NotBlank(message = "请写下您要问的事。") @Size(max = 2000, message = "最多 2000 字。") String text) {}

    /**
     * @param kind EMERGENCY, FEEDBACK, ACCOUNT, TALK, GUIDE, CHOICES or MISS
     * @param machine always true: no person wrote this
     */
    record Said(
            String kind,
            String text,
            boolean machine,
            @Nullable Source source,
            List<Choice> choices) {}

    record Source(Id guideId, Id versionId, int version, String title) {}

    record Choice(Id guideId, String title) {}
}
