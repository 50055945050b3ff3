package cn.estation.chat.answer;

import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is no text: a place leads to the nearest point, a voice that nobody recognised, a picture and a sticker get a kind sentence. */
@Component
@Order(38)
class MediaTalk implements Step {

    private static final String PICTURE = "图片和表情我还看不懂，只看得懂文字。请把要办的事打几个字，比如“居住证怎么办”；想让工作人员看，请回复“转人工”。";
    private static final String VOICE = "这段语音我没听清。请打几个字告诉我要办什么事，或者拨打 12345、社区电话。";
    private static final String WHERE_FROM = "收到您的位置了。请告诉我要办什么事，我说给您到哪里办。";
    private static final String ASK = "告诉我要办什么事，我说得更准。";
    private static final String NOWHERE = "这个位置附近我还不知道有办事的地方。请告诉我要办什么事，我再帮您找。";

    /** Nothing but faces: the platform's own, as it writes them, and those of keyboards. */
    private static final Pattern ONLY_FACES = Pattern.compile("(?:\\[\\p{IsHan}{1,4}]|/:[^\\p{IsHan}\\s]{1,6}"
            + "|[\\p{So}\\p{IsEmoji_Presentation}\\p{IsEmoji_Modifier}\\x{FE0F}\\x{200D}]|\\s)+");

    private final WayThere wayThere;

    MediaTalk(WayThere wayThere) {
        this.wayThere = wayThere;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        return switch (question.kind()) {
            case IMAGE -> talk(PICTURE);
            case VOICE -> question.text().isEmpty() ? talk(VOICE) : Optional.empty();
            case LOCATION -> Optional.of(place(question));
            case TEXT -> ONLY_FACES.matcher(question.original()).matches() ? talk(PICTURE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Reply place(Question question) {
        if (question.spot() == null) {
            return Reply.of(Reply.Kind.TALK, WHERE_FROM);
        }
        return Optional.ofNullable(question.before().guideId())
                .flatMap(asked -> wayThere.to(asked, question))
                .or(() -> wayThere.nearest(question).map(nearest -> nearest + ASK))
                .map(sentence -> Reply.of(Reply.Kind.PLACE, sentence))
                .orElseGet(() -> Reply.of(Reply.Kind.TALK, NOWHERE));
    }

    private static Optional<Reply> talk(String text) {
        return Optional.of(Reply.of(Reply.Kind.TALK, text));
    }
}
