package cn.estation.request;

import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 投诉建议 from the mini-program. Everybody sees their own and nobody else's. */
@RestController
class FeedbackController {

    private final Feedback feedback;
    private final RequestMapper requests;
    private final Residents residents;

    FeedbackController(Feedback feedback, RequestMapper requests, Residents residents) {
        this.feedback = feedback;
        this.requests = requests;
        this.residents = residents;
    }

    @PostMapping("/api/v1/feedback")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    public Receipt submit(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Say body) {
        var community = body.communityId() instanceof Id id
                ? Long.valueOf(id.value())
                : residents.communityOf(resident.id()).orElse(null);
        var sender = new Feedback.Sender(resident.actorKey(), resident.id(), null, null);
        return receipt(feedback.submit(sender, community, RequestSource.API, body.text()));
    }

    @GetMapping("/api/v1/feedback")
    Page<Receipt> list(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var rows = requests.ownPage(resident.id(), query.before(), query.limit());
        return Page.of(rows, query, ResidentRequest::id).map(this::receipt);
    }

    @GetMapping("/api/v1/feedback/{id}")
    Receipt one(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Optional.ofNullable(requests.own(id.value(), resident.id()))
                .map(this::receipt)
                .orElseThrow(NotFound::new);
    }

    private Receipt receipt(ResidentRequest request) {
        return new Receipt(
                Id.of(request.id()),
                request.communityId() instanceof Long community ? Id.of(community) : null,
                feedback.content(request),
                request.status(),
                request.status().title(),
                request.createdAt(),
                feedback.answer(request),
                request.answeredAt());
    }

    /** @param communityId the community it concerns; absent for the resident's own */
    record Say(@Nullable Id communityId, @NotNull String text) {}

    record Receipt(
            Id requestId,
            @Nullable Id communityId,
            String text,
            RequestStatus status,
            String statusName,
            Instant submittedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}
}
