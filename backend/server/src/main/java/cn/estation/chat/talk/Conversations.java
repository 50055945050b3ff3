package cn.estation.chat.talk;

import cn.estation.chat.talk.Conversation.Awaiting;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was just said, for ten minutes. What one person says takes turns. */
@Component
public class Conversations {

    static final Duration MEMORY = Duration.ofMinutes(10);

    /** @param place where this message stands; the answer stands right behind it */
    public record Held(Conversation conversation, long place) {}

    private final ConversationMapper conversations;
    private final Clock clock;

    Conversations(ConversationMapper conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** Waits for this person's turn, keeps it until the transaction ends, and tells what was said before. */
    public Held hold(String person, @Nullable Long residentId) {
        var now = clock.instant();
        conversations.hold(person, residentId, Ids.floor(now) + 1, now);
        var row = conversations.find(person);
        return new Held(row.expiresAt().isAfter(now) ? conversation(row) : Conversation.NONE, row.lastLine() - 1);
    }

    public void awaitFeedback(Question question) {
        remember(question, Awaiting.FEEDBACK, List.of(), null, null, List.of(), 0);
    }

    /** The next words are for the people who come back to work. */
    public void awaitNote(Question question) {
        remember(question, Awaiting.NOTE, List.of(), question.before().guideId(), null, List.of(), 0);
    }

    /** These guides may be chosen by number; nothing else is awaited any more. */
    public void offered(Question question, List<Long> guides) {
        var only = guides.size() == 1 ? guides.getFirst() : null;
        remember(question, Awaiting.NOTHING, guides, only, null, List.of(), 0);
    }

    /** The next question about circumstances of a guide was asked. */
    public void asked(Question question, long guideId, long versionId, List<Integer> path) {
        remember(question, Awaiting.CIRCUMSTANCE, List.of(guideId), guideId, versionId, path, 0);
    }

    /** Nothing is awaited; what was spoken of last is kept. */
    public void awaitNothing(Question question) {
        remember(question, Awaiting.NOTHING, List.of(), question.before().guideId(), null, List.of(), 0);
    }

    /** One more question in a row without an answer. Returns how many there are now. */
    public int missed(Question question) {
        int misses = question.before().misses() + 1;
        remember(question, Awaiting.NOTHING, List.of(), question.before().guideId(), null, List.of(), misses);
        return misses;
    }

    /** A place that is sent now belongs to this call for help. */
    public void calledForHelp(Question question, long alertId) {
        if (question.isConversation()) {
            save(
                    question.person(),
                    Awaiting.NOTHING,
                    List.of(),
                    question.before().guideId(),
                    null,
                    List.of(),
                    0,
                    alertId);
        }
    }

    List<String> ofResident(long residentId) {
        return conversations.ofResident(residentId);
    }

    void forget(String person) {
        conversations.forget(person);
    }

    private void remember(
            Question question,
            Awaiting awaiting,
            List<Long> offered,
            @Nullable Long guideId,
            @Nullable Long versionId,
            List<Integer> path,
            int misses) {
        if (question.isConversation()) {
            save(
                    question.person(),
                    awaiting,
                    offered,
                    guideId,
                    versionId,
                    path,
                    misses,
                    question.before().alertId());
        }
    }

    private void save(
            String person,
            Awaiting awaiting,
            List<Long> offered,
            @Nullable Long guideId,
            @Nullable Long versionId,
            List<Integer> path,
            int misses,
            @Nullable Long alertId) {
        conversations.remember(
                person,
                awaiting,
                offered.stream().map(String::valueOf).collect(Collectors.joining(",")),
                guideId,
                versionId,
                path.stream().map(String::valueOf).collect(Collectors.joining(".")),
                misses,
                alertId,
                clock.instant().plus(MEMORY));
    }

    private static Conversation conversation(ConversationMapper.Row row) {
        return new Conversation(
                row.awaiting(),
                parts(row.guides(), ",").map(Long::valueOf).toList(),
                row.guideId(),
                row.versionId(),
                parts(row.path(), "\\.").map(Integer::valueOf).toList(),
                row.misses(),
                row.alertId());
    }

    private static java.util.stream.Stream<String> parts(String list, String separator) {
        return list.isEmpty() ? java.util.stream.Stream.empty() : Arrays.stream(list.split(separator));
    }
}
