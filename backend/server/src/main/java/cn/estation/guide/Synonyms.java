package cn.estation.guide;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words staff have said mean the same, beside the general list that comes with the product. A group is tried on past
 * questions first, and somebody else than who proposed it looks at what it would change; once live, every node searches with it within a second or two, for everybody who lives where its author
 * works or below.
 */
@Service
public class Synonyms {

    static final Duration TRIAL = Duration.ofDays(30);

    private static final String EFFECTS = "guide_synonym.effects";
    private static final int FEWEST = 2;
    private static final int MOST = 10;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 20;

    private final SearchMapper rows;
    private final Authority authority;
    private final AuditTrail audit;
    private final Vault vault;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Synonyms(
            SearchMapper rows,
            Authority authority,
            AuditTrail audit,
            Vault vault,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.authority = authority;
        this.audit = audit;
        this.vault = vault;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Where a group stands. */
    public enum Status {
        TRYING("试用中"),
        LIVE("已生效"),
        WITHDRAWN("已撤下");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * Words that stand for each other.
     *
     * @param effects what it would change, once it was tried and until it is decided on
     */
    public record Group(
            long id,
            long cellId,
            List<String> words,
            Status status,
            String author,
            @Nullable String approver,
            Instant addedAt,
            @Nullable Instant replayedAt,
            Replay.@Nullable Outcome effects) {}

    /**
     * Adds a group that was tried already and that two people have decided on elsewhere; it is live at once.
     *
     * @param approver the second of the two
     * @param proposer key of the actor who proposed it
     * @throws Authority.NotAllowed if no role of the approver's edits guides
     * @throws BadInput if these are not two to ten different words of 2 to 20 characters
     * @throws OwnProposal if both are the same
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(Staff approver, String proposer, List<String> words) {
        long id = insert(approver, proposer, words);
        rows.triedElsewhere(id, clock.instant());
        makeLive(approver, held(approver, id));
        return id;
    }

    /**
     * Adds a group that residents do not notice yet. {@link SynonymReplay} asks past questions with it.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws BadInput if these are not two to ten different words of 2 to 20 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long tryOut(Staff staff, List<String> words) {
        return insert(staff, staff.actorKey(), words);
    }

    private long insert(Staff staff, String proposer, List<String> words) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var group = checked(words);
        long id = ids.next();
        long cell = authority.roots(staff, Permission.EDIT_GUIDES).getFirst().id();
        rows.add(id, cell, String.join(" ", group), proposer, clock.instant());
        audit.record(staff, cell, "guide.synonym.try", "synonym:" + id, "提出同义词：" + String.join("、", group));
        return id;
    }

    /**
     * Approves what somebody else proposed: from now on residents find with it.
     *
     * @throws OwnProposal if they proposed it themselves
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such group, or it is not theirs
     * @throws NotTried if past questions were not asked with it yet
     * @throws AlreadyDecided if it is live or withdrawn
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goLive(Staff staff, long id) {
        var group = held(staff, id);
        if (group.status() == Status.TRYING && group.replayedAt() == null) {
            throw new NotTried();
        }
        makeLive(staff, group);
    }

    private void makeLive(Staff staff, SearchMapper.Row group) {
        if (group.author().equals(staff.actorKey())) {
            throw new OwnProposal();
        }
        if (rows.goLive(group.id(), staff.actorKey(), clock.instant()) == 0) {
            throw new AlreadyDecided();
        }
        rows.nextRevision();
        audit.record(staff, group.cellId(), "guide.synonym.live", "synonym:" + group.id(), "同义词生效：" + group.words());
    }

    /**
     * Residents no longer find with it.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such group, or it is not theirs
     * @throws AlreadyDecided if it is withdrawn
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(Staff staff, long id) {
        var group = held(staff, id);
        if (rows.withdraw(id, clock.instant()) == 0) {
            throw new AlreadyDecided();
        }
        rows.nextRevision();
        audit.record(staff, group.cellId(), "guide.synonym.withdraw", "synonym:" + id, "撤下同义词：" + group.words());
    }

    /** How many groups of some places wait for somebody else than who proposed them. */
    public long waiting(Collection<Long> cells, Staff reader) {
        return cells.isEmpty() ? 0 : rows.waiting(cells, reader.actorKey());
    }

    /** Those of some places, newest first. */
    public Page<Group> page(Collection<Long> cells, @Nullable Status status, PageQuery query) {
        if (cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(rows.page(cells, status, query.before(), query.limit()), query, SearchMapper.Row::id)
                .map(this::group);
    }

    /**
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such group, or it is not theirs
     */
    public Group group(Staff staff, long id) {
        return group(held(staff, id));
    }

    /** The number of the last change of what is live. */
    long revision() {
        return rows.revision();
    }

    /** What is live where. */
    List<Local> live() {
        return rows.live().stream()
                .map(row -> new Local(row.cellId(), words(row.words())))
                .toList();
    }

    /** Words that stand for each other in a place and all below it. */
    record Local(long cellId, List<String> words) {}

    /** Groups nobody has asked past questions with yet. Those that were tried long ago and forgotten are withdrawn. */
    List<Group> toReplay() {
        rows.abandon(clock.instant().minus(TRIAL), clock.instant());
        return rows.toReplay().stream().map(this::group).toList();
    }

    void replayed(long id, Replay.Outcome outcome) {
        rows.replayed(id, outcome.asked(), vault.seal(json.writeValueAsString(outcome), EFFECTS, id), clock.instant());
    }

    private SearchMapper.Row held(Staff staff, long id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var row = Optional.ofNullable(rows.find(id)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.EDIT_GUIDES, row.cellId());
        return row;
    }

    private Group group(SearchMapper.Row row) {
        var effects = row.effects() == null
                ? null
                : json.readValue(vault.open(row.effects(), EFFECTS, row.id()), Replay.Outcome.class);
        return new Group(
                row.id(),
                row.cellId(),
                words(row.words()),
                row.status(),
                row.author(),
                row.approver(),
                row.addedAt(),
                row.replayedAt(),
                effects);
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }

    private static List<String> checked(List<String> words) {
        var group = words.stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (group.size() < FEWEST || group.size() > MOST) {
            throw new BadInput("请写 2 到 10 个不同的词。");
        }
        for (var word : group) {
            int length = word.codePointCount(0, word.length());
            if (length < SHORTEST || length > LONGEST || !word.matches("[\\p{L}\\p{N}]+") || !CleanText.isClean(word)) {
                throw new BadInput("“" + word + "”不行：每个词应是 2 到 20 个汉字、字母或数字，中间没有空格和标点。");
            }
        }
        return group;
    }

    /** What this group would change is not known yet. */
    public static final class NotTried extends Refusal {
        NotTried() {
            super(HttpStatus.CONFLICT, "synonym-not-tried", "还没有用最近的提问试完，请等结果出来、核对以后再生效。");
        }
    }

    /** What one person proposes another one approves. */
    public static final class OwnProposal extends Refusal {
        OwnProposal() {
            super(HttpStatus.CONFLICT, "synonym-own-proposal", "这组同义词是您提出的，请另一位同事核对后再生效。");
        }
    }

    /** Somebody decided on this group before. */
    public static final class AlreadyDecided extends Refusal {
        AlreadyDecided() {
            super(HttpStatus.CONFLICT, "synonym-decided", "这组同义词已经生效或撤下，请刷新后再看。");
        }
    }
}
