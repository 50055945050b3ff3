package cn.estation.points.rule;

import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import cn.estation.points.Grade;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules as members read them. */
@RestController
class RuleController {

    private final RuleBooks books;
    private final Members members;
    private final Clock clock;

    RuleController(RuleBooks books, Members members, Clock clock) {
        this.books = books;
        this.members = members;
        this.clock = clock;
    }

    /** The rules that apply today in the community the resident is a member of. */
    @GetMapping("/api/v1/points/rules")
    Rules rules(@AuthenticationPrincipal Resident resident) {
        long community =
                members.activeOf(resident.id()).orElseThrow(NotFound::new).communityId();
        var book = books.inForce(community, LocalDate.ofInstant(clock.instant(), Time.CHINA));
        var row = book.row();
        var kinds = RuleForm.kinds();
        return new Rules(
                Id.of(book.id()),
                book.title(),
                book.version(),
                book.effectiveFrom(),
                kinds.entrySet().stream()
                        .filter(kind -> book.rates().containsKey(kind.getKey()))
                        .map(kind -> new Rate(
                                kind.getKey(),
                                kind.getValue(),
                                book.rate(kind.getKey()).phrase()))
                        .toList(),
                Arrays.stream(Grade.values())
                        .map(grade -> new GradeRate(grade, grade.meaning(), RuleBook.factor(book.percent(grade))))
                        .toList(),
                book.caps().stream().map(Cap::phrase).toList(),
                row.rounding().title(),
                RuleBook.factor(row.nightPercent()),
                RuleBook.factor(row.emergencyPercent()),
                row.publicityDays(),
                row.objectionDays(),
                row.expiryYears(),
                row.note());
    }

    /**
     * @param night by how much work at night is multiplied, {@code emergency} when called up
     * @param expiryYears points are good until the end of so many years after the one they came in
     */
    record Rules(
            Id id,
            String title,
            int version,
            LocalDate effectiveFrom,
            List<Rate> rates,
            List<GradeRate> grades,
            List<String> caps,
            String rounding,
            String night,
            String emergency,
            int publicityDays,
            int objectionDays,
            int expiryYears,
            String note) {}

    record Rate(String kind, String title, String rate) {}

    record GradeRate(Grade grade, String meaning, String factor) {}
}
