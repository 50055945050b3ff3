package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners wait in line for the database. */
@EstationTest
class ListeningTests {

    private final ThreadPoolTaskExecutor listeners;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    @Autowired
    ListeningTests(
            @Qualifier(AsyncAnnotationBeanPostProcessor.DEFAULT_TASK_EXECUTOR_BEAN_NAME) ThreadPoolTaskExecutor listeners,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.listeners = listeners;
        this.transaction = transaction;
        this.database = database;
    }

    @Test
    void manyEventsAtOnceAllFindAConnection() {
        var work = IntStream.range(0, 400)
                .mapToObj(n ->
                        CompletableFuture.runAsync(() -> transaction.executeWithoutResult(on -> slow()), listeners))
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(work)).succeedsWithin(Duration.ofSeconds(60));
    }

    /** 400 of these at once would keep a pool of eight busy for longer than anybody waits for a connection. */
    private void slow() {
        database.sql("SELECT SLEEP(0.05)").query(Integer.class).single();
    }
}
