package cn.estation.appointment.person;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people somebody books for: parents without a phone, a neighbour. */
@RestController
class CaredForController {

    private final CaredPeople people;

    CaredForController(CaredPeople people) {
        this.people = people;
    }

    /** Names and phones come masked. */
    @GetMapping("/api/v1/cared-for")
    List<Cared> mine(@AuthenticationPrincipal Resident resident) {
        return people.of(resident.id()).stream().map(Cared::of).toList();
    }

    /** Adds somebody; {@code consent} says that this person has agreed. */
    @PostMapping("/api/v1/cared-for")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Cared add(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Add body) {
        return Cared.of(people.add(
                resident,
                body.name(),
                body.phone(),
                body.relation(),
                Boolean.TRUE.equals(body.elder()),
                body.consent()));
    }

    /** Forgets somebody's name and phone. Appointments made for them stay. */
    @DeleteMapping("/api/v1/cared-for/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void remove(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        people.remove(resident, id.value());
    }

    record Add(
            @NotBlank(message = "请填写姓名。") @Size(max = 80, message = "姓名不超过 40 个字。") String name,

            @Size(max = 20, message = "电话不超过 20 位。") @Nullable String phone,

            @NotNull(message = "请选择关系。") Relation relation,
            @Nullable Boolean elder,
            boolean consent) {}

    record Cared(Id id, String name, @Nullable String phone, Relation relation, String relationName, boolean elder) {

        static Cared of(CaredPeople.Shown shown) {
            return new Cared(
                    Id.of(shown.id()),
                    shown.name(),
                    shown.phone(),
                    shown.relation(),
                    shown.relation().title(),
                    shown.elder());
        }
    }
}
