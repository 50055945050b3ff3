package cn.estation.chat.talk;

import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChatController {

    private final ChatBot bot;
    private final Wording wording;
    private final Persons persons;
    private final Lines lines;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;

    ChatController(
            ChatBot bot,
            Wording wording,
            Persons persons,
            Lines lines,
            Idempotency idempotency,
            TransactionTemplate transaction) {
        this.bot = bot;
        this.wording = wording;
        this.persons = persons;
        this.lines = lines;
        this.idempotency = idempotency;
        this.transaction = transaction;
    }

    /**
     * Anybody may ask; questions about one's own account, and a person to talk to, need a sign-in. A key is welcome where
     * the words may go to a person: sent twice with the same one, they arrive once.
     */
    @PostMapping("/api/v1/chat")
    public Said chat(
            @AuthenticationPrincipal @Nullable Resident resident,
            @Valid @RequestBody Say body,
            HttpServletRequest request) {
        var spot = spot(body);
        var key = request.getHeader("Idempotency-Key");
        if (resident == null) {
            var person = persons.ofAddress(request.getRemoteAddr());
            return transaction(() -> said(bot.ask(null, person, body.text(), body.keyOrNone(), spot)));
        }
        var person = persons.of(resident.id());
        java.util.function.Supplier<Said> answer =
                () -> said(bot.ask(resident.id(), person, body.text(), body.keyOrNone(), spot));
        return key == null ? transaction(answer) : idempotency.once(resident, "chat", key, body, Said.class, answer);
    }

    @SuppressWarnings("NullAway") // the template returns what the supplier returned
    private Said transaction(java.util.function.Supplier<Said> answer) {
        return transaction.execute(status -> answer.get());
    }

    /**
     * The resident's own conversation, oldest first: what comes after a line, or the last lines. Whoever waits for a
     * person asks again with the {@code next} of the answer before.
     */
    @GetMapping("/api/v1/chat/messages")
    Messages messages(
            @AuthenticationPrincipal Resident resident,
            @RequestParam(required = false) @Nullable Id after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var person = persons.of(resident.id());
        var found = after == null ? lines.last(person, size) : lines.after(person, after.value(), size);
        var next = found.isEmpty() ? after : Id.of(found.getLast().place());
        return new Messages(found.stream().map(this::line).toList(), next);
    }

    private Line line(Lines.Line line) {
        boolean human = line.author() == Author.STAFF;
        return new Line(
                Id.of(line.place()),
                line.author(),
                line.author() == Author.PERSON ? line.text() : wording.clean(line.text()),
                line.author() == Author.BOT || line.author() == Author.SYSTEM,
                human ? Wording.PERSON : line.author() == Author.PERSON ? "" : Wording.MACHINE,
                line.at().atZone(Time.CHINA).toOffsetDateTime());
    }

    private static @Nullable Spot spot(Say body) {
        var latitude = body.latitude();
        var longitude = body.longitude();
        if (latitude == null && longitude == null) {
            return null;
        }
        if (latitude == null || longitude == null) {
            throw new BadInput("位置要同时有纬度和经度。");
        }
        return Spot.of(latitude, longitude).orElseThrow(() -> new BadInput("位置不在国内，请检查经纬度是否填反。"));
    }

    private Said said(ChatBot.Answered answered) {
        var reply = answered.reply();
        var source = reply.source();
        return new Said(
                answered.questionId() == 0 ? null : Id.of(answered.questionId()),
                reply.kind().name(),
                wording.plain(reply),
                true,
                Wording.MACHINE,
                source == null
                        ? null
                        : new Source(
                                Id.of(source.guideId()), Id.of(source.versionId()), source.version(), source.title()),
                reply.choices().stream().map(ChatController::choice).toList());
    }

    private static Choice choice(Reply.Choice choice) {
        var guide = choice.guideId();
        return new Choice(choice.key(), guide == null ? null : Id.of(guide), choice.title());
    }

    /**
     * @param text what is said; the words of the choice where one is tapped
     * @param key of the choice that is tapped
     * @param latitude of the place that is sent, in degrees (GCJ-02)
     */
    record Say(
            @NotBlank(message = "请写下您要问的事。") @Size(max = 2000, message = "最多 2000 字。") String text,

            @Nullable @Pattern(regexp = "[a-z0-9.-]{1,64}", message = "没有这个选项。") String key,

            @Nullable Double latitude,
            @Nullable Double longitude) {

        String keyOrNone() {
            return key == null ? "" : key;
        }
    }

    /**
     * @param questionId for {@code /api/v1/searches/{id}/opened}, when one of the choices is opened
     * @param kind EMERGENCY, FEEDBACK, ACCOUNT, TALK, GUIDE, CIRCUMSTANCE, CARD, PLACE, CHOICES, STANDING, DESK, MISS or OFF
     * @param machine always true: no person wrote this
     * @param label to show with it
     */
    record Said(
            @Nullable Id questionId,
            String kind,
            String text,
            boolean machine,
            String label,
            @Nullable Source source,
            List<Choice> choices) {}

    record Source(Id guideId, Id versionId, int version, String title) {}

    /** @param key to send back when it is tapped */
    record Choice(String key, @Nullable Id guideId, String title) {}

    record Messages(List<Line> items, @Nullable Id next) {}

    /** @param machine false for what a person wrote */
    record Line(Id id, Author author, String text, boolean machine, String label, OffsetDateTime at) {}
}
