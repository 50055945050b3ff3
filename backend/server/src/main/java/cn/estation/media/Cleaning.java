package cn.estation.media;

import cn.estation.identity.ResidentForgotten;
import cn.estation.media.store.Store;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes pictures of residents who are forgotten, those that nothing uses, refused ones nobody objected to, and files that
 * belong to no picture.
 */
@Service
class Cleaning {

    private static final Logger log = LoggerFactory.getLogger(Cleaning.class);
    private static final int BATCH = 100;

    /** Longer than any upload takes, and than anybody needs to notice a wrong folder. */
    private static final Duration ORPHAN_AGE = Duration.ofDays(1);

    /** More files without a picture than this, and the database is not the one that belongs to the folder. */
    private static final int SUSPICIOUS = 200;

    private final UploadMapper uploads;
    private final Uploads pictures;
    private final Store store;
    private final MediaSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cleaning(
            UploadMapper uploads,
            Uploads pictures,
            Store store,
            MediaSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.uploads = uploads;
        this.pictures = pictures;
        this.store = store;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        pictures.forget(event.residentId());
    }

    void clean() {
        deleteStale();
        deleteOrphans();
    }

    private void deleteStale() {
        var now = clock.instant();
        var unusedSince = now.minus(settings.unusedKept());
        var refusedSince = now.minus(settings.refusedKept());
        int deleted;
        do {
            deleted = 0;
            for (long id : uploads.stale(unusedSince, refusedSince, BATCH)) {
                var gone = transaction.execute(status -> pictures.deleteStale(id, unusedSince, refusedSince));
                deleted += Boolean.TRUE.equals(gone) ? 1 : 0;
            }
        } while (deleted == BATCH);
    }

    private void deleteOrphans() {
        var orphans = new ArrayList<String>();
        var batch = new ArrayList<String>();
        store.eachBefore(clock.instant().minus(ORPHAN_AGE), location -> {
            batch.add(location);
            if (batch.size() == BATCH) {
                orphans.addAll(unknown(batch));
                batch.clear();
            }
        });
        orphans.addAll(unknown(batch));
        if (orphans.size() > SUSPICIOUS) {
            log.error(
                    "{} files of the picture folder belong to no picture: is it this database's folder? None deleted",
                    orphans.size());
            return;
        }
        orphans.forEach(store::delete);
    }

    private List<String> unknown(List<String> locations) {
        if (locations.isEmpty()) {
            return List.of();
        }
        var known = new HashSet<>(uploads.known(locations));
        return locations.stream().filter(location -> !known.contains(location)).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MediaSettings.class)
    static class Timer {

        @Bean
        RecurringTask<Void> cleanPictures(Cleaning cleaning) {
            return Tasks.recurring("media-clean", FixedDelay.ofHours(1))
                    .execute((instance, context) -> cleaning.clean());
        }
    }
}
