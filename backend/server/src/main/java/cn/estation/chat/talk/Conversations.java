package cn.estation.chat.talk;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What was just said, for ten minutes. */
@Component
public class Conversations {

    static final Duration MEMORY = Duration.ofMinutes(10);
    private static final String NOTHING = "NOTHING";
    private static final String FEEDBACK = "FEEDBACK";

    private final ConversationMapper conversations;
    private final Clock clock;

    Conversations(ConversationMapper conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    public void awaitFeedback(String person) {
        conversations.remember(person, FEEDBACK, "", clock.instant().plus(MEMORY));
    }

    /** True once: the next message is the complaint, and only one message can be. */
    public boolean takeFeedback(String person) {
        return conversations.takeFeedback(person, clock.instant()) == 1;
    }

    public void offered(String person, List<Long> guides) {
        var list = guides.stream().map(String::valueOf).collect(Collectors.joining(","));
        conversations.remember(person, NOTHING, list, clock.instant().plus(MEMORY));
    }

    /** The guides of the last reply, in their order. */
    public List<Long> offered(String person) {
        var list = conversations.guides(person, clock.instant());
        return list == null || list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",")).map(Long::valueOf).toList();
    }

    void forget(String person) {
        conversations.forget(person);
    }
}
