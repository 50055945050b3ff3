package cn.estation.notice;

import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Where notices arrive. Each is kept for the resident to read; where one was allowed, a WeChat message is lined up. */
@Service
class NoticeInbox {

    private static final int LONGEST = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CHINA);

    private final NoticeMapper notices;
    private final ConsentMapper consents;
    private final DeliveryMapper deliveries;
    private final NoticeSettings settings;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    NoticeInbox(
            NoticeMapper notices,
            ConsentMapper consents,
            DeliveryMapper deliveries,
            NoticeSettings settings,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.notices = notices;
        this.consents = consents;
        this.deliveries = deliveries;
        this.settings = settings;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Tells a resident something, once per source: events may arrive twice.
     *
     * @param source what it is about, for example {@code redemption:42}
     * @param text free of names and phones, as {@code facts} are
     * @param facts what a subscription message may show, beside {@code text} and {@code time}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(long residentId, NoticeKind kind, String source, String text, Map<String, String> facts) {
        if (notices.isTold(residentId, source)) {
            return;
        }
        var now = clock.instant();
        long id = ids.next();
        var all = new HashMap<>(facts);
        all.put("text", text);
        all.put("time", TIME.format(now));
        var whole = new Notice(id, residentId, kind, source, cut(text), json.writeValueAsString(all), now, null);
        try {
            notices.insert(whole);
        } catch (DuplicateKeyException toldMeanwhile) {
            return;
        }
        settings.of(kind).ifPresent(template -> {
            if (consents.spend(residentId, template.id(), id, now) == 1) {
                deliveries.insert(ids.next(), id, 1, now);
            }
        });
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
