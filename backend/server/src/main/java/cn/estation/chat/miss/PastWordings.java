package cn.estation.chat.miss;

import cn.estation.guide.PastQuestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was asked before, one of each wording, opened in memory for those who ask it again. */
@Component
public class PastWordings implements PastQuestions {

    private static final int AT_ONCE = 1_000;

    /**
     * @param communityId of whoever asked it last; 0 if it is not known
     * @param answeredWith a guide it was answered with
     */
    public record Wording(
            String text,
            long communityId,
            int times,
            @Nullable Long answeredWith) {}

    private final QuestionMapper questions;
    private final Questions ledger;

    PastWordings(QuestionMapper questions, Questions ledger) {
        this.questions = questions;
        this.ledger = ledger;
    }

    /** Wordings asked since a moment, most often first. */
    public List<Wording> wordings(Instant from, int most) {
        var found = questions.wordingsSince(from, most);
        var all = new ArrayList<Wording>(found.size());
        for (int start = 0; start < found.size(); start += AT_ONCE) {
            all.addAll(opened(found.subList(start, Math.min(start + AT_ONCE, found.size()))));
        }
        return all;
    }

    private List<Wording> opened(List<QuestionMapper.Wording> part) {
        var rows = questions.all(part.stream().map(QuestionMapper.Wording::id).toList()).stream()
                .collect(Collectors.toMap(AskedQuestion::id, row -> row));
        return part.stream()
                .flatMap(wording ->
                        Optional.ofNullable(rows.get(wording.id())).map(row -> opened(wording, row)).stream())
                .toList();
    }

    private Wording opened(QuestionMapper.Wording wording, AskedQuestion row) {
        return new Wording(ledger.text(row), row.communityId(), wording.times(), wording.guideId());
    }

    @Override
    public List<Asked> since(Instant from, int most) {
        return wordings(from, most).stream()
                .map(wording -> new Asked(
                        wording.text(),
                        wording.times(),
                        wording.answeredWith(),
                        wording.communityId() == 0 ? null : wording.communityId()))
                .toList();
    }
}
