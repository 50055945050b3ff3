package cn.estation.chat.miss;

import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries misses of the first release into the ledger. They are sealed for their old place, so SQL alone cannot. */
@Component
class EarlierMisses {

    private static final String QUESTION = "chat_miss.question";
    private static final int BATCH = 200;

    record Miss(
            long id,
            WechatApp app,
            @Nullable Long communityId,
            String person,
            Sealed question,
            String reason,
            Instant askedAt) {}

    @Mapper
    interface Old {

        @Select("SELECT * FROM chat_miss ORDER BY id LIMIT #{most}")
        List<Miss> first(int most);

        @Delete("DELETE FROM chat_miss WHERE id = #{id}")
        int take(long id);
    }

    private final Old old;
    private final QuestionMapper questions;
    private final Vault vault;
    private final BlindIndex index;
    private final Ids ids;
    private final TransactionTemplate transaction;

    EarlierMisses(
            Old old,
            QuestionMapper questions,
            Vault vault,
            BlindIndex index,
            Ids ids,
            TransactionTemplate transaction) {
        this.old = old;
        this.questions = questions;
        this.vault = vault;
        this.index = index;
        this.ids = ids;
        this.transaction = transaction;
    }

    /** Each is carried once: whoever takes the row away adds the new one. */
    void carry() {
        for (var batch = old.first(BATCH); !batch.isEmpty(); batch = old.first(BATCH)) {
            batch.forEach(miss -> transaction.executeWithoutResult(status -> {
                if (old.take(miss.id()) == 1) {
                    questions.add(row(miss));
                }
            }));
        }
    }

    private AskedQuestion row(Miss miss) {
        long id = ids.next();
        var text = vault.open(miss.question(), QUESTION, miss.id());
        return new AskedQuestion(
                id,
                Channel.of(miss.app()),
                miss.person(),
                miss.person(),
                miss.communityId() == null ? 0 : miss.communityId(),
                null,
                vault.seal(text, AskedQuestion.QUESTION, id),
                index.of(AskedQuestion.QUESTION, text),
                miss.reason().equals("NOTHING") ? Outcome.MISS : Outcome.CHOICES,
                null,
                null,
                null,
                null,
                null,
                0L,
                miss.askedAt());
    }
}
