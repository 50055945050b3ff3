package cn.estation.chat.answer;

import cn.estation.guide.Card;
import cn.estation.guide.CardDocument;
import java.util.List;

/** A personal card in a message: what this person brings, pays, and where they go. */
final class CardText {

    private CardText() {}

    static String of(Card card) {
        var text = new StringBuilder("【您的办事卡】").append(card.title());
        if (!card.chosen().isEmpty()) {
            text.append("（").append(String.join("；", card.chosen())).append("）");
        }
        list(text, card.documents().stream().map(CardDocument::line).toList());
        line(text, "费用：", card.fee());
        if (card.now().isBlank()) {
            line(text, "去哪：", card.where());
            line(text, "时间：", card.when());
        } else {
            line(text, "", card.now());
        }
        if (!card.now().contains(card.phone())) {
            line(text, "电话：", card.phone());
        }
        line(text, "多久办好：", card.timeLimit());
        line(text, "请注意：", card.notice());
        return text.toString();
    }

    private static void list(StringBuilder text, List<String> documents) {
        text.append(documents.isEmpty() ? "\n不用带材料。" : "\n要带：");
        int number = 1;
        for (var document : documents) {
            text.append("\n").append(number++).append(") ").append(document);
        }
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isBlank()) {
            text.append('\n').append(label).append(value);
        }
    }
}
