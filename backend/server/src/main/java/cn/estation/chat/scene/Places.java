package cn.estation.chat.scene;

import cn.estation.chat.talk.Persons;
import cn.estation.chat.talk.Question;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Residents;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Where those stand who scanned a code, for as long as they may still be there. */
@Component
public class Places {

    private static final Duration MEMORY = Duration.ofHours(4);

    /**
     * @param cellId the building, the micro-grid, or what the service point belongs to
     * @param pointId the service point, for one of its codes
     */
    public record Place(String scene, long cellId, @Nullable Long pointId) {}

    private final ScanMapper places;
    private final Persons persons;
    private final Residents residents;
    private final Grid grid;
    private final Clock clock;

    Places(ScanMapper places, Persons persons, Residents residents, Grid grid, Clock clock) {
        this.places = places;
        this.persons = persons;
        this.residents = residents;
        this.grid = grid;
        this.clock = clock;
    }

    void remember(String person, Place place) {
        var now = clock.instant();
        places.remember(person, place, now, now.plus(MEMORY));
    }

    /** Where this person stands, as far as we know. */
    public @Nullable Place of(String person) {
        return places.find(person, clock.instant());
    }

    /** The community of whoever asks: the one they chose, otherwise where they scanned a code; 0 if neither is known. */
    public long communityOf(Question question) {
        return communityOf(question.residentId(), of(question.person()));
    }

    /** The same for somebody who stands at a place. */
    public long communityOf(@Nullable Long residentId, @Nullable Place place) {
        var chosen =
                residentId == null ? null : residents.communityOf(residentId).orElse(null);
        if (chosen != null) {
            return chosen;
        }
        return place == null ? 0 : communityOf(place);
    }

    /**
     * Where a scanned code puts somebody who is to be sent to a counter; null if their home is known, if the place is above
     * all communities, or in another one than theirs: a visit elsewhere does not change where they belong.
     */
    public @Nullable Long cellOf(Question question) {
        var place = of(question.person());
        if (place == null) {
            return null;
        }
        var resident = question.residentId();
        if (resident != null && residents.home(resident).isPresent()) {
            return null;
        }
        long around = communityOf(place);
        return around != 0 && around == communityOf(resident, place) ? place.cellId() : null;
    }

    /** The community around a place; 0 for one above all communities. */
    private long communityOf(Place place) {
        return grid.find(place.cellId())
                .flatMap(grid::communityOf)
                .map(GridCell::id)
                .orElse(0L);
    }

    @ApplicationModuleListener
    void on(AuthorizationCancelled event) {
        places.forget(persons.of(event.app(), event.openid()));
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        places.forget(persons.of(event.residentId()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {
        @Bean
        RecurringTask<Void> forgetPlaces(ScanMapper places, Clock clock) {
            return Tasks.recurring("chat-forget-places", FixedDelay.ofHours(1)).execute((instance, context) -> {
                while (places.forgetExpired(clock.instant()) > 0) {
                    // Small bites.
                }
            });
        }
    }
}
