package cn.estation.guide.life;

import cn.estation.guide.life.LifeEvents.Checklist;
import cn.estation.guide.life.LifeEvents.Line;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Checklists for the mini-program. Open to everybody. */
@RestController
class LifeController {

    private final LifeEvents events;
    private final String baseUrl;

    LifeController(LifeEvents events, @Value("${estation.base-url}") String baseUrl) {
        this.events = events;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/api/v1/life-events")
    Events all() {
        return new Events(events.shown().stream().map(Event::of).toList());
    }

    /** What has to be done, in order. */
    @GetMapping("/api/v1/life-events/{id}")
    Detail one(@PathVariable Id id) {
        return events.find(id.value()).map(this::detail).orElseThrow(NotFound::new);
    }

    private Detail detail(Checklist list) {
        return new Detail(
                Id.of(list.event().id()),
                list.event().title(),
                list.event().summary(),
                list.lines().stream().map(Guide::of).toList(),
                baseUrl + "/life-events/" + list.event().id());
    }

    record Events(List<Event> items) {}

    record Event(Id eventId, String title, String summary) {
        static Event of(LifeEvent event) {
            return new Event(Id.of(event.id()), event.title(), event.summary());
        }
    }

    /** @param url of the page for printing and passing on */
    record Detail(Id eventId, String title, String summary, List<Guide> guides, String url) {}

    /** @param phrase why and when, in a few words */
    record Guide(Id guideId, Id versionId, int version, String title, String summary, String phrase) {
        static Guide of(Line line) {
            return new Guide(
                    Id.of(line.guide().itemId()),
                    Id.of(line.guide().id()),
                    line.guide().number(),
                    line.guide().title(),
                    line.guide().summary(),
                    line.phrase());
        }
    }
}
