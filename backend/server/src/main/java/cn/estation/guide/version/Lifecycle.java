package cn.estation.guide.version;

import cn.estation.guide.GuidePublished;
import cn.estation.guide.GuideSuspended;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What all moves of a version have in common: the item is held, the move is written down, the nodes are told. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Lifecycle {

    private final GuideMapper guides;
    private final Authority authority;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Lifecycle(GuideMapper guides, Authority authority, Ids ids, Clock clock, ApplicationEventPublisher events) {
        this.guides = guides;
        this.authority = authority;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Keeps the item to this transaction: every change of its versions takes its turn here.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    GuideItem hold(Staff staff, long guideId) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = hold(guideId);
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        return item;
    }

    GuideItem hold(long guideId) {
        var item = guides.holdItem(guideId);
        if (item == null) {
            throw new NotFound();
        }
        return item;
    }

    /** @throws NotFound if no version of it is being written, reviewed or waiting */
    GuideVersion coming(long guideId) {
        var coming = guides.coming(guideId);
        if (coming == null) {
            throw new NotFound();
        }
        return coming;
    }

    void record(long versionId, @Nullable GuideStatus from, GuideStatus to, Actor actor, String reason) {
        guides.move(ids.next(), versionId, from, to, actor.actorKey(), reason, clock.instant());
    }

    /** Makes room for a version that goes live in this transaction. */
    void supersede(GuideItem item, GuideVersion successor, Actor actor) {
        var live = guides.live(item.id());
        if (live != null && guides.supersede(live.id(), successor.id()) == 1) {
            record(live.id(), live.status(), GuideStatus.SUPERSEDED, actor, "由第 " + successor.number() + " 版取代");
        }
    }

    /** The version has gone live: what was doubted of the one before is doubted no more. */
    void wentLive(GuideItem item, GuideVersion version) {
        guides.freshen(item.id());
        showChange(item.id(), version.title());
        events.publishEvent(new GuidePublished(item.id(), version.id(), version.title()));
    }

    void suspended(GuideItem item, GuideVersion version, Actor actor, String reason) {
        record(version.id(), GuideStatus.PUBLISHED, GuideStatus.SUSPENDED, actor, reason);
        showChange(item.id(), item.name());
        events.publishEvent(new GuideSuspended(item.id(), version.id()));
    }

    /** Gives the change its place in the order that all nodes follow. */
    void showChange(long guideId, String name) {
        guides.nextRevision();
        guides.changed(guideId, name, guides.revision().number());
    }
}
