package cn.estation.chat.miss;

import cn.estation.chat.scene.Places;
import cn.estation.chat.talk.Persons;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.QuestionLog;
import cn.estation.chat.talk.Reply;
import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import cn.estation.wechat.IncomingMessage.Kind;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger of questions, without numbers that belong to a person. Their very words are kept with the talk, for less long. */
@Component
public class Questions implements QuestionLog {

    /** How long a list of choices is remembered. */
    static final Duration CHOOSING = Duration.ofMinutes(10);

    private static final Pattern CHOICE = Pattern.compile("第?[1-3一二三][个条.、]?");
    private static final Pattern REST = Pattern.compile("全文|完整指南|查看完整指南|详细|详情|流程|办理流程|步骤|还有呢");
    private static final String A_COMPLAINT = "（投诉建议，内容见投诉建议）";

    private final QuestionMapper questions;
    private final Persons persons;
    private final Places places;
    private final Vault vault;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Questions(
            QuestionMapper questions,
            Persons persons,
            Places places,
            Vault vault,
            BlindIndex index,
            Ids ids,
            Clock clock) {
        this.questions = questions;
        this.persons = persons;
        this.places = places;
        this.vault = vault;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    /** What answered a question, pinned to its version. */
    record Answered(
            Outcome outcome,
            @Nullable Long guideId,
            @Nullable Long versionId,
            @Nullable Long standingId) {

        static Answered of(Question question, Reply reply) {
            var source = reply.source();
            return new Answered(
                    outcome(question, reply),
                    source == null ? null : source.guideId(),
                    source == null ? null : source.versionId(),
                    null);
        }

        private static Outcome outcome(Question question, Reply reply) {
            if (reply.kind() != Reply.Kind.GUIDE) {
                return Outcome.named(reply.kind().name());
            }
            if (question.key().startsWith("whole-")
                    || REST.matcher(question.text()).matches()) {
                return Outcome.MORE;
            }
            boolean chosen = question.key().startsWith("guide-")
                    || CHOICE.matcher(question.text()).matches();
            return chosen ? Outcome.CHOSEN : Outcome.GUIDE;
        }
    }

    @Override
    public long record(Question question, Reply reply) {
        if (reply.kind() == Reply.Kind.STANDING) {
            // Kept by whoever gave it: only they know which version it was.
            return 0;
        }
        return record(question, Answered.of(question, reply));
    }

    /** The same for a standing answer, pinned to its version. */
    public long record(Question question, long standingId) {
        return record(question, new Answered(Outcome.STANDING, null, null, standingId));
    }

    private long record(Question question, Answered answered) {
        boolean inWords = question.kind() == Kind.TEXT || question.kind() == Kind.VOICE;
        if (!inWords || question.text().isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        var place = places.of(question.person());
        long community = places.communityOf(question.residentId(), place);
        met(question, community, now);
        var guide = answered.guideId();
        if (guide != null && (answered.outcome() == Outcome.CHOSEN || answered.outcome() == Outcome.MORE)) {
            questions.chosen(whom(question), guide, now.minus(CHOOSING), now);
        }
        long id = ids.next();
        boolean complaint = answered.outcome() == Outcome.FEEDBACK;
        var text = complaint ? A_COMPLAINT : question.text();
        questions.add(row(
                id,
                Channel.of(question.app()),
                whom(question),
                question.person(),
                community,
                place == null ? null : place.cellId(),
                text,
                answered,
                now));
        return id;
    }

    /** Keeps a search of the mini-program's, and that a resident who searches can be told. */
    void record(
            long id,
            String person,
            @Nullable Long resident,
            long community,
            String text,
            Answered answered,
            Instant at) {
        if (resident != null) {
            var known = questions.asker(person);
            long asker = known == null ? ids.next() : known.id();
            questions.met(new Asker(asker, person, WechatApp.MINI_PROGRAM, null, null, resident, community, at, null));
        }
        questions.add(row(id, Channel.SEARCH, person, person, community, null, text, answered, at));
    }

    private AskedQuestion row(
            long id,
            Channel channel,
            String person,
            String conversation,
            long community,
            @Nullable Long cell,
            String text,
            Answered answered,
            Instant at) {
        return new AskedQuestion(
                id,
                channel,
                person,
                conversation,
                community,
                cell,
                vault.seal(text, AskedQuestion.QUESTION, id),
                index(text),
                answered.outcome(),
                answered.guideId(),
                answered.versionId(),
                answered.standingId(),
                null,
                null,
                answered.outcome().searched() ? 0L : null,
                at);
    }

    private void met(Question question, long community, Instant now) {
        var resident = question.residentId();
        if (resident == null && question.openid() == null) {
            return;
        }
        var whom = whom(question);
        var known = questions.asker(whom);
        long id = known == null ? ids.next() : known.id();
        boolean followed = question.app() == WechatApp.OFFICIAL_ACCOUNT;
        Sealed openid = question.openid() == null || !followed ? null : vault.seal(question.openid(), Asker.OPENID, id);
        questions.met(new Asker(
                id,
                whom,
                question.app(),
                openid,
                openid == null ? null : question.person(),
                resident,
                community,
                now,
                followed ? now : null));
    }

    /** A resident is the same person in both channels. */
    public String whom(Question question) {
        return question.residentId() == null ? question.person() : persons.of(question.residentId());
    }

    /** The community of whoever asks: the one they chose, otherwise where they scanned a code; 0 if neither. */
    public long community(Question question) {
        return places.communityOf(question);
    }

    /** By which the same words are found again. */
    String index(String text) {
        return index.of(AskedQuestion.QUESTION, text);
    }

    /** What was asked, without numbers that belong to a person. */
    public String text(AskedQuestion question) {
        return vault.open(question.question(), AskedQuestion.QUESTION, question.id());
    }
}
