package cn.estation.chat.mending;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.QuestionForm;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The standing answers that hold, in memory. Every node follows the database within a second; what is not, word for word,
 * what was reviewed is not said.
 */
@Service
class Standing {

    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    /** Far above what puts questions together: here a wrong answer would be said. */
    private static final double SAME = 0.75;

    private static final Duration FOLLOWS = Duration.ofSeconds(1);

    /** @param path of the part of the tree it holds for */
    record Answer(Mending mending, GridCell cell, List<QuestionForm> forms) {

        static Answer of(Mending mending, GridCell cell) {
            var forms = Stream.concat(Stream.of(mending.question()), mending.wordList().stream())
                    .map(QuestionForm::of)
                    .toList();
            return new Answer(mending, cell, forms);
        }

        double likeness(QuestionForm form) {
            return forms.stream().mapToDouble(form::likeness).max().orElse(0);
        }

        /** What people are told, with who says so and since when. */
        String text() {
            var since = mending.liveAt() == null ? "" : LocalDate.ofInstant(mending.liveAt(), Time.CHINA) + " ";
            return "【%s】\n%s\n依据：%s %s答复，第 %d 版"
                    .formatted(mending.question(), mending.answer(), cell.name(), since, mending.number());
        }
    }

    private record Shelf(MendingMapper.Revision revision, List<Answer> answers) {}

    private final MendingMapper mendings;
    private final Grid grid;
    private final Clock clock;
    private volatile Shelf shelf = new Shelf(new MendingMapper.Revision(-1, -1), List.of());
    private volatile Instant lookedAt = Instant.EPOCH;

    Standing(MendingMapper mendings, Grid grid, Clock clock) {
        this.mendings = mendings;
        this.grid = grid;
        this.clock = clock;
    }

    /** The answer to a question for somebody of this community (0: not known), the nearest office's first. */
    Optional<Answer> find(String question, LongSupplier communityId) {
        var answers = answers();
        return answers.isEmpty() ? Optional.empty() : best(answers, question, communityId.getAsLong());
    }

    /** The same with one more answer, to see what it would change. */
    Optional<Answer> findWith(Answer more, String question, long communityId) {
        var others = answers().stream().filter(answer -> !replaces(more.mending(), answer.mending()));
        return best(Stream.concat(others, Stream.of(more)).toList(), question, communityId);
    }

    Answer answer(Mending mending) {
        return Answer.of(mending, grid.cell(mending.cellId()));
    }

    private static boolean replaces(Mending next, Mending earlier) {
        return next.groupId() != null && next.groupId().equals(earlier.groupId()) && next.cellId() == earlier.cellId();
    }

    private Optional<Answer> best(List<Answer> answers, String question, long communityId) {
        var form = QuestionForm.of(question);
        var community = communityId == 0 ? null : grid.find(communityId).orElse(null);
        return answers.stream()
                .filter(answer -> holds(answer, community))
                .filter(answer -> answer.likeness(form) >= SAME)
                .max(Comparator.<Answer>comparingDouble(answer -> answer.likeness(form))
                        .thenComparing(answer -> answer.cell().depth())
                        .thenComparing(answer -> answer.mending().id()));
    }

    /** To somebody whose community is not known, only a whole district speaks. */
    private static boolean holds(Answer answer, @Nullable GridCell community) {
        return community == null
                ? answer.cell().kind() == CellKind.DISTRICT
                : answer.cell().contains(community);
    }

    private List<Answer> answers() {
        var now = clock.instant();
        if (Duration.between(lookedAt, now).abs().compareTo(FOLLOWS) >= 0) {
            follow();
            lookedAt = now;
        }
        return shelf.answers();
    }

    private synchronized void follow() {
        var revision = mendings.standing();
        if (!revision.equals(shelf.revision())) {
            shelf = new Shelf(
                    revision,
                    mendings.allStanding().stream()
                            .filter(Standing::genuine)
                            .flatMap(one -> grid.find(one.cellId()).map(cell -> Answer.of(one, cell)).stream())
                            .toList());
        }
    }

    private static boolean genuine(Mending mending) {
        boolean same = mending.fingerprint().equals(mending.digest());
        if (!same) {
            log.error("standing answer {} is not what was reviewed: digest differs; it is not said", mending.id());
        }
        return same;
    }
}
