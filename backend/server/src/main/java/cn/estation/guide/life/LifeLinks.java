package cn.estation.guide.life;

import cn.estation.guide.reach.OwnPages;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The public pages of life events. */
@Component
class LifeLinks implements OwnPages {

    private static final Pattern PAGE = Pattern.compile("/life-events/([0-9]{1,18})(/qr)?");

    private final LifeMapper events;

    LifeLinks(LifeMapper events) {
        this.events = events;
    }

    @Override
    public Optional<Boolean> leads(String path) {
        var page = PAGE.matcher(path);
        if (!page.matches()) {
            return Optional.empty();
        }
        var event = events.selectById(Long.parseLong(page.group(1)));
        return Optional.of(event != null && event.shown());
    }
}
