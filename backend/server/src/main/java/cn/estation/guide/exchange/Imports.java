package cn.estation.guide.exchange;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.guide.exchange.ImportMapper.Kept;
import cn.estation.guide.exchange.ImportMapper.Known;
import cn.estation.guide.format.JsonLines;
import cn.estation.guide.format.Row;
import cn.estation.guide.format.Sheets;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.EditLocks;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BackgroundJob.Progress;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.Time;
import cn.estation.kernel.UnreadableFile;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes guides in from files in two steps: a preview that changes nothing, and, after somebody confirmed it, one row after
 * the other. Only drafts are written. The same file again changes nothing.
 */
@Service
class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final EnumSet<CellKind> SCOPES =
            EnumSet.of(CellKind.DISTRICT, CellKind.SUBDISTRICT, CellKind.COMMUNITY);
    private static final int BATCH = 200;
    private static final Duration PREVIEW_KEPT = Duration.ofDays(7);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ImportMapper imports;
    private final Versions versions;
    private final Drafts drafts;
    private final Grid grid;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Imports(
            ImportMapper imports,
            Versions versions,
            Drafts drafts,
            Grid grid,
            AuditTrail audit,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.versions = versions;
        this.drafts = drafts;
        this.grid = grid;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** A file that was read, and what is to become of its rows. */
    record Read(ImportRun.Format format, String fileName, String digest, List<Kept> rows) {}

    /**
     * Reads a file and weighs its rows against what is there; writes nothing.
     *
     * @param mine whether an item of this cell may be changed by whoever imports
     * @throws UnreadableFile if the file as a whole cannot be taken
     */
    Read read(String fileName, byte[] file, LongPredicate mine) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        boolean packed = file.length > 1 && (file[0] == 'P' && file[1] == 'K' || (file[0] & 0xFF) == 0xD0);
        var rows = packed ? Sheets.read(file, this::contents, today) : JsonLines.read(file, today);
        var known = known(
                rows.stream().map(Row::code).filter(code -> !code.isEmpty()).toList());
        return new Read(
                packed ? ImportRun.Format.EXCEL : ImportRun.Format.JSON_LINES,
                name(fileName),
                Sha256.hex(file),
                rows.stream()
                        .map(row -> weighed(row, known.get(row.code()), mine))
                        .toList());
    }

    /**
     * Keeps what was read for somebody to confirm, and returns its id.
     *
     * @throws NotFound if there is no such cell
     * @throws BadInput if guides are not kept for places of this kind
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long preview(Actor actor, long cellId, Read read) {
        if (!SCOPES.contains(grid.cell(cellId).kind())) {
            throw new BadInput("办事指南的适用范围只能是区、街道或社区。");
        }
        long id = ids.next();
        imports.insert(new ImportRun(
                id,
                cellId,
                read.format(),
                read.fileName(),
                read.digest(),
                ImportRun.Status.PREVIEW,
                actor.actorKey(),
                read.rows().size(),
                null,
                clock.instant(),
                null));
        for (int from = 0; from < read.rows().size(); from += BATCH) {
            imports.insertRows(
                    id,
                    read.rows().subList(from, Math.min(from + BATCH, read.rows().size())));
        }
        audit.record(
                actor,
                cellId,
                "guide.import-preview",
                "guide-import:" + id,
                "上传指南文件，共 " + read.rows().size() + " 行");
        return id;
    }

    /**
     * Lets the rows of a preview be taken in.
     *
     * @throws NotFound if there is no such import
     * @throws NotWaiting if it was confirmed or given up before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(Actor actor, long id, long jobId) {
        var run = held(id);
        if (imports.move(id, ImportRun.Status.PREVIEW, ImportRun.Status.QUEUED, jobId, null) == 0
                && imports.again(id, jobId) == 0) {
            throw new NotWaiting();
        }
        audit.record(actor, run.cellId(), "guide.import", "guide-import:" + id, "确认导入指南：" + run.fileName());
    }

    /**
     * Gives a preview up.
     *
     * @throws NotFound if there is no such import
     * @throws NotWaiting if it was confirmed or given up before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(Actor actor, long id) {
        var run = held(id);
        if (imports.move(id, ImportRun.Status.PREVIEW, ImportRun.Status.DISCARDED, null, clock.instant()) == 0) {
            throw new NotWaiting();
        }
        imports.forgetContents(id);
        audit.record(actor, run.cellId(), "guide.import-discard", "guide-import:" + id, "放弃导入：" + run.fileName());
    }

    /** Takes in the rows of a confirmed import that were not taken yet, each in a transaction of its own. */
    void takeIn(ImportRun run, Set<Long> cells, Progress progress) {
        int total = imports.waitingCount(run.id());
        progress.total(total);
        Actor actor = run::startedBy;
        int done = 0;
        int after = 0;
        for (var rows = imports.waiting(run.id(), after, BATCH);
                !rows.isEmpty();
                rows = imports.waiting(run.id(), after, BATCH)) {
            for (var row : rows) {
                after = row.line();
                takeIn(run, actor, row, cells);
                if (++done % 20 == 0) {
                    progress.done(done);
                }
            }
        }
        progress.done(total);
        transaction.executeWithoutResult(status -> {
            if (imports.move(run.id(), ImportRun.Status.QUEUED, ImportRun.Status.DONE, null, clock.instant()) == 1) {
                audit.record(actor, run.cellId(), "guide.import-done", "guide-import:" + run.id(), summary(run.id()));
            }
        });
    }

    private void takeIn(ImportRun run, Actor actor, Kept row, Set<Long> cells) {
        try {
            transaction.executeWithoutResult(status -> {
                // Two nodes may have been given the same import: they take turns here.
                var held = imports.hold(run.id());
                if (held != null && held.status() == ImportRun.Status.QUEUED && imports.waits(run.id(), row.line())) {
                    write(run, actor, row, cells);
                }
            });
        } catch (RuntimeException failure) {
            log.error("row {} of guide import {} was not taken in", row.line(), run.id(), failure);
            transaction.executeWithoutResult(status ->
                    imports.settle(run.id(), row.line(), Outcome.REFUSED, "整行", "保存时出了问题，没有导入。请重试；仍不行请联系管理员。"));
        }
    }

    private void write(ImportRun run, Actor actor, Kept row, Set<Long> cells) {
        var editor = hold(row.code());
        var known = known(List.of(row.code())).get(row.code());
        var fresh = GuideJson.read(JSON.readTree(row.content()), Set.of("partial"));
        boolean partial = JSON.readTree(row.content()).path("partial").asBoolean();
        var weighed = Weighing.of(fresh, partial, row.digest(), known, cells::contains, () -> words(known))
                .unlessEdited(editor);
        var content = weighed.content();
        if (content != null) {
            var written = known == null
                    ? drafts.importNew(actor, row.code(), run.cellId(), content)
                    : drafts.importChange(actor, known.id(), content);
            imports.mark(written.guideId(), row.digest(), written.versionId(), written.edits(), clock.instant());
        }
        var said = row.sentence().contains(weighed.sentence()) ? row.sentence() : weighed.sentence() + row.sentence();
        imports.settle(
                run.id(), row.line(), weighed.outcome(), row.field().isEmpty() ? weighed.field() : row.field(), said);
    }

    /** Nobody begins to edit the item, or saves it, until the row is settled. Says who is editing it already. */
    private @Nullable String hold(String code) {
        return versions.byCode(code)
                .flatMap(item -> drafts.holdToImport(item.id()))
                .map(EditLocks.Lock::holderName)
                .orElse(null);
    }

    /** One line of what came of an import. */
    String summary(long id) {
        var counts = counts(id);
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey().title() + " " + count.getValue() + " 行")
                .collect(Collectors.joining("，"));
    }

    /** How many rows have which outcome, in the order of outcomes, none left out. */
    Map<Outcome, Integer> counts(long id) {
        var counts = new java.util.EnumMap<Outcome, Integer>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        imports.counts(id).forEach(count -> counts.put(count.outcome(), count.rows()));
        return counts;
    }

    /** Contents of previews that nobody confirmed for a week are forgotten. */
    void forgetAbandoned() {
        for (long id : imports.abandoned(clock.instant().minus(PREVIEW_KEPT))) {
            transaction.executeWithoutResult(status -> {
                if (imports.move(id, ImportRun.Status.PREVIEW, ImportRun.Status.DISCARDED, null, clock.instant())
                        == 1) {
                    imports.forgetContents(id);
                }
            });
        }
    }

    private ImportRun held(long id) {
        var run = imports.hold(id);
        if (run == null) {
            throw new NotFound();
        }
        return run;
    }

    private Kept weighed(Row row, @Nullable Known known, LongPredicate mine) {
        var content = row.content();
        if (content == null) {
            return new Kept(
                    row.line(), row.code(), row.title(), Outcome.REFUSED, row.fields(), row.sentences(), "", null);
        }
        var weighed = Weighing.of(content, row.partial(), row.digest(), known, mine, () -> words(known));
        var json = GuideJson.write(content);
        if (row.partial()) {
            json.put("partial", true);
        }
        return new Kept(
                row.line(),
                row.code(),
                row.title(),
                weighed.outcome(),
                weighed.field().isEmpty() ? row.fields() : weighed.field(),
                weighed.sentence() + row.sentences(),
                row.digest(),
                weighed.outcome().writes() ? json.toString() : null);
    }

    private @Nullable GuideContent words(@Nullable Known known) {
        return known == null
                ? null
                : versions.find(known.latest()).map(versions::content).orElse(null);
    }

    private Map<String, GuideContent> contents(Collection<String> codes) {
        var known = known(codes);
        var contents = new HashMap<Long, GuideContent>();
        batches(known.values().stream().map(Known::latest).toList())
                .forEach(some -> contents.putAll(versions.contents(some)));
        return known.values().stream()
                .filter(one -> contents.containsKey(one.latest()))
                .collect(Collectors.toMap(
                        Known::code, one -> java.util.Objects.requireNonNull(contents.get(one.latest()))));
    }

    private Map<String, Known> known(Collection<String> codes) {
        var known = new HashMap<String, Known>();
        batches(codes.stream().distinct().toList())
                .forEach(some -> imports.known(some).forEach(one -> known.put(one.code(), one)));
        return known;
    }

    private static <T> List<List<T>> batches(List<T> all) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }

    /** A name that can be shown: without a path, without signs that turn or hide text, not too long. */
    private static String name(String raw) {
        var last = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
        var plain =
                CleanText.normalize(last).replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        var name = CleanText.isClean(plain) ? plain : "";
        return name.isEmpty() ? "未命名" : name.length() <= 100 ? name : name.substring(0, 100);
    }

    static final class NotWaiting extends Refusal {
        NotWaiting() {
            super(HttpStatus.CONFLICT, "import-not-waiting", "这次导入已经确认或放弃过了，请刷新页面。");
        }
    }
}
