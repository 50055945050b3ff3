package cn.estation.chat.answer;

import cn.estation.chat.desk.Desk;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Residents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The honest last step: says that it does not know, and whom to call. */
@Component
@Order(90)
class NotKnown implements Step {

    /** After so many in a row a person takes over. */
    private static final int ENOUGH = 2;

    private final Conversations conversations;
    private final Desk desk;
    private final Residents residents;
    private final Grid grid;
    private final String hotline;

    NotKnown(
            Conversations conversations,
            Desk desk,
            Residents residents,
            Grid grid,
            @Value("${estation.site.complaints-phone:12345}") String hotline) {
        this.conversations = conversations;
        this.desk = desk;
        this.residents = residents;
        this.grid = grid;
        this.hotline = hotline;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        int inARow = conversations.missed(question);
        var honest = "这个我不知道，不敢乱说。您的问题已经记下，会请工作人员补充。现在想问，请拨打" + phone(question.residentId()) + "。";
        var handedOver = inARow >= ENOUGH && question.isConversation() ? "\n" + desk.afterMisses(question) : "";
        return Optional.of(Reply.of(Reply.Kind.MISS, honest + handedOver));
    }

    private String phone(@Nullable Long residentId) {
        return Optional.ofNullable(residentId)
                .flatMap(residents::communityOf)
                .flatMap(grid::find)
                .flatMap(NotKnown::phone)
                .orElse(" " + hotline);
    }

    private static Optional<String> phone(GridCell community) {
        return Optional.ofNullable(community.phone())
                .filter(phone -> !phone.isBlank())
                .map(phone -> community.name() + " " + phone);
    }
}
