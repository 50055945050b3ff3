package cn.estation.media;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import cn.estation.media.document.Documents;
import cn.estation.media.picture.Pictures;
import cn.estation.media.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What happens to pictures: they are sent, judged, used by a thing, and deleted.
 *
 * <p>The file is written before the row and deleted after it, so that a row always has its file; a file without a row is
 * found by the clean-up.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Uploads {

    private static final Actor SYSTEM = () -> "system";

    private final UploadMapper uploads;
    private final QuotaMapper quotas;
    private final Pictures pictures;
    private final Documents documents;
    private final Store store;
    private final MediaSettings settings;
    private final Residents residents;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Uploads(
            UploadMapper uploads,
            QuotaMapper quotas,
            Pictures pictures,
            Documents documents,
            Store store,
            MediaSettings settings,
            Residents residents,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.uploads = uploads;
        this.quotas = quotas;
        this.pictures = pictures;
        this.documents = documents;
        this.store = store;
        this.settings = settings;
        this.residents = residents;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a resident's picture. The platform looks at it before anybody else does.
     *
     * @throws MediaRefused if residents send no such pictures, or keep as many as they may
     * @throws BadInput if the resident has not said to which community they belong
     */
    Upload add(Resident resident, Purpose purpose, Ready ready) {
        if (!purpose.isForResidents()) {
            throw MediaRefused.notForResidents();
        }
        long community = residents.communityOf(resident.id()).orElseThrow(() -> new BadInput("请先选择您所在的社区。"));
        var upload = keep(resident, purpose, community, ready, settings.resident(), Verdict.PENDING);
        audit.record(resident, community, "media.add", "media:" + upload.id(), "上传“" + purpose.title() + "”。");
        return upload;
    }

    /**
     * Takes a picture of a member of staff and returns its id. It passes at once if they may judge pictures of this
     * place; otherwise somebody who may looks at it.
     *
     * @throws NotFound if the place is not theirs
     * @throws Authority.NotAllowed if they keep no such pictures anywhere
     * @throws MediaRefused if they keep as many as they may
     */
    public long add(Staff staff, Purpose purpose, long cellId, Ready ready) {
        authority.require(staff, purpose.keeper(), cellId);
        boolean passes = purpose.isReviewedWithItsThing() || authority.may(staff, Permission.JUDGE_MEDIA, cellId);
        var verdict = passes ? Verdict.PASSED : Verdict.REVIEW;
        var upload = keep(staff, purpose, cellId, ready, settings.staff().quota(), verdict);
        audit.record(staff, cellId, "media.add", "media:" + upload.id(), "上传“" + purpose.title() + "”。");
        return upload.id();
    }

    private Upload keep(
            Actor owner, Purpose purpose, long cellId, Ready ready, MediaSettings.Quota quota, Verdict verdict) {
        takeRoom(owner, ready.content().length, quota);
        var now = clock.instant();
        var location = store.save(ready.content());
        ifUndone(() -> store.delete(location));
        var upload = new Upload(
                ids.next(),
                owner.actorKey(),
                purpose,
                cellId,
                ready.format(),
                ready.width(),
                ready.height(),
                ready.pages(),
                ready.content().length,
                ready.digest(),
                location,
                verdict,
                "",
                0,
                verdict == Verdict.PENDING ? now : null,
                now,
                verdict == Verdict.PENDING ? null : now);
        uploads.insert(upload);
        record(upload.id(), null, verdict, owner, "", now);
        return upload;
    }

    private void takeRoom(Actor owner, long bytes, MediaSettings.Quota quota) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        quotas.introduce(owner.actorKey(), today);
        int taken = quotas.take(
                owner.actorKey(), bytes, today, quota.files(), quota.megabytes() * 1024L * 1024L, quota.aDay());
        if (taken == 0) {
            throw MediaRefused.noRoom(quota);
        }
    }

    /**
     * Reads a file, before the transaction that keeps it.
     *
     * @throws MediaRefused if the sender certainly has no room for one more
     * @throws cn.estation.kernel.Refusal if it is no picture that is taken
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Ready read(Actor sender, byte[] file) {
        requireRoom(sender);
        return new Ready(pictures.read(file));
    }

    /**
     * Reads a file that may be a document, before the transaction that keeps it.
     *
     * @throws MediaRefused if the sender certainly has no room for one more
     * @throws cn.estation.kernel.Refusal if it is neither a picture nor a document that is taken
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Ready readFile(Staff sender, byte[] file) {
        requireRoom(sender);
        return file.length == 0 || Pictures.isPicture(file)
                ? new Ready(pictures.read(file))
                : new Ready(documents.read(file));
    }

    private void requireRoom(Actor owner) {
        var quota = owner instanceof Staff ? settings.staff().quota() : settings.resident();
        var kept = quotas.kept(owner.actorKey());
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        if (kept != null
                && (kept.files() >= quota.files() || kept.day().equals(today) && kept.dayFiles() >= quota.aDay())) {
            throw MediaRefused.noRoom(quota);
        }
    }

    /**
     * Decides as a person.
     *
     * @throws NotFound if there is no such picture in the staff member's part of the tree
     * @throws Authority.NotAllowed if they judge no pictures
     * @throws MediaRefused if the verdict has changed since they looked, or is the same
     */
    Upload judge(Staff staff, long id, Verdict seen, Verdict verdict, String reason) {
        authority.require(staff, Permission.JUDGE_MEDIA);
        var upload = Optional.ofNullable(uploads.hold(id)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.JUDGE_MEDIA, upload.cellId());
        if (upload.verdict() != seen || verdict == Verdict.REVIEW || !move(upload, verdict, staff, reason)) {
            throw MediaRefused.changedMeanwhile();
        }
        audit.record(
                staff,
                upload.cellId(),
                verdict == Verdict.PASSED ? "media.pass" : "media.refuse",
                "media:" + id,
                verdict.title() + (reason.isEmpty() ? "。" : "：" + reason));
        return upload;
    }

    /** Decides as the platform said. What a person decided meanwhile stays. */
    void judge(long id, Verdict verdict, String reason) {
        var upload = uploads.hold(id);
        if (upload != null && upload.verdict() == Verdict.PENDING) {
            move(upload, verdict, SYSTEM, reason);
        }
    }

    private boolean move(Upload upload, Verdict to, Actor by, String reason) {
        var now = clock.instant();
        if (!upload.verdict().next().contains(to) || uploads.judge(upload.id(), upload.verdict(), to, now) == 0) {
            return false;
        }
        record(upload.id(), upload.verdict(), to, by, reason, now);
        return true;
    }

    private void record(long id, @Nullable Verdict from, Verdict to, Actor by, String reason, Instant now) {
        uploads.record(new UploadMapper.Move(ids.next(), id, from, to, by.actorKey(), reason, now));
    }

    /** The picture, if there is one. Says nothing about who may see it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Upload> find(long id) {
        return Optional.ofNullable(uploads.find(id));
    }

    /** Those of these pictures that are there, by id. Says nothing about who may see them. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, Upload> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : uploads.findAll(ids).stream().collect(Collectors.toMap(Upload::id, Function.identity()));
    }

    /** Those of these that anybody may see, in the same order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Long> shown(List<Long> mediaIds) {
        return mediaIds.stream()
                .filter(id -> find(id).filter(Upload::isPublic).isPresent())
                .toList();
    }

    /**
     * Says which pictures a thing shows from now on. Those it showed before and no longer does are deleted after a while.
     *
     * @param thing kind and id, for example {@code point:42}
     * @throws MediaRefused if one of them is gone, was refused, is for something else, or is used by another thing
     */
    public void use(Purpose purpose, String thing, List<Long> mediaIds) {
        var released = new HashSet<>(uploads.usedBy(thing));
        mediaIds.forEach(released::remove);
        released.forEach(id -> uploads.release(id, thing));
        var used = new HashSet<>(uploads.usedBy(thing));
        for (long id : mediaIds) {
            // MySQL counts a row that already says so as unchanged.
            if (!used.contains(id) && uploads.use(id, purpose, thing) == 0) {
                throw MediaRefused.cannotBeUsed();
            }
        }
    }

    /**
     * Lets a thing show a picture that a resident sent for it. From then on those of the thing's place look at it.
     *
     * @param cellId where the thing is, which need not be where the resident lives
     * @throws NotFound if it is not theirs, or there is none
     * @throws MediaRefused if it was refused, is for something else, or is used by another thing
     */
    public void useOwn(Resident resident, Purpose purpose, String thing, long cellId, long mediaId) {
        var upload = uploads.hold(mediaId);
        if (upload == null || !upload.owner().equals(resident.actorKey())) {
            throw new NotFound();
        }
        use(purpose, thing, List.of(mediaId));
        uploads.file(mediaId, cellId);
    }

    /**
     * Deletes a resident's own picture.
     *
     * @throws NotFound if it is not theirs, or there is none
     * @throws MediaRefused if something shows it
     */
    void delete(Resident resident, long id) {
        var upload = uploads.hold(id);
        if (upload == null || !upload.owner().equals(resident.actorKey())) {
            throw new NotFound();
        }
        if (!upload.usedBy().isEmpty()) {
            throw MediaRefused.inUse();
        }
        delete(upload);
        audit.record(resident, upload.cellId(), "media.delete", "media:" + id, "删除自己的图片。");
    }

    /** Deletes every picture of a resident who is forgotten. Doing it again does nothing. */
    void forget(long residentId) {
        var owner = Resident.actorKey(residentId);
        var all = uploads.holdAllOf(owner);
        all.forEach(this::delete);
        quotas.forget(owner);
        if (!all.isEmpty()) {
            audit.record(SYSTEM, 0, "media.forget", owner, "居民注销，删除图片 %d 张。".formatted(all.size()));
        }
    }

    /** Deletes one that nothing uses or that was refused long ago; true if it was still so. */
    boolean deleteStale(long id, Instant unusedSince, Instant refusedSince) {
        var upload = uploads.hold(id);
        if (upload == null) {
            return false;
        }
        var judged = upload.judgedAt();
        boolean unused = upload.usedBy().isEmpty() && upload.createdAt().isBefore(unusedSince);
        boolean refused = upload.verdict() == Verdict.REFUSED && judged != null && judged.isBefore(refusedSince);
        if (unused || refused) {
            delete(upload);
        }
        return unused || refused;
    }

    private void delete(Upload upload) {
        uploads.deleteMoves(upload.id());
        uploads.deleteChecks(upload.id());
        uploads.delete(upload.id());
        quotas.give(upload.owner(), upload.bytes());
        afterCommit(() -> store.delete(upload.location()));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static void ifUndone(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    action.run();
                }
            }
        });
    }
}
