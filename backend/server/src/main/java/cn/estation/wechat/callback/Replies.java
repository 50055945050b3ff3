package cn.estation.wechat.callback;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Answers messages beside the callback: what is ready in time goes back with it, what is late goes as a customer-service
 * message. A few at a time, because each holds a database connection; what does not find room waits for the timer.
 */
@Service
class Replies implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Replies.class);
    private static final int AT_A_TIME = 4;
    private static final int WAITING = 500;

    private final Answering answering;
    private final Sending sending;
    private final Semaphore room = new Semaphore(WAITING);
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Replies(Answering answering, Sending sending) {
        this.answering = answering;
        this.sending = sending;
    }

    /** The answer if it comes in time. If it does not, it is sent when it comes. */
    Optional<String> within(long id, Duration patience) {
        if (!room.tryAcquire()) {
            log.warn("{} messages wait for an answer already, the timer will take message {}", WAITING, id);
            return Optional.empty();
        }
        var answer = CompletableFuture.supplyAsync(() -> inTurn(id), threads);
        answer.whenComplete((done, failed) -> room.release());
        try {
            return answer.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.thenAcceptAsync(found -> found.ifPresent(text -> sending.send(id)), threads);
            return Optional.empty();
        } catch (ExecutionException failed) {
            log.error("no answer to WeChat message {}, the timer will try again", id, failed.getCause());
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Sends an answer without making anybody wait. */
    void sendLater(long id) {
        threads.execute(() -> sending.send(id));
    }

    /** Answers a message that was left behind, and sends it. */
    void late(long id) {
        if (inTurn(id).isPresent()) {
            sending.send(id);
        }
    }

    private Optional<String> inTurn(long id) {
        turns.acquireUninterruptibly();
        try {
            return answering.answer(id);
        } finally {
            turns.release();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
