package cn.estation.appointment.queue;

import cn.estation.appointment.hall.Desks;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Ends what a day left: desks nobody closed, and numbers nobody came to. Who was there and left unserved is not counted as
 * absent. Each in a transaction of its own; running twice changes nothing more.
 */
@Service
public class EndOfDay {

    private static final Logger log = LoggerFactory.getLogger(EndOfDay.class);
    private static final Actor TIMER = () -> "system:appointment-queue";
    private static final int BATCH = 500;

    /** After so many days nobody asks any more who had a number. */
    private static final int NAMES_KEPT = 30;

    private static final int CATCH_UP = 30;

    private final EntryMapper rows;
    private final Entries entries;
    private final Ending ending;
    private final Desks desks;
    private final Turns turns;

    EndOfDay(EntryMapper rows, Entries entries, Ending ending, Desks desks, Turns turns) {
        this.rows = rows;
        this.entries = entries;
        this.ending = ending;
        this.desks = desks;
        this.turns = turns;
    }

    /** Ends the days before today, and forgets who took numbers a month ago. */
    public void end() {
        var last = entries.today().minusDays(NAMES_KEPT);
        rows.forgetNames(last.minusDays(CATCH_UP), last);
        each(desks.forgotten(BATCH), desk -> desks.closeForgotten(TIMER, desk));
        each(rows.ofDaysBefore(entries.today(), BATCH), entry -> ending.leaveIfOpen(TIMER, entry, why(entry)));
    }

    private String why(long entryId) {
        return switch (entries.find(entryId).orElseThrow().status()) {
            case PASSED -> "叫号没有来";
            case SERVING, ON_HOLD -> "到下班没有记下结果";
            default -> "到下班还没有叫到";
        };
    }

    private void each(List<Long> some, LongPredicate end) {
        for (long id : some) {
            try {
                turns.take(TIMER, () -> end.test(id));
            } catch (RuntimeException failure) {
                log.error("{} of a day before does not end", id, failure);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> endQueueDays(EndOfDay days) {
            return Tasks.recurring("appointment-end-queue-days", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((instance, context) -> days.end());
        }
    }
}
