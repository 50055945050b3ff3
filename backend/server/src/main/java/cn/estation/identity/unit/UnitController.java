package cn.estation.identity.unit;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a member lets their unit see: given and taken back as easily (个人信息保护法 15). */
@RestController
@Validated
class UnitController {

    private final Units units;
    private final UnitShares shares;

    UnitController(Units units, UnitShares shares) {
        this.units = units;
        this.shares = shares;
    }

    /** Units in use whose name holds these characters, at most 20. Names of units are public. */
    @GetMapping("/api/v1/units")
    List<Unit> search(@RequestParam(defaultValue = "") @Size(max = 100) String q) {
        return units.search(q).stream().map(Unit::of).toList();
    }

    /** What one's unit sees now, and what could be chosen. */
    @GetMapping("/api/v1/me/unit-view")
    UnitView view(@AuthenticationPrincipal Resident resident) {
        return answer(resident);
    }

    /** Lets one unit see so much from now on, instead of what was agreed before. Needs a consent of its own. */
    @Idempotent
    @PutMapping("/api/v1/me/unit-view")
    UnitView give(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Give body) {
        if (!body.consent()) {
            throw new ConsentNeeded();
        }
        shares.give(resident, body.unitId().value(), body.detail());
        return answer(resident);
    }

    /** Lets one's unit see nothing any more, at once. */
    @Idempotent
    @DeleteMapping("/api/v1/me/unit-view")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Resident resident) {
        shares.withdraw(resident.id(), resident, "本人撤回对单位的同意");
    }

    private UnitView answer(Resident resident) {
        var now = shares.open(resident.id())
                .map(share -> new Shown(
                        units.find(share.unitId()).map(Unit::of).orElseThrow(), share.detail(), share.givenAt()))
                .orElse(null);
        return new UnitView(now, Choice.ALL);
    }

    /** @param consent true if the resident has agreed, apart from all else, that this is given to the unit */
    record Give(@NotNull Id unitId, @NotNull UnitDetail detail, boolean consent) {}

    record Unit(Id id, String name) {
        static Unit of(Units.Unit unit) {
            return new Unit(Id.of(unit.id()), unit.name());
        }
    }

    /** @param shown absent if the unit sees nothing */
    record UnitView(@Nullable Shown shown, List<Choice> choices) {}

    record Shown(Unit unit, UnitDetail detail, Instant givenAt) {}

    /** @param explanation what the unit will see, to be shown before the member agrees */
    record Choice(UnitDetail detail, String title, String explanation) {
        static final List<Choice> ALL = Arrays.stream(UnitDetail.values())
                .map(detail -> new Choice(detail, detail.title(), detail.explanation()))
                .toList();
    }

    static final class ConsentNeeded extends Refusal {
        ConsentNeeded() {
            super(HttpStatus.BAD_REQUEST, "consent-needed", "给单位看您的信息要您单独同意，请先勾选同意。");
        }
    }
}
