package cn.estation.chat.miss;

import cn.estation.chat.talk.Question;
import cn.estation.identity.Residents;
import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what the bot could not answer, so that staff can. */
@Component
public class Misses {

    public enum Reason {
        NOTHING,
        UNSURE
    }

    private static final String QUESTION = "chat_miss.question";

    private final MissMapper misses;
    private final Residents residents;
    private final Vault vault;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Misses(MissMapper misses, Residents residents, Vault vault, BlindIndex index, Ids ids, Clock clock) {
        this.misses = misses;
        this.residents = residents;
        this.vault = vault;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    public void record(Question question, Reason reason) {
        long id = ids.next();
        misses.add(new MissMapper.Miss(
                id,
                question.app(),
                community(question.residentId()),
                question.person(),
                vault.seal(question.text(), QUESTION, id),
                index.of(QUESTION, question.text()),
                reason,
                clock.instant()));
    }

    private @Nullable Long community(@Nullable Long residentId) {
        return residentId == null ? null : residents.communityOf(residentId).orElse(null);
    }
}
