package cn.estation.guide.exchange;

import cn.estation.grid.Grid;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.kernel.BackgroundJob;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What imports need around them: the entry in the console, the job, and the clean-up. */
@Configuration(proxyBeanMethods = false)
class ImportConsole {

    static final String JOB = "guide-import";

    @Bean
    ConsolePage importsEntry() {
        return new ConsolePage("指南导入导出", "/console/guide-imports", Permission.EDIT_GUIDES, 130);
    }

    /** Takes in what waits, the longest first, until nothing does: two at work on one import take turns row by row. */
    @Bean
    BackgroundJob guideImportJob(Imports imports, ImportMapper rows, Grid grid) {
        return new BackgroundJob() {
            @Override
            public String kind() {
                return JOB;
            }

            @Override
            public void run(Progress progress) {
                for (var run = rows.nextQueued(); run != null; run = rows.nextQueued()) {
                    imports.takeIn(run, within(grid, run.cellId()), progress);
                }
            }
        };
    }

    @Bean
    RecurringTask<Void> forgetAbandonedImports(Imports imports) {
        return Tasks.recurring("guide-forget-abandoned-imports", FixedDelay.ofHours(6))
                .execute((instance, context) -> imports.forgetAbandoned());
    }

    /** The cell of an import and all offices below it: items elsewhere are left alone. */
    static Set<Long> within(Grid grid, long cellId) {
        var cells = new HashSet<Long>();
        cells.add(cellId);
        grid.officesBelow(grid.cell(cellId)).forEach(cell -> cells.add(cell.id()));
        return cells;
    }
}
