package cn.estation.guide.exchange;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.desk.GuideScope;
import cn.estation.guide.format.JsonLines;
import cn.estation.guide.format.Sheets;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Idempotency;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes guides out: those of one's own part of the tree, as a sheet or as lines that can be imported again. */
@Controller
class ExportPages {

    private static final int BATCH = 100;

    private final ImportMapper items;
    private final Versions versions;
    private final GuideScope scope;
    private final Authority authority;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Clock clock;

    ExportPages(
            ImportMapper items,
            Versions versions,
            GuideScope scope,
            Authority authority,
            AuditTrail audit,
            Idempotency idempotency,
            Clock clock) {
        this.items = items;
        this.versions = versions;
        this.scope = scope;
        this.authority = authority;
        this.audit = audit;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param coming whether the drafts are wanted where there are some, instead of what residents see */
    @PostMapping("/console/guide-imports/export")
    void export(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "EXCEL") ImportRun.Format format,
            @RequestParam(defaultValue = "false") boolean coming,
            @RequestParam String requestKey,
            HttpServletResponse response)
            throws IOException {
        authority.require(staff, Permission.EDIT_GUIDES);
        var cells = scope.cells(staff);
        idempotency.<@Nullable Void>once(staff, "guide.export", requestKey, format.name() + coming, Void.class, () -> {
            audit.record(
                    staff,
                    cells.isEmpty() ? 0 : cells.iterator().next(),
                    "guide.export",
                    "guide:all",
                    "导出办事指南（" + format.title() + (coming ? "，含草稿）" : "）"));
            return null;
        });
        var guides = new Written(cells, coming);
        if (format == ImportRun.Format.EXCEL) {
            ImportPages.download(
                    response,
                    Sheets.fileName("办事指南", clock, ".xlsx"),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            Sheets.write(response.getOutputStream(), guides);
        } else {
            ImportPages.download(response, Sheets.fileName("办事指南", clock, ".jsonl"), "application/x-ndjson");
            lines(response.getOutputStream(), guides);
        }
    }

    private static void lines(OutputStream out, Written guides) throws IOException {
        while (guides.hasNext()) {
            var guide = guides.next();
            out.write((JsonLines.write(guide.code(), guide.content()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /** The guides of some cells, read a hundred at a time. */
    private final class Written implements Iterator<Sheets.Guide> {

        private final Set<Long> cells;
        private final boolean coming;
        private final ArrayDeque<Sheets.Guide> read = new ArrayDeque<>();
        private long after;
        private boolean ended;

        Written(Set<Long> cells, boolean coming) {
            this.cells = cells;
            this.coming = coming;
            this.ended = cells.isEmpty();
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && !ended) {
                fill();
            }
            return !read.isEmpty();
        }

        @Override
        public Sheets.Guide next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.remove();
        }

        private void fill() {
            var rows = items.items(cells, after, BATCH);
            ended = rows.size() < BATCH;
            if (rows.isEmpty()) {
                return;
            }
            after = rows.getLast().id();
            var wanted =
                    rows.stream().map(this::version).filter(Objects::nonNull).toList();
            var contents = versions.contents(wanted);
            for (var row : rows) {
                var version = version(row);
                if (version != null && contents.get(version) instanceof GuideContent content) {
                    read.add(new Sheets.Guide(row.code(), content));
                }
            }
        }

        private @Nullable Long version(ImportMapper.Item item) {
            return coming && item.draftId() != null || item.liveId() == null && coming ? item.draftId() : item.liveId();
        }
    }
}
