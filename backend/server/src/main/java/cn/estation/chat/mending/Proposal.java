package cn.estation.chat.mending;

import cn.estation.kernel.CleanText;
import cn.estation.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What staff write to answer a group of questions.
 *
 * @param cellId for whom it holds
 * @param guideId the guide that gets the words; null for a standing answer and for synonyms
 * @param question title of the answer, or the question of a FAQ
 * @param words aliases, synonyms or further wordings, a line each
 */
record Proposal(MendingKind kind, long cellId, @Nullable Long guideId, String question, String words, String answer) {

    private static final int MOST_WORDS = 20;
    private static final int MOST_SYNONYMS = 10;
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_QUESTION = 60;
    private static final int LONGEST_ANSWER = 600;

    /** Tells which field is wrong, and how to mend it. */
    static final class Wrong extends Refusal {
        private final String field;

        Wrong(String field, String sentence) {
            super(HttpStatus.BAD_REQUEST, "bad-input", sentence);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** @throws Wrong if something is missing, too long or not text */
    Proposal checked() {
        if (kind == MendingKind.ALIAS || kind == MendingKind.SYNONYM) {
            int fewest = kind == MendingKind.SYNONYM ? 2 : 1;
            require(list().size() >= fewest, "words", fewest == 2 ? "同义词至少写两个，每行一个。" : "请写下居民的叫法，每行一个。");
        }
        require(list().size() <= MOST_WORDS, "words", "一次最多 20 行。");
        if (kind == MendingKind.SYNONYM) {
            require(list().size() <= MOST_SYNONYMS, "words", "一组最多 10 个词。");
            list().forEach(word ->
                    require(word.matches("[\\p{L}\\p{N}]{2,20}"), "words", "每个词应是 2 到 20 个汉字、字母或数字，中间没有空格和标点。"));
        }
        list().forEach(word -> text("words", word, 2, LONGEST_WORD, "每行 2 到 40 个字。"));
        if (kind == MendingKind.FAQ || kind == MendingKind.STANDING) {
            text("question", question.strip(), 2, LONGEST_QUESTION, "问题请写 2 到 60 个字。");
            text("answer", answer.strip(), 4, LONGEST_ANSWER, "答复请写 4 到 600 个字。");
        }
        require(!kind.inGuide() || guideId != null, "guideId", "请选一份已发布的指南。");
        return new Proposal(
                kind,
                cellId,
                kind.inGuide() ? guideId : null,
                question.strip(),
                String.join("\n", list()),
                answer.replace("\r\n", "\n").strip());
    }

    List<String> list() {
        return words.lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static void text(String field, String text, int shortest, int longest, String sentence) {
        int length = text.codePointCount(0, text.length());
        require(length >= shortest && length <= longest, field, sentence);
        require(CleanText.isClean(text), field, "有无法保存的特殊字符，请删除后再试。");
    }

    private static void require(boolean fine, String field, String sentence) {
        if (!fine) {
            throw new Wrong(field, sentence);
        }
    }
}
