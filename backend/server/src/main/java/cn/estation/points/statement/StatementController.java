package cn.estation.points.statement;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A member's own statements of a year. */
@RestController
class StatementController {

    private final Statements statements;

    StatementController(Statements statements) {
        this.statements = statements;
    }

    @PostMapping("/api/v1/points/statements")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Issued issue(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Issue body) {
        return Issued.of(statements.issue(resident, body.year(), Boolean.TRUE.equals(body.named())));
    }

    @GetMapping("/api/v1/points/statements")
    Page<Issued> issued(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return statements.of(resident, query).map(Issued::of);
    }

    /**
     * @param named true for the whole name and the unit on it, which anybody who holds the paper or its code can read; without
     *     it the name is masked
     */
    record Issue(@NotNull Integer year, @Nullable Boolean named) {}

    /** @param path of the page to print, which anybody with the code can check */
    record Issued(
            Id id,
            String code,
            int year,
            long score,
            long works,
            long minutes,
            long earned,
            long spent,
            long expired,
            boolean named,
            String path,
            Instant issuedAt) {

        static Issued of(Statements.Paper paper) {
            var figures = paper.figures();
            return new Issued(
                    Id.of(paper.id()),
                    paper.code(),
                    paper.year(),
                    figures.score(),
                    figures.works(),
                    figures.minutes(),
                    figures.earned(),
                    figures.spent(),
                    figures.expired(),
                    paper.named(),
                    StatementPages.OPEN + paper.code(),
                    paper.issuedAt());
        }
    }
}
