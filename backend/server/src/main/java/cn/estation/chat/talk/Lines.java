package cn.estation.chat.talk;

import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every line that was said, sealed, in the order in which each person's turns came. Kept for thirty days. */
@Component
public class Lines {

    private static final String TEXT = "chat_line.text";
    private static final String UNSHOWN = "（账户查询的答复，只给本人看）";

    /** @param place grows within one person's conversation, whoever spoke and on whichever node */
    public record Line(long place, Author author, @Nullable Long staffId, String text, Instant at) {
        @Override
        public String toString() {
            return "Line[" + place + ", " + author + "]";
        }
    }

    private final LineMapper lines;
    private final Conversations conversations;
    private final Vault vault;
    private final Clock clock;

    Lines(LineMapper lines, Conversations conversations, Vault vault, Clock clock) {
        this.lines = lines;
        this.conversations = conversations;
        this.vault = vault;
        this.clock = clock;
    }

    /** Keeps a question and its answer. An answer about an account is nobody's to read but the asker's. */
    void keep(Question question, long place, Reply reply, String answer) {
        var said = said(question);
        if (!said.isBlank()) {
            add(question.person(), place, Author.PERSON, null, said);
        }
        if (!answer.isBlank()) {
            add(question.person(), place + 1, Author.BOT, null, reply.kind() == Reply.Kind.ACCOUNT ? UNSHOWN : answer);
        }
    }

    /** Adds what staff or the system say; takes the person's turn. Returns the line's place. */
    public long add(String person, Author author, @Nullable Long staffId, String text) {
        long place = conversations.hold(person, null).place();
        add(person, place, author, staffId, text);
        return place;
    }

    /** Lines after a place, oldest first. */
    public List<Line> after(String person, long place, int most) {
        return lines.after(person, place, most).stream().map(this::opened).toList();
    }

    /** The last lines, oldest first. */
    public List<Line> last(String person, int most) {
        return lines.last(person, most).reversed().stream().map(this::opened).toList();
    }

    public Optional<Line> find(String person, long place) {
        return Optional.ofNullable(lines.find(person, place)).map(this::opened);
    }

    private static String said(Question question) {
        return switch (question.kind()) {
            case IMAGE -> "（图片）";
            case LOCATION -> "（位置）";
            case VOICE -> question.original().isBlank() ? "（语音）" : question.original();
            case TEXT -> question.original();
            case MENU_CLICK -> "（点了菜单）";
            default -> "";
        };
    }

    private void add(String person, long place, Author author, @Nullable Long staffId, String text) {
        lines.add(person, new LineMapper.Row(place, author, staffId, seal(text, place), clock.instant()));
    }

    private Sealed seal(String text, long place) {
        return vault.seal(text, TEXT, place);
    }

    private Line opened(LineMapper.Row row) {
        return new Line(
                row.place(), row.author(), row.staffId(), vault.open(row.text(), TEXT, row.place()), row.saidAt());
    }
}
