package cn.estation.chat.miss;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens what was asked, for those who may read it: without numbers that belong to a person. */
@Component
public class Wordings {

    private final QuestionMapper questions;
    private final Questions ledger;
    private final Grouping grouping;

    Wordings(QuestionMapper questions, Questions ledger, Grouping grouping) {
        this.questions = questions;
        this.ledger = ledger;
        this.grouping = grouping;
    }

    /** What a group is about; empty if there is none. */
    public String sample(long group) {
        return grouping.sample(group);
    }

    /** The texts of questions, by id. */
    public Map<Long, String> texts(Collection<Long> ids) {
        var texts = new HashMap<Long, String>();
        if (!ids.isEmpty()) {
            questions.all(ids).forEach(question -> texts.put(question.id(), ledger.text(question)));
        }
        return texts;
    }
}
