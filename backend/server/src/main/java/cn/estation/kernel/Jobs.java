package cn.estation.kernel;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Background jobs with progress: a row tells anybody on any node how far the work is and how it ended. */
@Service
public class Jobs {

    /**
     * A job as people see it.
     *
     * @param status RUNNING, DONE or FAILED
     * @param sentence what came of it, once it ended
     */
    public record Job(
            long id,
            String kind,
            String status,
            int total,
            int done,
            @Nullable String sentence,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        /** 0 to 100. */
        public int percent() {
            return total == 0 ? 0 : (int) (100L * Math.min(done, total) / total);
        }
    }

    private final JobMapper jobs;
    private final Ids ids;
    private final Clock clock;
    private final ObjectProvider<Scheduling> scheduling;
    private final ObjectProvider<OneTimeTask<String>> task;

    Jobs(
            JobMapper jobs,
            Ids ids,
            Clock clock,
            ObjectProvider<Scheduling> scheduling,
            ObjectProvider<OneTimeTask<String>> task) {
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
        this.scheduling = scheduling;
        this.task = task;
    }

    /** Starts a job of this kind and returns its id. */
    public long start(String kind, Actor startedBy) {
        long id = ids.next();
        jobs.insert(id, kind, startedBy.actorKey(), clock.instant());
        scheduling
                .getObject()
                .client()
                .scheduleIfNotExists(task.getObject().instance(Long.toString(id), kind), clock.instant());
        return id;
    }

    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.find(id));
    }

    /** The latest jobs of a kind, newest first. */
    public List<Job> latest(String kind, int most) {
        return jobs.latest(kind, most);
    }

    @Configuration(proxyBeanMethods = false)
    static class Runner {

        private static final Logger log = LoggerFactory.getLogger(Jobs.class);

        @Bean
        OneTimeTask<String> backgroundJob(List<BackgroundJob> kinds, JobMapper jobs, Clock clock) {
            var byKind = kinds.stream().collect(Collectors.toMap(BackgroundJob::kind, kind -> kind));
            return Tasks.oneTime("kernel-job", String.class).execute((instance, context) -> {
                long id = Long.parseLong(instance.getId());
                var job = byKind.get(instance.getData());
                if (job == null) {
                    jobs.finish(id, "FAILED", "没有这种任务。", clock.instant());
                    return;
                }
                try {
                    job.run(new Steps(id, jobs));
                    jobs.finish(id, "DONE", "已完成。", clock.instant());
                } catch (RuntimeException failure) {
                    log.error("background job {} of kind {} failed", id, instance.getData(), failure);
                    jobs.finish(id, "FAILED", "没有做完，请重试；仍不行请联系管理员。", clock.instant());
                }
            });
        }
    }

    private record Steps(long id, JobMapper jobs) implements BackgroundJob.Progress {
        @Override
        public void total(int steps) {
            jobs.total(id, steps);
        }

        @Override
        public void done(int steps) {
            jobs.progress(id, steps);
        }
    }
}
