package cn.estation.chat.desk;

import cn.estation.audit.AuditTrail;
import cn.estation.chat.DeskAnswered;
import cn.estation.chat.desk.Handover.Reason;
import cn.estation.chat.outbox.About;
import cn.estation.chat.outbox.Outbox;
import cn.estation.chat.talk.Author;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Lines;
import cn.estation.chat.talk.Question;
import cn.estation.grid.Grid;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk where people answer people. Whatever concerns one person's conversation takes that person's turn first, so
 * that lines keep the order in which they came and staff and timers never cross.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Desk {

    static final Actor SYSTEM = () -> "system:chat-desk";

    private static final String LATER = "现在没有工作人员在线。请用一条消息写下要说的事和怎么联系您，%s上班后回复您。不想留言，回复“取消”。";
    private static final String NOTED = "已留言，%s上班后会有工作人员回复您。这期间可以继续问我。急事请拨打 12345，遇到危险拨打 110、119、120。";
    private static final int LONGEST = 600;

    private final HandoverMapper handovers;
    private final DeskScope scope;
    private final DeskHours hours;
    private final Outbox outbox;
    private final Conversations conversations;
    private final Lines lines;
    private final Residents residents;
    private final Crews crews;
    private final Grid grid;
    private final Vault vault;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Desk(
            HandoverMapper handovers,
            DeskScope scope,
            DeskHours hours,
            Outbox outbox,
            Conversations conversations,
            Lines lines,
            Residents residents,
            Crews crews,
            Grid grid,
            Vault vault,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.handovers = handovers;
        this.scope = scope;
        this.hours = hours;
        this.outbox = outbox;
        this.conversations = conversations;
        this.lines = lines;
        this.residents = residents;
        this.crews = crews;
        this.grid = grid;
        this.vault = vault;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    // What the person does. The bot has taken their turn already.

    Optional<Handover> open(String person) {
        return Optional.ofNullable(handovers.open(person));
    }

    /** The person asks for a person: into the queue, or, while nobody is there, to a message. Returns what to tell them. */
    String request(Question question) {
        var earlier = handovers.open(question.person());
        if (earlier != null && earlier.status() != HandoverStatus.MESSAGE) {
            return position(earlier);
        }
        if (!hours.openAt(clock.instant())) {
            conversations.awaitNote(question);
            return LATER.formatted(hours.next(clock.instant()));
        }
        return earlier == null ? queued(question, Reason.ASKED) : "您的留言还在，工作人员会按顺序回复。" + "想补充，接着写就行。";
    }

    /** After questions without an answer: into the queue while somebody is there. Returns what to tell the person. */
    public String afterMisses(Question question) {
        if (handovers.open(question.person()) != null) {
            return "您的留言还在，工作人员会回复您。";
        }
        return hours.openAt(clock.instant()) ? queued(question, Reason.MISSES) : "想让工作人员回复您，请回复“转人工”留言。";
    }

    private String queued(Question question, Reason reason) {
        conversations.awaitNothing(question);
        return position(opened(question, reason, HandoverStatus.WAITING, "排队"));
    }

    /** Keeps what the person has to say until people are back. */
    String note(Question question) {
        conversations.awaitNothing(question);
        if (handovers.open(question.person()) == null) {
            opened(question, Reason.ASKED, HandoverStatus.MESSAGE, "下班时间留言");
        }
        return NOTED.formatted(hours.next(clock.instant()));
    }

    /** The person would rather leave a message than wait. */
    String leaveMessage(Handover handover) {
        if (handovers.message(handover.id()) == 1) {
            moved(handover, HandoverStatus.WAITING, HandoverStatus.MESSAGE, SYSTEM, "不再等，改为留言");
        }
        return "好的，您说的话都会转给工作人员，有了回复会告诉您。现在可以继续问我。";
    }

    void heard(Handover handover) {
        handovers.heard(handover.id(), clock.instant());
    }

    /** The person goes back to the bot. */
    void leave(Handover handover) {
        if (handovers.close(handover.id(), handover.status(), clock.instant()) == 1) {
            moved(handover, handover.status(), HandoverStatus.CLOSED, SYSTEM, "本人结束");
        }
    }

    String position(Handover handover) {
        if (handover.status() == HandoverStatus.TALKING) {
            return "工作人员正在接待您，请直接说。回复“结束”回到机器人。";
        }
        int before = handovers.before(handover.id(), handover.communityId());
        var place = before == 0 ? "您排在第一位" : "您前面还有 %d 位".formatted(before);
        return "已为您转接工作人员，" + place + "。现在就可以把事情写下来；不想等，回复“留言”或“结束”。";
    }

    private Handover opened(Question question, Reason reason, HandoverStatus status, String why) {
        long id = ids.next();
        var now = clock.instant();
        var openid = question.openid();
        var handover = new Handover(
                id,
                question.app(),
                question.person(),
                question.person(),
                question.residentId(),
                openid == null ? null : vault.seal(openid, About.HANDOVER.address(), id),
                question.residentId() instanceof Long resident
                        ? residents.communityOf(resident).orElse(null)
                        : null,
                reason,
                status,
                null,
                now,
                null,
                now,
                null,
                null,
                null);
        handovers.insert(handover);
        moved(handover, null, status, new Asker(question.residentId()), why);
        return handover;
    }

    // What staff do

    /**
     * Takes a conversation: whoever is first has it.
     *
     * @throws NotFound if there is no such conversation, or it is not theirs
     * @throws TakenByOther if somebody has it already
     */
    void take(Staff staff, long handoverId) {
        var handover = held(staff, handoverId);
        if (handovers.take(handoverId, staff.id(), clock.instant()) == 0) {
            throw new TakenByOther();
        }
        moved(handover, handover.status(), HandoverStatus.TALKING, staff, "接待");
        tell(handover, "工作人员已接入，接下来由人回复您。回复“结束”可回到机器人。");
    }

    /**
     * Says something to the person.
     *
     * @throws NotFound if there is no such conversation, or it is not theirs
     * @throws BadInput if it is empty, too long, or not text
     * @throws NotTalking if they have not taken it, or it is over
     */
    void say(Staff staff, long handoverId, String typed) {
        var handover = held(staff, handoverId);
        var text = typed.strip();
        if (text.isEmpty() || text.length() > LONGEST || !CleanText.isClean(text)) {
            throw new BadInput("请写下要说的话，不超过 " + LONGEST + " 字。");
        }
        if (handovers.said(handoverId, staff.id(), clock.instant()) == 0) {
            throw new NotTalking();
        }
        var person = Objects.requireNonNull(handover.person());
        carry(handover, person, lines.add(person, Author.STAFF, staff.id(), text));
        audit.record(staff, handover.cell(), "chat.say", "handover:" + handoverId, "人工回复");
        if (handover.residentId() != null && handover.staffAt() == null) {
            events.publishEvent(new DeskAnswered(handoverId, handover.residentId()));
        }
    }

    /**
     * Gives a conversation to a colleague.
     *
     * @throws NotFound if it is not theirs, or the colleague does not talk to this community's residents
     * @throws NotTalking if they have not taken it, or it is over
     */
    void transfer(Staff staff, long handoverId, long to) {
        var handover = held(staff, handoverId);
        if (colleagues(handover).stream().noneMatch(post -> post.staffId() == to)) {
            throw new NotFound();
        }
        if (handovers.transfer(handoverId, staff.id(), to, clock.instant()) == 0) {
            throw new NotTalking();
        }
        moved(handover, HandoverStatus.TALKING, HandoverStatus.TALKING, staff, "转给同事");
        tell(handover, "已为您转给另一位工作人员，请稍候。");
    }

    /**
     * Ends a conversation: the bot answers again.
     *
     * @throws NotFound if there is no such conversation, or it is not theirs
     * @throws NotTalking if they have not taken it, or it is over
     */
    void giveBack(Staff staff, long handoverId) {
        var handover = held(staff, handoverId);
        if (!Objects.equals(handover.staffId(), staff.id())
                || handovers.close(handoverId, HandoverStatus.TALKING, clock.instant()) == 0) {
            throw new NotTalking();
        }
        moved(handover, HandoverStatus.TALKING, HandoverStatus.CLOSED, staff, "回到机器人");
        tell(handover, "工作人员已结束这次对话，接下来由机器人回答。还要找人，回复“转人工”。");
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    java.util.List<Crews.Post> colleagues(Handover handover) {
        return handover.communityId() instanceof Long community
                ? crews.at(
                        grid.upwards(grid.cell(community)).stream()
                                .map(cell -> cell.id())
                                .toList(),
                        Permission.TALK_TO_RESIDENTS)
                : crews.at(grid.roots().stream().map(cell -> cell.id()).toList(), Permission.TALK_TO_RESIDENTS);
    }

    /** After the check of who they are, takes the person's turn and reads again what is there now. */
    private Handover held(Staff staff, long handoverId) {
        var handover = scope.require(staff, handoverId);
        return hold(handover).orElseThrow(NotTalking::new);
    }

    // What time does

    /** What is there once this person's turn is taken; nothing if they are forgotten. */
    Optional<Handover> hold(Handover seen) {
        if (seen.person() == null) {
            return Optional.empty();
        }
        conversations.hold(seen.person(), null);
        return Optional.ofNullable(handovers.selectById(seen.id())).filter(now -> now.person() != null);
    }

    /** Whoever took it says nothing: the person waits for somebody else, first in the queue by their number. */
    void requeue(Handover handover) {
        if (handovers.requeue(handover.id(), clock.instant()) == 1) {
            moved(handover, HandoverStatus.TALKING, HandoverStatus.WAITING, SYSTEM, "工作人员没有回复");
            tell(handover, "刚才的工作人员暂时离开了，已为您重新排队，其他同事会尽快接待。不想等，回复“留言”或“结束”。");
        }
    }

    void endIdle(Handover handover) {
        if (handovers.close(handover.id(), HandoverStatus.TALKING, clock.instant()) == 1) {
            moved(handover, HandoverStatus.TALKING, HandoverStatus.CLOSED, SYSTEM, "很久没有说话");
            tell(handover, "好一会儿没收到您的消息，这次人工对话先结束，接下来由机器人回答。还要找人，回复“转人工”。");
        }
    }

    void closingTime(Handover handover) {
        if (handovers.message(handover.id()) == 1) {
            moved(handover, HandoverStatus.WAITING, HandoverStatus.MESSAGE, SYSTEM, "下班，改为留言");
            tell(handover, "工作人员下班了，您说的话已作为留言，%s上班后回复您。这期间可以继续问机器人。".formatted(hours.next(clock.instant())));
        }
    }

    void stillWaiting(Handover handover) {
        if (handovers.told(handover.id(), clock.instant()) == 1) {
            int before = handovers.before(handover.id(), handover.communityId());
            tell(handover, "让您久等了，前面还有 %d 位。不想等，回复“留言”或“结束”，也可以拨打社区电话或 12345。".formatted(before));
        }
    }

    private void tell(Handover handover, String sentence) {
        var person = Objects.requireNonNull(handover.person());
        carry(handover, person, lines.add(person, Author.SYSTEM, null, sentence));
    }

    /** In the mini-program it is fetched. */
    private void carry(Handover handover, String person, long place) {
        if (handover.openid() != null) {
            outbox.add(About.HANDOVER, handover.id(), person, place, handover.personAt());
        }
    }

    private void moved(Handover handover, @Nullable HandoverStatus from, HandoverStatus to, Actor actor, String why) {
        handovers.move(
                new HandoverMapper.Move(ids.next(), handover.id(), from, to, actor.actorKey(), why, clock.instant()));
        audit.record(actor, handover.cell(), "chat.handover", "handover:" + handover.id(), why);
    }

    private record Asker(@Nullable Long residentId) implements Actor {
        @Override
        public String actorKey() {
            return residentId == null ? "anonymous:chat" : cn.estation.identity.Resident.actorKey(residentId);
        }
    }

    static final class TakenByOther extends Refusal {
        TakenByOther() {
            super(HttpStatus.CONFLICT, "handover-taken", "这位居民已由同事接待，或对话已结束，请刷新列表。");
        }
    }

    static final class NotTalking extends Refusal {
        NotTalking() {
            super(HttpStatus.CONFLICT, "not-talking", "您不在接待这位居民：可能已转给同事，或对话已结束，请刷新。");
        }
    }
}
