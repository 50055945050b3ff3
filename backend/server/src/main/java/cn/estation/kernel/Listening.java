package cn.estation.kernel;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Where listeners run after a commit. Each holds a database connection, so half of them may be at work at once and the other
 * half is left to people; thousands of events at once, as after an import, wait in line instead of failing. A thread of its
 * own for each, as Spring Boot has it with virtual threads, would let all of them ask for a connection in the same second.
 */
@Configuration
class Listening {

    /** Under both names: Spring Boot looks for the first, {@code @Async} for the second. */
    @Bean({"applicationTaskExecutor", "taskExecutor"})
    ThreadPoolTaskExecutor applicationTaskExecutor(
            ThreadPoolTaskExecutorBuilder builder,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
        int listeners = Math.max(1, connections / 2);
        return builder.corePoolSize(listeners)
                .maxPoolSize(listeners)
                .queueCapacity(Integer.MAX_VALUE)
                .allowCoreThreadTimeOut(true)
                .threadNamePrefix("listener-")
                .build();
    }
}
