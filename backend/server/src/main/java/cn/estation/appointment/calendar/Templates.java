package cn.estation.appointment.calendar;

import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Session templates of things that can be booked. Old ones are ended, never edited. */
@Service
public class Templates {

    private final TemplateMapper templates;
    private final Ids ids;
    private final Clock clock;

    Templates(TemplateMapper templates, Ids ids, Clock clock) {
        this.templates = templates;
        this.ids = ids;
        this.clock = clock;
    }

    public List<SessionTemplate> inUse(long bookableId) {
        return templates.inUse(bookableId);
    }

    /** What would hold if these replaced the hours from this day on. Nothing is changed. */
    public List<SessionTemplate> asIf(long bookableId, LocalDate from, List<TemplateDraft> drafts) {
        var before = inUse(bookableId).stream()
                .filter(template -> template.validFrom().isBefore(from))
                .map(template -> until(template, from.minusDays(1)));
        var after = drafts.stream().map(draft -> row(0, bookableId, from, draft));
        return Stream.concat(before, after).toList();
    }

    /** Replaces the hours from this day on. The caller holds the thing's lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(long bookableId, LocalDate from, List<TemplateDraft> drafts) {
        var last = from.minusDays(1);
        templates.drop(bookableId, last, clock.instant());
        templates.cut(bookableId, last);
        drafts.forEach(draft -> templates.insert(row(ids.next(), bookableId, from, draft)));
    }

    private SessionTemplate row(long id, long bookableId, LocalDate from, TemplateDraft draft) {
        return new SessionTemplate(
                id,
                bookableId,
                draft.weekdays(),
                draft.calendar(),
                draft.startsMinute(),
                draft.endsMinute(),
                draft.slotMinutes(),
                draft.capacity(),
                draft.elderPlaces(),
                draft.walkInPlaces(),
                from,
                draft.validTo(),
                clock.instant(),
                null);
    }

    private static SessionTemplate until(SessionTemplate template, LocalDate last) {
        var end = template.validTo();
        return new SessionTemplate(
                template.id(),
                template.bookableId(),
                template.weekdays(),
                template.calendar(),
                template.startsMinute(),
                template.endsMinute(),
                template.slotMinutes(),
                template.capacity(),
                template.elderPlaces(),
                template.walkInPlaces(),
                template.validFrom(),
                end == null || end.isAfter(last) ? last : end,
                template.createdAt(),
                template.endedAt());
    }
}
