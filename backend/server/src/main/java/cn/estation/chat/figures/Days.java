package cn.estation.chat.figures;

import cn.estation.guide.Popularity;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds questions up by day, so that figures need no look at questions. Today and yesterday are added up again and again. */
@Service
class Days implements Popularity {

    private static final int RECENT_DAYS = 30;

    private final DayMapper days;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Days(DayMapper days, TransactionTemplate transaction, Clock clock) {
        this.days = days;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Adds up every day since the last one that was. */
    void addUp() {
        var today = today();
        var last = days.last();
        var first = last == null ? first(today) : last.minusDays(1);
        var from = first.isAfter(today.minusDays(1)) ? today.minusDays(1) : first;
        for (var day = from; !day.isAfter(today); day = day.plusDays(1)) {
            addUp(day);
        }
    }

    private LocalDate first(LocalDate today) {
        var first = days.first();
        return first == null ? today : LocalDate.ofInstant(first, Time.CHINA);
    }

    private void addUp(LocalDate day) {
        var from = day.atStartOfDay(Time.CHINA).toInstant();
        var to = day.plusDays(1).atStartOfDay(Time.CHINA).toInstant();
        transaction.executeWithoutResult(status -> {
            days.addUp(day, from, to);
            days.addUpGroups(day, from, to);
            days.addUpGuides(day, from, to);
        });
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    @Override
    public Map<Long, Integer> recentAsks() {
        var asks = new HashMap<Long, Integer>();
        days.guides(today().minusDays(RECENT_DAYS)).forEach(guide -> asks.put(guide.guideId(), (int) guide.asked()));
        return asks;
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {
        @Bean
        RecurringTask<Void> addUpQuestions(Days days) {
            return Tasks.recurring("chat-add-up-questions", FixedDelay.ofMinutes(1))
                    .execute((instance, context) -> days.addUp());
        }
    }
}
