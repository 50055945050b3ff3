package cn.estation.identity.registration;

import cn.estation.identity.Resident;
import cn.estation.identity.Skill;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {

    private final Registrations registrations;

    RegistrationController(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Registers with a community. Needs a consent of its own, because party membership is sensitive. */
    @Idempotent
    @PostMapping("/api/v1/registrations")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Register body) {
        if (!body.membershipConsent()) {
            throw new ConsentNeeded();
        }
        var form = new Registrations.Form(
                body.communityId().value(),
                body.name().strip(),
                body.unit(),
                body.branch(),
                body.skills(),
                abilities(body.skillCodes(), body.freeTimes()));
        return new Registered(Id.of(registrations.submit(resident, form, "MINI_PROGRAM")));
    }

    @GetMapping("/api/v1/registrations")
    List<Registration> list(@AuthenticationPrincipal Resident resident) {
        return registrations.of(resident).stream().map(Registration::of).toList();
    }

    /** Says anew what one can do and when. */
    @Idempotent
    @PutMapping("/api/v1/registrations/{id}/abilities")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Able body) {
        registrations.describe(resident, id.value(), abilities(body.skillCodes(), body.freeTimes()));
    }

    private static Registrations.Abilities abilities(@Nullable List<Skill> skills, @Nullable List<FreeTime> times) {
        return new Registrations.Abilities(
                skills == null ? Set.of() : Set.copyOf(skills), times == null ? List.of() : times);
    }

    /** Asks to go on in another community, which decides. */
    @Idempotent
    @PostMapping("/api/v1/registrations/{id}/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Move body) {
        registrations.askToMove(resident, id.value(), body.communityId().value());
    }

    record Move(@NotNull Id communityId) {}

    /** Takes the wish to move back, as long as the other community has not decided. */
    @Idempotent
    @DeleteMapping("/api/v1/registrations/{id}/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stay(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        registrations.stay(resident, id.value());
    }

    /** Takes one's own open registration back. */
    @Idempotent
    @DeleteMapping("/api/v1/registrations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        if (registrations.of(resident).stream()
                .noneMatch(view -> view.id() == id.value() && view.status().open())) {
            throw new NotFound();
        }
        registrations.withdraw(resident);
    }

    /** @param membershipConsent true if the resident has agreed, apart from all else, that membership is kept */
    record Register(
            @NotNull Id communityId,
            @NotBlank @Size(max = 40) String name,
            @NotBlank @Size(max = 100) String unit,
            @NotBlank @Size(max = 100) String branch,
            @Nullable @Size(max = 200) String skills,
            @Nullable @Size(max = 20) List<Skill> skillCodes,
            @Nullable @Size(max = 10) List<FreeTime> freeTimes,
            boolean membershipConsent) {}

    record Able(
            @Nullable @Size(max = 20) List<Skill> skillCodes,
            @Nullable @Size(max = 10) List<FreeTime> freeTimes) {}

    record Registered(Id registrationId) {}

    record Registration(
            Id id,
            Id communityId,
            RegistrationStatus status,
            String name,
            String unit,
            String branch,
            String skills,
            Set<Skill> skillCodes,
            List<FreeTime> freeTimes,
            Instant submittedAt,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt) {

        static Registration of(Registrations.View view) {
            return new Registration(
                    Id.of(view.id()),
                    Id.of(view.communityId()),
                    view.status(),
                    view.name(),
                    view.unit(),
                    view.branch(),
                    view.skills(),
                    view.skillCodes(),
                    view.freeTimes(),
                    view.submittedAt(),
                    view.activeSince(),
                    view.endedAt());
        }
    }

    static final class ConsentNeeded extends Refusal {
        ConsentNeeded() {
            super(HttpStatus.BAD_REQUEST, "consent-needed", "党员身份属于敏感个人信息，请先单独勾选同意再报到。");
        }
    }
}
