package cn.estation.points.statement;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
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

/** A member's own statements of a year. */
@RestController
class StatementController {

    static final String WHO_SEES_THE_NAME = "证明上写明您的姓名和工作单位，任何拿到这张纸或核验码的人都能看到；您可以随时收回，收回后姓名遮住，证明仍然有效。";

    private final Statements statements;

    StatementController(Statements statements) {
        this.statements = statements;
    }

    @PostMapping("/api/v1/points/statements")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Issued issue(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Issue body) {
        boolean named = Boolean.TRUE.equals(body.named());
        if (named && !Boolean.TRUE.equals(body.consent())) {
            throw new ConsentNeeded();
        }
        return Issued.of(statements.issue(resident, body.year(), named));
    }

    /** What it means to have one's name on a statement, to be shown before the member agrees to it. */
    @GetMapping("/api/v1/points/statements/naming")
    Naming naming() {
        return new Naming(WHO_SEES_THE_NAME);
    }

    /** Takes one's name and unit off a statement: from now on it shows the name masked, and stays valid. */
    @DeleteMapping("/api/v1/points/statements/{id}/name")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void takeNameBack(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        statements.takeNameBack(resident, id.value());
    }

    @GetMapping("/api/v1/points/statements")
    Page<Issued> issued(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return statements.of(resident, query).map(Issued::of);
    }

    /**
     * @param named true for the whole name and the unit on it, which anybody who holds the paper or its code can read; without
     *     it the name is masked
     * @param consent true if the member has agreed to that; a named statement needs it
     */
    record Issue(
            @NotNull Integer year,
            @Nullable Boolean named,
            @Nullable Boolean consent) {}

    record Naming(String sentence) {}

    static final class ConsentNeeded extends Refusal {
        ConsentNeeded() {
            super(HttpStatus.BAD_REQUEST, "consent-needed", WHO_SEES_THE_NAME + "请先看过并勾选同意。");
        }
    }

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
