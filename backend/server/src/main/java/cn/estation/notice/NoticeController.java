package cn.estation.notice;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The resident's inbox, and what they allow us to send to WeChat. */
@RestController
class NoticeController {

    /** More than anybody presses by hand. */
    private static final int MOST_UNSPENT = 50;

    private final NoticeMapper notices;
    private final ConsentMapper consents;
    private final NoticeSettings settings;
    private final Residents residents;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    NoticeController(
            NoticeMapper notices,
            ConsentMapper consents,
            NoticeSettings settings,
            Residents residents,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.notices = notices;
        this.consents = consents;
        this.settings = settings;
        this.residents = residents;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the resident was told, newest first. */
    @GetMapping("/api/v1/notices")
    Page<Told> list(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return Page.of(notices.page(resident.id(), query.before(), query.limit()), query, Notice::id)
                .map(Told::of);
    }

    /** Marks one as read; reading twice changes nothing. */
    @PostMapping("/api/v1/notices/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void read(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        if (notices.read(id.value(), resident.id(), clock.instant()) == 0
                && notices.count(id.value(), resident.id()) == 0) {
            throw new NotFound();
        }
        audit.record(resident, community(resident), "notice.read", "notice:" + id, "已读通知");
    }

    /** The messages a mini-program may ask the resident to allow. */
    @GetMapping("/api/v1/notices/templates")
    List<Offer> templates() {
        return settings.all().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> new Offer(entry.getKey(), entry.getValue().id()))
                .toList();
    }

    /** Keeps what the resident chose when asked. One acceptance is good for one message. */
    @PostMapping("/api/v1/notices/consents")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Kept consent(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Choice choice) {
        if (!settings.knows(choice.templateId())) {
            throw new BadInput("没有这种订阅消息。");
        }
        var result = choice.result().stored();
        if (result.equals("ACCEPT") && consents.unspent(resident.id(), choice.templateId()) >= MOST_UNSPENT) {
            return new Kept(MOST_UNSPENT);
        }
        consents.insert(ids.next(), resident.id(), choice.templateId(), result, clock.instant());
        audit.record(resident, community(resident), "notice.consent", "resident:" + resident.id(), "订阅消息：" + result);
        return new Kept(consents.unspent(resident.id(), choice.templateId()));
    }

    private long community(Resident resident) {
        return residents.communityOf(resident.id()).orElse(0L);
    }

    record Told(
            Id id,
            NoticeKind kind,
            String text,
            OffsetDateTime at,
            @Nullable OffsetDateTime readAt) {
        static Told of(Notice notice) {
            var read = notice.readAt();
            return new Told(
                    Id.of(notice.id()),
                    notice.kind(),
                    notice.text(),
                    notice.createdAt().atZone(cn.estation.kernel.Time.CHINA).toOffsetDateTime(),
                    read == null
                            ? null
                            : read.atZone(cn.estation.kernel.Time.CHINA).toOffsetDateTime());
        }
    }

    record Offer(NoticeKind kind, String templateId) {}

    record Choice(
            @NotBlank @Size(max = 64) String templateId,
            @NotNull Result result) {}

    /** @param unspent messages of this kind that may still be sent */
    record Kept(int unspent) {}

    /** As {@code wx.requestSubscribeMessage} reports it; a sound or an alert is the resident's own setting. */
    enum Result {
        accept,
        acceptWithAudio,
        acceptWithAlert,
        acceptWithForcePush,
        reject,
        ban,
        filter;

        String stored() {
            return name().startsWith("accept") ? "ACCEPT" : name().toUpperCase(java.util.Locale.ROOT);
        }
    }
}
