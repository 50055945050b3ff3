package cn.estation.chat.miss;

import cn.estation.chat.talk.Persons;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears which of the guides that were found somebody opened. */
@RestController
class SearchController {

    private final QuestionMapper questions;
    private final Searches searches;
    private final Persons persons;
    private final Clock clock;

    SearchController(QuestionMapper questions, Searches searches, Persons persons, Clock clock) {
        this.questions = questions;
        this.searches = searches;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * The first guide that was opened of a search's, or of a chat's choices. Once only, so it needs no key; about somebody
     * else's search it changes nothing, and does not tell that there is one.
     */
    @PostMapping("/api/v1/searches/{id}/opened")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void opened(
            @AuthenticationPrincipal @Nullable Resident resident,
            @PathVariable Id id,
            @Valid @RequestBody Opened body,
            HttpServletRequest request) {
        searches.write();
        var person = resident == null ? persons.ofAddress(request.getRemoteAddr()) : persons.of(resident.id());
        questions.opened(id.value(), person, body.guideId().value(), clock.instant());
    }

    record Opened(@NotNull(message = "请说明打开了哪份指南。") Id guideId) {}
}
