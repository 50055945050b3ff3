package cn.estation.task;

import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.QrImage;
import cn.estation.kernel.Time;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A member's own claims for the mini-program: the list, the week, the calendar, coming and going. */
@RestController
class ClaimController {

    private static final int MOST = 200;
    private static final int CALENDAR_DAYS = 90;

    private final CheckIn checkIn;
    private final Stating stating;
    private final ClaimMapper claims;
    private final ClaimScores scores;
    private final Clock clock;

    ClaimController(CheckIn checkIn, Stating stating, ClaimMapper claims, ClaimScores scores, Clock clock) {
        this.checkIn = checkIn;
        this.stating = stating;
        this.claims = claims;
        this.scores = scores;
        this.clock = clock;
    }

    /** Checks in with the code on the screen at the place. Position and device may be told or not; neither earns anything. */
    @PostMapping("/api/v1/tasks/{id}/check-in")
    @Idempotent
    Claimed checkIn(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Scanned body) {
        return Claimed.of(checkIn.checkIn(
                resident,
                id.value(),
                body.code(),
                new CheckIn.Beside(body.longitude(), body.latitude(), body.device())));
    }

    /** Checks out with the code for leaving. Without it, the planned end counts as the end. */
    @PostMapping("/api/v1/tasks/{id}/check-out")
    @Idempotent
    Claimed checkOut(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Left body) {
        return Claimed.of(checkIn.checkOut(resident, id.value(), body.code(), body.device()));
    }

    /** The member's own code of this moment, for staff at the place to scan. */
    @GetMapping("/api/v1/tasks/{id}/claims/mine/code")
    MemberCode code(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var code = checkIn.memberCode(resident, id.value());
        return new MemberCode(code, QrImage.address(code), CheckInCode.goodUntil(clock.instant()));
    }

    /** Says what was done, with or without having checked in. */
    @PostMapping("/api/v1/tasks/{id}/claims/mine/statement")
    @Idempotent
    Claimed state(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Statement body) {
        return Claimed.of(stating.state(
                resident,
                id.value(),
                body.text(),
                body.minutes(),
                body.photoId() == null ? null : body.photoId().value()));
    }

    /** Contests an absence within 48 hours. Somebody else than who published the task decides. */
    @PostMapping("/api/v1/tasks/{id}/claims/mine/contest")
    @Idempotent
    Claimed contest(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Contest body) {
        return Claimed.of(stating.contest(resident, id.value(), body.text()));
    }

    /** The claims of the resident who asks, newest first. */
    @GetMapping("/api/v1/claims")
    Page<Mine> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var page =
                Page.of(claims.ofResident(resident.id(), query.before(), query.limit()), query, ClaimMapper.Held::id);
        var scored = scored(page.items());
        return page.map(held -> Mine.of(held, scored.get(held.id())));
    }

    private Map<Long, ClaimScores.Scored> scored(List<ClaimMapper.Held> held) {
        return scores.of(held.stream().map(ClaimMapper.Held::id).toList());
    }

    /**
     * The reader's claims of the week of a day, Monday to Sunday in China.
     *
     * @param day any day of that week, today if absent
     */
    @GetMapping("/api/v1/claims/week")
    List<Day> week(@AuthenticationPrincipal Resident resident, @RequestParam @Nullable LocalDate day) {
        var any = day == null ? LocalDate.ofInstant(clock.instant(), Time.CHINA) : day;
        if (any.getYear() < 2000 || any.getYear() > 2200) {
            throw new BadInput("日期超出范围。");
        }
        var monday = any.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var held = claims.between(resident.id(), midnight(monday), midnight(monday.plusDays(7)), MOST);
        var scored = scored(held);
        var week = new ArrayList<Day>();
        for (int i = 0; i < 7; i++) {
            var date = monday.plusDays(i);
            week.add(new Day(
                    date,
                    held.stream()
                            .filter(one -> LocalDate.ofInstant(one.startsAt(), Time.CHINA)
                                    .equals(date))
                            .map(one -> Mine.of(one, scored.get(one.id())))
                            .toList()));
        }
        return week;
    }

    /** The reader's tasks of the next 90 days as a calendar file (RFC 5545). */
    @GetMapping(value = "/api/v1/claims/calendar", produces = "text/calendar")
    ResponseEntity<byte[]> calendar(@AuthenticationPrincipal Resident resident) {
        var now = clock.instant();
        var ahead =
                claims.between(resident.id(), now, now.plus(java.time.Duration.ofDays(CALENDAR_DAYS)), MOST).stream()
                        .filter(one -> one.status() == ClaimStatus.CLAIMED)
                        .toList();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tasks.ics\"")
                .body(CalendarFile.of(ahead, now).getBytes(StandardCharsets.UTF_8));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Time.CHINA).toInstant();
    }

    /**
     * @param device what tells this phone from another; may be left out
     */
    record Scanned(
            @NotBlank(message = "请扫描现场的签到码。") @Size(max = 100, message = "签到码不正确。") String code,

            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable @Size(max = 100) String device) {}

    /**
     * @param device what tells this phone from another; may be left out
     */
    record Left(
            @NotBlank(message = "请扫描现场的签退码。") @Size(max = 100, message = "签退码不正确。") String code,

            @Nullable @Size(max = 100) String device) {}

    /**
     * @param minutes of service, absent for those that were planned or shown
     * @param photoId a picture sent before as {@code TASK_WORK}; nobody has to send one, and it raises no grade
     */
    record Statement(
            @NotBlank @Size(max = 500) String text,
            @Nullable Integer minutes,
            @Nullable Id photoId) {}

    record Contest(@NotBlank @Size(max = 500) String text) {}

    record MemberCode(String code, String image, Instant goodUntil) {}

    record Day(LocalDate day, List<Mine> claims) {}

    /**
     * @param contestUntil until when an absence may be contested, absent if there is nothing to contest
     * @param unconfirmed true if the task was changed since: agree or withdraw
     * @param changed what was changed then
     * @param grade how well the work was shown
     * @param verdict of the publisher or of the resident served, absent before
     * @param stars 1 to 5, absent if none were given
     * @param points what the work counts by the rules, after every cap; 0 once taken back, absent before it is counted
     * @param pointsStage whether they are still shown to the community, in the ledgers, or taken back
     */
    record Mine(
            Id claimId,
            Id taskId,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt,
            ClaimStatus status,
            Instant claimedAt,
            @Nullable Instant offerExpiresAt,
            @Nullable Instant checkedInAt,
            @Nullable Instant checkedOutAt,
            @Nullable Instant contestUntil,
            boolean unconfirmed,
            String changed,
            @Nullable String grade,
            @Nullable Verdict verdict,
            @Nullable Integer stars,
            @Nullable String evaluation,
            @Nullable Integer minutes,
            @Nullable Long points,
            ClaimScores.@Nullable Stage pointsStage) {

        static Mine of(ClaimMapper.Held held, ClaimScores.@Nullable Scored scored) {
            var missed = held.missedAt();
            return new Mine(
                    Id.of(held.id()),
                    Id.of(held.taskId()),
                    held.title(),
                    held.place(),
                    held.startsAt(),
                    held.endsAt(),
                    held.status(),
                    held.claimedAt(),
                    held.offerExpiresAt(),
                    held.checkedInAt(),
                    held.checkedOutAt(),
                    missed == null || held.status() != ClaimStatus.NO_SHOW_PENDING
                            ? null
                            : missed.plus(TaskClosing.GRACE),
                    held.unconfirmed(),
                    held.unconfirmed() ? held.changed() : "",
                    held.grade(),
                    held.verdict(),
                    held.stars(),
                    held.evaluation(),
                    held.minutes(),
                    scored == null ? null : scored.points(),
                    scored == null ? null : scored.stage());
        }
    }
}
