package cn.estation.console;

import cn.estation.audit.AuditFilter;
import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who did and who saw what, for auditors. Reading changes nothing, and nothing here can be changed. */
@Controller
class AuditPages {

    private final AuditTrail trail;
    private final Authority authority;
    private final Grid grid;

    AuditPages(AuditTrail trail, Authority authority, Grid grid) {
        this.trail = trail;
        this.authority = authority;
        this.grid = grid;
    }

    /**
     * @param actor exactly, for example {@code staff:7}
     * @param subject exactly, for example {@code task:42}
     */
    record Search(
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String action,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate to) {

        AuditFilter filter() {
            return new AuditFilter(
                    typed(actor),
                    typed(subject),
                    typed(action),
                    from == null ? null : from.atStartOfDay(Time.CHINA).toInstant(),
                    to == null ? null : to.plusDays(1).atStartOfDay(Time.CHINA).toInstant());
        }

        private static @Nullable String typed(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/console/audit")
    String list(@AuthenticationPrincipal Staff staff, Search search, PageQuery query, Model model) {
        authority.require(staff, Permission.READ_AUDIT);
        var page = trail.page(cells(staff), search.filter(), query);
        model.addAttribute("search", search);
        model.addAttribute("entries", page.items());
        model.addAttribute("next", page.next());
        return "audit/trail";
    }

    /** The offices whose entries the auditor may read; whoever audits from the top also reads those of no office. */
    private Set<Long> cells(Staff staff) {
        var cells = new LinkedHashSet<Long>();
        for (var grant : staff.grants()) {
            if (grant.role().grants(Permission.READ_AUDIT)) {
                grid.find(grant.cellId()).ifPresent(root -> add(cells, root));
            }
        }
        return cells;
    }

    private void add(Set<Long> cells, GridCell root) {
        cells.add(root.id());
        grid.officesBelow(root).forEach(cell -> cells.add(cell.id()));
        if (root.parentId() == null) {
            cells.add(0L);
        }
    }
}
