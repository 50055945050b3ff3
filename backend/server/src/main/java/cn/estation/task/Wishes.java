package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Residents raise a small need (微心愿); staff look at it and publish it, one member adopts it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Wishes {

    private static final int MOST_OPEN = 3;
    private static final int DAYS_AHEAD = 7;
    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_TEXT = 500;

    private final TaskMapper tasks;
    private final Publishing publishing;
    private final Grid grid;
    private final AuditTrail audit;
    private final Clock clock;

    Wishes(TaskMapper tasks, Publishing publishing, Grid grid, AuditTrail audit, Clock clock) {
        this.tasks = tasks;
        this.publishing = publishing;
        this.grid = grid;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Raises a wish. It is a draft for a morning next week until staff set its time and publish it.
     *
     * @throws cn.estation.kernel.NotFound if there is no such community
     * @throws BadInput if the text is empty, too long or no text
     * @throws TooManyWishes if three of the resident's wishes wait to be published
     */
    VolunteerTask raise(Resident resident, long communityId, String title, String text) {
        var community = grid.community(communityId);
        var name = words(title, LONGEST_TITLE);
        var description = words(text, LONGEST_TEXT);
        long open = tasks.wishesOf(resident.id(), Long.MAX_VALUE, 100).stream()
                .filter(wish -> wish.status().unseen())
                .count();
        if (open >= MOST_OPEN) {
            throw new TooManyWishes();
        }
        var starts = LocalDate.ofInstant(clock.instant(), Time.CHINA)
                .plusDays(DAYS_AHEAD)
                .atTime(LocalTime.of(9, 0))
                .atZone(Time.CHINA)
                .toInstant();
        var terms = new TaskDraft.Terms(
                Audience.COMMUNITY,
                null,
                null,
                null,
                null,
                java.util.Set.of(),
                "",
                0,
                null,
                null,
                null,
                null,
                resident.id(),
                null);
        var draft = new TaskDraft(
                communityId,
                TaskKind.WISH,
                name,
                description,
                community.name(),
                starts,
                starts.plus(Duration.ofHours(2)),
                1,
                terms);
        var wish = publishing.add(resident, draft, null);
        audit.record(resident, communityId, "task.wish", "task:" + wish.id(), "提出微心愿。");
        return wish;
    }

    private static String words(String text, int longest) {
        var words = text.strip();
        if (words.isEmpty() || words.length() > longest || !CleanText.isClean(words)) {
            throw new BadInput("请写明心愿，标题不超过 60 字，内容不超过 500 字。");
        }
        return words;
    }

    static final class TooManyWishes extends Refusal {
        TooManyWishes() {
            super(HttpStatus.CONFLICT, "too-many-wishes", "您有 3 个心愿还在等社区查看，请等一等再提。");
        }
    }
}
