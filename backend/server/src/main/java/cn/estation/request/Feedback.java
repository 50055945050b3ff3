package cn.estation.request;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import cn.estation.wechat.TextVerdict;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 投诉建议: taken from whoever speaks, answered by staff of the community it concerns. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Feedback {

    static final int MOST_A_DAY = 10;

    private static final String CONTENT = "request_resident_request.content";
    private static final String ANSWER = "request_resident_request.answer";
    private static final String OPENID = "request_resident_request.openid";

    private final RequestMapper requests;
    private final Vault vault;
    private final BlindIndex index;
    private final Grid grid;
    private final Authority authority;
    private final FeedbackScope scope;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Feedback(
            RequestMapper requests,
            Vault vault,
            BlindIndex index,
            Grid grid,
            Authority authority,
            FeedbackScope scope,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.vault = vault;
        this.index = index;
        this.grid = grid;
        this.authority = authority;
        this.scope = scope;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Keeps what somebody says. The same text of the same person on the same day is one request.
     *
     * @throws BadInput if it is empty, longer than 1,000 characters, or not text
     * @throws NotFound if there is no such community
     * @throws TooManyToday if the person has sent ten today
     */
    ResidentRequest submit(Sender sender, @Nullable Long communityId, RequestSource source, String typed) {
        var text = FeedbackText.checked(typed);
        if (communityId != null) {
            grid.community(communityId);
        }
        var day = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        var same = requests.same(sender.actorKey(), day, index.of(CONTENT, text));
        if (same != null) {
            return same;
        }
        if (requests.countOfDay(sender.actorKey(), day) >= MOST_A_DAY) {
            throw new TooManyToday();
        }
        var request = request(sender, communityId, source, text, day);
        requests.insert(request);
        requests.move(ids.next(), request.id(), null, RequestStatus.SUBMITTED, sender.actorKey(), clock.instant());
        audit.record(sender, cell(request), "feedback.submit", "request:" + request.id(), "提交投诉建议");
        events.publishEvent(new FeedbackSubmitted(request.id()));
        return request;
    }

    /**
     * Answers a request, once.
     *
     * @throws Authority.NotAllowed if no role of theirs answers feedback
     * @throws NotFound if there is no such request, or it is not theirs to answer
     * @throws BadInput if the answer is empty, longer than 1,000 characters, or not text
     * @throws AnsweredBefore if somebody answered it before
     */
    void answer(Staff staff, long requestId, String typed) {
        var request = scope.require(staff, Permission.ANSWER_FEEDBACK, requestId);
        var text = FeedbackText.checked(typed);
        var sealed = vault.seal(text, ANSWER, requestId);
        if (requests.answer(requestId, sealed, staff.actorKey(), clock.instant()) == 0) {
            throw new AnsweredBefore();
        }
        requests.move(
                ids.next(),
                requestId,
                RequestStatus.SUBMITTED,
                RequestStatus.ANSWERED,
                staff.actorKey(),
                clock.instant());
        audit.record(staff, cell(request), "feedback.answer", "request:" + requestId, "答复投诉建议");
        events.publishEvent(new FeedbackAnswered(requestId, request.residentId(), text));
    }

    /**
     * The text with every number in it, for a reason that goes on record.
     *
     * @throws Authority.NotAllowed if no role of theirs may see personal data
     * @throws NotFound if there is no such request, or it is not theirs
     */
    String reveal(Staff staff, long requestId, String reason) {
        authority.require(staff, Permission.REVEAL_PERSONAL);
        var request = scope.require(staff, Permission.ANSWER_FEEDBACK, requestId);
        scope.require(staff, Permission.REVEAL_PERSONAL, requestId);
        audit.record(staff, cell(request), "feedback.reveal", "request:" + requestId, "查看完整内容：" + reason);
        return content(request);
    }

    /** Deletes what somebody said who has left; that something was said and answered stays on record. */
    void forget(String actorKey) {
        for (long id : requests.idsOf(actorKey)) {
            requests.forget(
                    id,
                    vault.seal("（本人已注销，内容已删除）", CONTENT, id),
                    vault.seal("（本人已注销，内容已删除）", ANSWER, id),
                    index.of(CONTENT, "forgotten:" + id));
        }
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    String content(ResidentRequest request) {
        return vault.open(request.content(), CONTENT, request.id());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Nullable String answer(ResidentRequest request) {
        return request.answer() instanceof Sealed sealed ? vault.open(sealed, ANSWER, request.id()) : null;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Nullable String openid(ResidentRequest request) {
        return request.openid() instanceof Sealed sealed ? vault.open(sealed, OPENID, request.id()) : null;
    }

    /** Somebody known only by an account at WeChat. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Sender follower(WechatApp app, String openid) {
        var key = index.of(OPENID + "." + app, openid).substring(0, 48);
        return new Sender("wechat:" + key, null, app, openid);
    }

    /**
     * Who speaks.
     *
     * @param openid where to answer somebody who is no resident yet
     */
    record Sender(
            String actorKey,
            @Nullable Long residentId,
            @Nullable WechatApp app,
            @Nullable String openid) implements Actor {

        @Override
        public String toString() {
            return "Sender";
        }
    }

    private ResidentRequest request(
            Sender sender, @Nullable Long communityId, RequestSource source, String text, LocalDate day) {
        long id = ids.next();
        return new ResidentRequest(
                id,
                RequestKind.FEEDBACK,
                communityId,
                sender.residentId(),
                sender.app(),
                sender.openid() instanceof String openid ? vault.seal(openid, OPENID, id) : null,
                sender.actorKey(),
                source,
                vault.seal(text, CONTENT, id),
                index.of(CONTENT, text),
                TextVerdict.UNCHECKED,
                RequestStatus.SUBMITTED,
                null,
                null,
                null,
                null,
                day,
                clock.instant());
    }

    private static long cell(ResidentRequest request) {
        return request.communityId() instanceof Long community ? community : 0;
    }

    static final class TooManyToday extends Refusal {
        TooManyToday() {
            super(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-today",
                    "您今天已提交 " + MOST_A_DAY + " 条，明天可以继续；着急的事请拨打 12345 或到社区服务中心。");
        }
    }

    static final class AnsweredBefore extends Refusal {
        AnsweredBefore() {
            super(HttpStatus.CONFLICT, "answered-before", "这条投诉建议已由同事答复，请刷新查看。");
        }
    }
}
