package cn.estation.chat.miss;

import cn.estation.chat.talk.Question;
import cn.estation.privacy.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Those who asked: how to reach them, and what they asked. */
@Component
public class Askers {

    /** @param communityId 0 if it is not known */
    public record Asked(String text, long communityId) {}

    private final QuestionMapper questions;
    private final Questions ledger;
    private final Vault vault;

    Askers(QuestionMapper questions, Questions ledger, Vault vault) {
        this.questions = questions;
        this.ledger = ledger;
        this.vault = vault;
    }

    public @Nullable Asker find(long id) {
        return questions.askerOf(id);
    }

    /** Where the account writes to. */
    public String openid(Asker asker) {
        if (asker.openid() == null) {
            throw new IllegalArgumentException("never wrote to the account");
        }
        return vault.open(asker.openid(), Asker.OPENID, asker.id());
    }

    /** How the ledger knows whoever says this. */
    public String whom(Question question) {
        return ledger.whom(question);
    }

    /** The last words with which somebody asked something of a group; empty once they are forgotten. */
    public Asked lastQuestion(long group, String person) {
        var last = questions.last(group, person);
        return last == null ? new Asked("", 0) : new Asked(ledger.text(last), last.communityId());
    }
}
