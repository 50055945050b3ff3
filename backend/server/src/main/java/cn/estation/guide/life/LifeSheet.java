package cn.estation.guide.life;

import cn.estation.guide.Phones;
import cn.estation.guide.life.LifeEvents.Line;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.QrImage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The checklist as a page anybody may open, pass on and print. */
@Controller
class LifeSheet {

    private final LifeEvents events;
    private final Versions versions;
    private final String baseUrl;

    LifeSheet(LifeEvents events, Versions versions, @Value("${estation.base-url}") String baseUrl) {
        this.events = events;
        this.versions = versions;
        this.baseUrl = baseUrl;
    }

    /** One thing to do, with what one needs to know before going into it. */
    public record Thing(String title, String phrase, String summary, String place, List<Phones.Phone> phones) {}

    @GetMapping("/life-events/{id}")
    String sheet(@PathVariable String id, Model model, HttpServletResponse response) {
        var list = id.matches("[1-9][0-9]{0,18}")
                ? events.find(parse(id))
                : java.util.Optional.<LifeEvents.Checklist>empty();
        if (list.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("what", "这份清单");
            return "guide/not-here";
        }
        model.addAttribute("event", list.get().event());
        model.addAttribute(
                "things", list.get().lines().stream().flatMap(this::thing).toList());
        return "guide/life-event";
    }

    @GetMapping("/life-events/{id}/qr")
    ResponseEntity<String> qr(@PathVariable String id) {
        if (!id.matches("[1-9][0-9]{0,18}") || events.find(parse(id)).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(QrImage.svg(baseUrl + "/life-events/" + id));
    }

    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            return 0;
        }
    }

    /** Nothing if the words are not those that were reviewed. */
    private Stream<Thing> thing(Line line) {
        var content = versions.content(line.guide());
        return content.digest().equals(line.guide().digest())
                ? Stream.of(new Thing(
                        content.title(),
                        line.phrase(),
                        content.about().summary(),
                        content.access().place(),
                        Phones.of(content.access().phone())))
                : Stream.empty();
    }
}
