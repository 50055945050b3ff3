package cn.estation.notice;

import cn.estation.kernel.Ids;
import java.time.Clock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where notices arrive. Each is kept for the resident to read; where one was allowed, a WeChat message is lined up. */
@Service
class NoticeInbox {

    private static final int LONGEST = 500;

    private final NoticeMapper notices;
    private final ConsentMapper consents;
    private final DeliveryMapper deliveries;
    private final NoticeSettings settings;
    private final Ids ids;
    private final Clock clock;

    NoticeInbox(
            NoticeMapper notices,
            ConsentMapper consents,
            DeliveryMapper deliveries,
            NoticeSettings settings,
            Ids ids,
            Clock clock) {
        this.notices = notices;
        this.consents = consents;
        this.deliveries = deliveries;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Tells a resident something, once per source: events may arrive twice.
     *
     * @param source what it is about, for example {@code redemption:42}
     * @param text free of names and phones
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(long residentId, NoticeKind kind, String source, String text) {
        if (notices.isTold(residentId, source)) {
            return;
        }
        var now = clock.instant();
        long id = ids.next();
        var whole =
                text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))));
        try {
            notices.insert(new Notice(id, residentId, kind, source, whole, now, null));
        } catch (DuplicateKeyException toldMeanwhile) {
            return;
        }
        settings.of(kind).ifPresent(template -> {
            if (consents.spend(residentId, template.id(), id, now) == 1) {
                deliveries.insert(ids.next(), id, 1, now);
            }
        });
    }
}
