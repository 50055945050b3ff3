package cn.estation.chat.miss;

import cn.estation.guide.QuestionForm;
import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts questions with their like, some seconds after they were asked, so that nobody who asks waits for it.
 *
 * <p>A question's normal form finds its group by a key; only a form that is new is compared, in memory, with one sample
 * of each group.
 */
@Service
class Grouping {

    private static final String SAMPLE = "chat_group.sample";
    private static final String FORM = "chat_form.form";
    private static final int BATCH = 200;

    /** So many commit together: enough to save waiting for the disk, few enough to hold nobody up. */
    private static final int TOGETHER = 50;

    private static final int LOADED_AT_ONCE = 2_000;
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final QuestionMapper questions;
    private final GroupMapper groups;
    private final Questions ledger;
    private final Vault vault;
    private final BlindIndex index;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;
    private final Likeness likeness = new Likeness();
    private final Set<Long> known = new HashSet<>();
    private Instant loadedTo = Instant.EPOCH;

    Grouping(
            QuestionMapper questions,
            GroupMapper groups,
            Questions ledger,
            Vault vault,
            BlindIndex index,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.questions = questions;
        this.groups = groups;
        this.ledger = ledger;
        this.vault = vault;
        this.index = index;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Groups whatever waits for it. Returns how many questions that were. */
    synchronized int group() {
        load();
        int done = 0;
        var settled = clock.instant().minus(Questions.CHOOSING);
        for (var batch = questions.ungrouped(settled, BATCH);
                !batch.isEmpty();
                batch = questions.ungrouped(settled, BATCH)) {
            for (int start = 0; start < batch.size(); start += TOGETHER) {
                var part = batch.subList(start, Math.min(start + TOGETHER, batch.size()));
                transaction.executeWithoutResult(status -> part.forEach(this::group));
                done += part.size();
            }
        }
        return done;
    }

    /** Groups that other nodes made meanwhile. Their numbers may be a little behind ours. */
    private void load() {
        var now = clock.instant();
        long after = loadedTo.equals(Instant.EPOCH) ? 0 : Ids.floor(loadedTo.minus(SKEW));
        for (var more = groups.after(after, LOADED_AT_ONCE);
                !more.isEmpty();
                more = groups.after(after, LOADED_AT_ONCE)) {
            more.stream()
                    .filter(group -> !known.contains(group.id()))
                    .forEach(group -> know(group.id(), QuestionForm.of(open(group))));
            after = more.getLast().id();
        }
        loadedTo = now;
    }

    private void know(long group, QuestionForm form) {
        known.add(group);
        likeness.add(group, form);
    }

    private String open(GroupMapper.Sample group) {
        return vault.open(group.sample(), SAMPLE, group.id());
    }

    private void group(AskedQuestion question) {
        long group = groupOf(ledger.text(question));
        if (questions.group(question.id(), group) == 0) {
            return;
        }
        var asker = questions.asker(question.person());
        long known = asker == null ? 0 : asker.id();
        count(question, group, known);
    }

    /** Somebody without a name counts as one person, and cannot wait: nobody could tell them. */
    private void count(AskedQuestion question, long group, long asker) {
        var now = clock.instant();
        var ask = groups.holdAsk(group, question.person());
        long community = ask == null ? question.communityId() : ask.communityId();
        groups.count(group, question.communityId(), 1, question.missed() ? 1 : 0, 0, question.askedAt());
        groups.count(group, community, 0, 0, ask == null ? 1 : 0, question.askedAt());
        boolean waits = question.missed() && groups.holdShare(group, community) != ShareStatus.DISMISSED;
        if (ask == null) {
            groups.addAsk(
                    ids.next(),
                    group,
                    question.person(),
                    asker,
                    community,
                    waits ? AskStatus.WAITING : AskStatus.NONE,
                    waits ? 1 : 0,
                    question.askedAt(),
                    now);
            if (waits) {
                groups.oneMoreWaits(group, community);
            }
            return;
        }
        groups.again(ask.id(), asker, question.askedAt());
        if (waits && groups.waitsAgain(ask.id(), now) == 1) {
            groups.oneMoreWaits(group, community);
        }
    }

    /** The group of a text: by its form, by its likeness, or a new one. */
    private long groupOf(String text) {
        var form = QuestionForm.of(text);
        var key = index.of(FORM, form.canonical());
        var same = groups.ofForm(key);
        if (same != null) {
            return same;
        }
        var like = likeness.nearest(form);
        long group = like.isPresent() && groups.group(like.getAsLong()) != null ? like.getAsLong() : found(text, form);
        groups.addForm(key, group);
        return group;
    }

    private long found(String text, QuestionForm form) {
        long group = ids.next();
        groups.add(group, vault.seal(text, SAMPLE, group), clock.instant());
        know(group, form);
        return group;
    }

    /** What a group is about: the first question of it. */
    String sample(long group) {
        var found = groups.group(group);
        return found == null ? "" : open(found);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {
        @Bean
        RecurringTask<Void> groupQuestions(Grouping grouping, EarlierMisses earlier) {
            return Tasks.recurring("chat-group-questions", FixedDelay.of(Duration.ofSeconds(5)))
                    .execute((instance, context) -> {
                        earlier.carry();
                        grouping.group();
                    });
        }
    }
}
