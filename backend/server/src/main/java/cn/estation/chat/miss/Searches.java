package cn.estation.chat.miss;

import cn.estation.chat.talk.Persons;
import cn.estation.chat.talk.Redaction;
import cn.estation.guide.GuideHit;
import cn.estation.guide.SearchLog;
import cn.estation.identity.Residents;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Searches of the mini-program, on their way into the ledger. They are written together a moment later, so that nobody who
 * searches waits for it; in a flood some are counted only, and a node that is killed loses the last moment's.
 */
@Component
class Searches implements SearchLog, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Searches.class);
    private static final int ROOM = 5_000;
    private static final int BATCH = 200;
    private static final long PAUSE_MILLIS = 200;

    private record Search(
            long id, String text, @Nullable Long residentId, String person, List<GuideHit> hits, Instant at) {}

    private final Questions questions;
    private final Persons persons;
    private final Residents residents;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;
    private final BlockingQueue<Search> waiting = new ArrayBlockingQueue<>(ROOM);
    private volatile @Nullable ScheduledExecutorService writer;

    Searches(
            Questions questions,
            Persons persons,
            Residents residents,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.questions = questions;
        this.persons = persons;
        this.residents = residents;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public long searched(String text, @Nullable Long residentId, String address, List<GuideHit> hits) {
        long id = ids.next();
        var person = residentId == null ? persons.ofAddress(address) : persons.of(residentId);
        if (!waiting.offer(new Search(id, text, residentId, person, List.copyOf(hits), clock.instant()))) {
            log.warn("more searches than can be written down, some are not");
        }
        return id;
    }

    /** Writes what waits. */
    synchronized void write() {
        var batch = new ArrayList<Search>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            transaction.executeWithoutResult(status -> batch.forEach(this::keep));
            batch.clear();
        }
    }

    private void keep(Search search) {
        var text = Redaction.redacted(Redaction.normalized(search.text()));
        if (text.isEmpty()) {
            return;
        }
        var resident = search.residentId();
        long community = resident == null ? 0 : residents.communityOf(resident).orElse(0L);
        questions.record(search.id(), search.person(), resident, community, text, answered(search.hits()), search.at());
    }

    /** Sure of one guide, several to choose from, or none. */
    private static Questions.Answered answered(List<GuideHit> hits) {
        if (hits.isEmpty() || !hits.getFirst().likely()) {
            return new Questions.Answered(Outcome.MISS, null, null, null);
        }
        var first = hits.getFirst();
        return first.confident()
                ? new Questions.Answered(Outcome.GUIDE, first.guideId(), first.versionId(), null)
                : new Questions.Answered(Outcome.CHOICES, null, null, null);
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("search-log").daemon().factory());
        writer = executor;
        executor.scheduleWithFixedDelay(this::writeSafely, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void writeSafely() {
        try {
            write();
        } catch (RuntimeException away) {
            log.warn("searches could not be written down: {}", away.toString());
        }
    }

    @Override
    public void stop() {
        var executor = writer;
        if (executor != null) {
            executor.shutdown();
            writer = null;
            writeSafely();
        }
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }
}
