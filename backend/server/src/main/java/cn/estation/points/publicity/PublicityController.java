package cn.estation.points.publicity;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.ScoreStatus;
import cn.estation.points.earning.Scores;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Scores as the members of one community see each other's before they are posted, and what they say to them. */
@RestController
class PublicityController {

    private final Scores scores;
    private final Objecting objecting;
    private final ObjectionMapper objections;
    private final ObjectionWindow window;
    private final Preferences preferences;
    private final Members members;
    private final Residents residents;
    private final AuditTrail audit;

    PublicityController(
            Scores scores,
            Objecting objecting,
            ObjectionMapper objections,
            ObjectionWindow window,
            Preferences preferences,
            Members members,
            Residents residents,
            AuditTrail audit) {
        this.scores = scores;
        this.objecting = objecting;
        this.objections = objections;
        this.window = window;
        this.preferences = preferences;
        this.members = members;
        this.residents = residents;
        this.audit = audit;
    }

    /**
     * What is shown now in the community the resident is a member of, what was shown there and can still be objected to now
     * that it is posted, and what is shown of their own wherever it was earned.
     */
    @GetMapping("/api/v1/points/publicity")
    Page<Shown> shown(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var community = members.activeOf(resident.id()).map(Members.Membership::communityId);
        var page = scores.shownTo(resident.id(), community.orElse(null), query);
        var ids = page.items().stream().map(KeptScore::residentId).distinct().toList();
        var names = residents.maskedNames(preferences.named(ids));
        var untils = window.until(page.items());
        return page.map(score -> Shown.of(score, names.get(score.residentId()), resident.id(), untils.get(score.id())));
    }

    /** Says that one of these scores is wrong. */
    @PostMapping("/api/v1/points/publicity/{id}/objections")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Raised object(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Objects body) {
        var text = body.text().strip();
        if (!CleanText.isClean(text)) {
            throw new BadInput("异议内容含有不能显示的字符。");
        }
        return Raised.of(objecting.object(resident, id.value(), text));
    }

    /** One's own objections and their answers, newest first. */
    @GetMapping("/api/v1/points/objections")
    Page<Raised> raised(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return Page.of(objections.raisedBy(resident.id(), query.before(), query.limit()), query, Objection::id)
                .map(Raised::of);
    }

    /** Whether one is named, masked, where scores are shown. */
    @GetMapping("/api/v1/points/preferences")
    Choice choice(@AuthenticationPrincipal Resident resident) {
        return new Choice(preferences.named(resident.id()));
    }

    @PutMapping("/api/v1/points/preferences")
    @Idempotent
    Choice choose(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Choice body) {
        var community = members.latestOf(resident.id()).orElseThrow(NotFound::new);
        preferences.choose(resident.id(), body.showName());
        audit.record(
                resident,
                community.communityId(),
                "points.preference",
                "resident:" + resident.id(),
                body.showName() ? "公示时显示姓名。" : "公示时不显示姓名。");
        return body;
    }

    /** @param text what is wrong */
    record Objects(@NotBlank @Size(min = 6, max = 500) String text) {}

    record Choice(@NotNull Boolean showName) {}

    /**
     * @param who masked, or 一名党员 where they have not chosen to be named
     * @param status PENDING while it is shown, POSTED afterwards
     * @param until when it is or was posted unless somebody objected
     * @param objectionUntil until when objections are heard now that it is posted, absent while it is shown
     */
    record Shown(
            Id id,
            String who,
            boolean mine,
            String title,
            LocalDate workedOn,
            long points,
            String explanation,
            ScoreStatus status,
            @Nullable Instant until,
            @Nullable Instant objectionUntil) {

        static Shown of(KeptScore score, @Nullable String name, long reader, @Nullable Instant objectionUntil) {
            return new Shown(
                    Id.of(score.id()),
                    name == null ? "一名党员" : name,
                    score.residentId() == reader,
                    score.title(),
                    score.workedOn(),
                    score.points(),
                    score.explanation(),
                    score.status(),
                    score.publishUntil(),
                    objectionUntil);
        }
    }

    /** @param status OPEN, UPHELD or DISMISSED */
    record Raised(
            Id id,
            Id scoreId,
            String text,
            ObjectionStatus status,
            String answer,
            Instant raisedAt,
            @Nullable Instant answeredAt) {

        static Raised of(Objection objection) {
            return new Raised(
                    Id.of(objection.id()),
                    Id.of(objection.scoreId()),
                    objection.text(),
                    objection.status(),
                    objection.answer(),
                    objection.raisedAt(),
                    objection.answeredAt());
        }
    }
}
