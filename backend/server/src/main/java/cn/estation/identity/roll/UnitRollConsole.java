package cn.estation.identity.roll;

import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.kernel.BackgroundJob;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What imports of lists need around them: the entry in the console, the job, and the clean-up. */
@Configuration(proxyBeanMethods = false)
class UnitRollConsole {

    static final String JOB = "unit-roll-import";

    @Bean
    ConsolePage rollsPage() {
        return new ConsolePage("单位名单导入", UnitRollPages.HOME, Permission.CONFIRM_MEMBERS, 452);
    }

    /** Takes in what waits, the longest first, until nothing does. */
    @Bean
    BackgroundJob rollImportJob(RollImports imports, UnitRollMapper rolls) {
        return new BackgroundJob() {
            @Override
            public String kind() {
                return JOB;
            }

            @Override
            public void run(Progress progress) {
                for (var run = rolls.nextQueued(); run != null; run = rolls.nextQueued()) {
                    imports.takeIn(run, progress);
                }
            }
        };
    }

    @Bean
    RecurringTask<Void> forgetOldRolls(RollImports imports) {
        return Tasks.recurring("identity-forget-old-rolls", FixedDelay.ofHours(6))
                .execute((instance, context) -> imports.forgetOld());
    }
}
