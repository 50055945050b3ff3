package cn.estation.guide.life;

import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Versions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The checklists as residents see them: guides that are not published now are left out. */
@Service
class LifeEvents {

    private final LifeMapper events;
    private final Versions versions;

    LifeEvents(LifeMapper events, Versions versions) {
        this.events = events;
        this.versions = versions;
    }

    /** A line of a checklist with the guide as it is published now. */
    record Line(GuideVersion guide, String phrase) {}

    record Checklist(LifeEvent event, List<Line> lines) {}

    List<LifeEvent> shown() {
        return events.shown();
    }

    /** Empty if there is none, or it is not for residents. */
    Optional<Checklist> find(long id) {
        return Optional.ofNullable(events.selectById(id))
                .filter(LifeEvent::shown)
                .map(event -> new Checklist(event, lines(id)));
    }

    private List<Line> lines(long eventId) {
        var steps = events.steps(eventId);
        var published = versions
                .publishedOf(steps.stream().map(LifeMapper.Step::itemId).toList())
                .stream()
                .collect(Collectors.toMap(GuideVersion::itemId, version -> version));
        return steps.stream()
                .flatMap(step -> Optional.ofNullable(published.get(step.itemId())).stream()
                        .map(version -> new Line(version, step.phrase())))
                .toList();
    }
}
