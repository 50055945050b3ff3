package cn.estation.points.rule;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.points.Grade;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rules in the console: which apply, which are proposed, what a proposal would have made of the last month. */
@Controller
class RulePages {

    static final String HOME = "/console/points/rules";
    private static final int SHOWN = 50;

    private final RuleMapper rules;
    private final RuleBooks books;
    private final RuleEditing editing;
    private final RulePreview previews;
    private final Authority authority;
    private final Grid grid;
    private final Residents residents;
    private final Idempotency idempotency;
    private final Clock clock;

    RulePages(
            RuleMapper rules,
            RuleBooks books,
            RuleEditing editing,
            RulePreview previews,
            Authority authority,
            Grid grid,
            Residents residents,
            Idempotency idempotency,
            Clock clock) {
        this.rules = rules;
        this.books = books;
        this.editing = editing;
        this.previews = previews;
        this.authority = authority;
        this.grid = grid;
        this.residents = residents;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var cells = cells(staff);
        var page = cells.isEmpty()
                ? new Page<RuleBookRow>(List.of(), null)
                : Page.of(rules.page(cells.keySet(), query.before(), query.limit()), query, RuleBookRow::id);
        model.addAttribute("rules", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("today", today());
        model.addAttribute("inForce", inForce(staff));
        return "points/rules";
    }

    /** Of each community of theirs, the version that applies today. */
    private Map<String, RuleBook> inForce(Staff staff) {
        var inForce = new LinkedHashMap<String, RuleBook>();
        authority.communities(staff, Permission.KEEP_POINTS).stream()
                .limit(20)
                .forEach(community -> inForce.put(community.name(), books.inForce(community.id(), today())));
        return inForce;
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, @RequestParam @Nullable Id from, Model model) {
        authority.require(staff, Permission.KEEP_POINTS);
        var cells = cells(staff);
        long cell = cells.isEmpty() ? 0 : cells.keySet().iterator().next();
        var copied = from == null ? books.inForce(cell, today()) : books.whole(editing.readable(staff, from.value()));
        long of = copied.cellId() == RuleBooks.SYSTEM || !cells.containsKey(copied.cellId()) ? cell : copied.cellId();
        return form(staff, null, RuleForm.of(copied, of, today().plusDays(1)), model);
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_POINTS);
        var form = new RuleForm(fields);
        var draft = form.draft();
        if (draft == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, null, form, model);
        }
        var id = idempotency.once(
                staff,
                "points.rule-draft",
                key(fields),
                form.fields(),
                Id.class,
                () -> Id.of(editing.draft(staff, draft).id()));
        flash.addFlashAttribute("toast", "已存为草稿。看过预览再提交审核。");
        return "redirect:" + HOME + "/" + id;
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var row = editing.readable(staff, id.value());
        var book = books.whole(row);
        model.addAttribute("book", book);
        model.addAttribute("row", row);
        model.addAttribute("kinds", RuleForm.kinds());
        model.addAttribute("grades", Grade.values());
        model.addAttribute("own", row.proposedBy().equals(staff.actorKey()));
        model.addAttribute("mayDecide", mayDecide(staff, row));
        model.addAttribute("today", today());
        model.addAttribute("nightFrom", clockTime(row.nightFrom()));
        model.addAttribute("nightTo", clockTime(row.nightTo()));
        return "points/rule";
    }

    private boolean mayDecide(Staff staff, RuleBookRow row) {
        if (row.status() != RuleStatus.SUBMITTED || row.proposedBy().equals(staff.actorKey())) {
            return false;
        }
        try {
            authority.require(staff, Permission.APPROVE_POINTS, row.cellId());
            return true;
        } catch (Refusal notTheirs) {
            return false;
        }
    }

    /** What the last month's scores would have been. */
    @GetMapping(HOME + "/{id}/preview")
    String preview(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var row = editing.readable(staff, id.value());
        var mine = authority.communityIds(staff, Permission.KEEP_POINTS);
        var reached = row.cellId() == RuleBooks.SYSTEM
                ? mine
                : grid.communitiesBelow(grid.cell(row.cellId())).stream()
                        .map(GridCell::id)
                        .filter(mine::contains)
                        .toList();
        var preview = previews.preview(books.whole(row), reached);
        var shown = preview.changed().stream().limit(SHOWN).toList();
        model.addAttribute("row", row);
        model.addAttribute("preview", preview);
        model.addAttribute("shown", shown);
        model.addAttribute(
                "names",
                residents.maskedNames(shown.stream()
                        .map(one -> one.past().work().residentId())
                        .distinct()
                        .toList()));
        return "points/rule-preview";
    }

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var row = editing.theirs(staff, id.value());
        return form(staff, id, RuleForm.of(books.whole(row), row.cellId(), row.effectiveFrom()), model);
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        editing.theirs(staff, id.value());
        var form = new RuleForm(fields);
        var draft = form.draft();
        if (draft == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, id, form, model);
        }
        idempotency.once(staff, "points.rule-redraft:" + id, key(fields), form.fields(), Id.class, () -> {
            editing.redraft(staff, id.value(), draft);
            return id;
        });
        flash.addFlashAttribute("toast", "已保存。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/submission")
    String submit(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return act(
                staff, id, "submit", requestKey, "", "已提交，请另一位同事审核。", flash, () -> editing.submit(staff, id.value()));
    }

    @PostMapping(HOME + "/{id}/recall")
    String takeBack(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return act(staff, id, "recall", requestKey, "", "已撤回为草稿。", flash, () -> editing.takeBack(staff, id.value()));
    }

    @PostMapping(HOME + "/{id}/withdrawal")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        return act(staff, id, "withdraw", requestKey, "", "草稿已作废。", flash, () -> editing.withdraw(staff, id.value()));
    }

    @PostMapping(HOME + "/{id}/approval")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Instant seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.APPROVE_POINTS);
        var words = words(reason, false);
        return act(
                staff,
                id,
                "approve",
                requestKey,
                seen + " " + words,
                "已通过，到生效日起适用。",
                flash,
                () -> editing.approve(staff, id.value(), seen, words));
    }

    @PostMapping(HOME + "/{id}/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.APPROVE_POINTS);
        var words = words(reason, true);
        return act(
                staff, id, "reject", requestKey, words, "已退回。", flash, () -> editing.reject(staff, id.value(), words));
    }

    private String act(
            Staff staff,
            Id id,
            String act,
            String requestKey,
            String content,
            String toast,
            RedirectAttributes flash,
            Runnable command) {
        editing.theirs(staff, id.value());
        idempotency.once(staff, "points.rule-" + act + ":" + id, requestKey, content, Id.class, () -> {
            command.run();
            return id;
        });
        flash.addFlashAttribute("toast", toast);
        return "redirect:" + HOME + "/" + id;
    }

    private String form(Staff staff, @Nullable Id id, RuleForm form, Model model) {
        var names = new LinkedHashMap<String, String>();
        cells(staff).forEach((cell, name) -> names.put(Long.toString(cell), name));
        model.addAttribute("form", form);
        model.addAttribute("cells", names);
        model.addAttribute("kinds", RuleForm.kinds());
        model.addAttribute("grades", Grade.values());
        model.addAttribute("methods", RuleBook.Method.values());
        model.addAttribute("periods", Cap.Period.values());
        model.addAttribute("roundings", Rounding.values());
        model.addAttribute("isNew", id == null);
        model.addAttribute("action", id == null ? HOME : HOME + "/" + id);
        return "points/rule-form";
    }

    /** The organisations they may write rules for, by id, with their names. */
    private Map<Long, String> cells(Staff staff) {
        var cells = new LinkedHashMap<Long, String>();
        authority.roots(staff, Permission.KEEP_POINTS).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach(cell -> cells.put(cell.id(), cell.name()));
        return cells;
    }

    private static String key(Map<String, String> fields) {
        return fields.getOrDefault("requestKey", "");
    }

    private static String clockTime(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    /** @throws BadInput if it is too long, no text, or missing where it is needed */
    static String words(String typed, boolean needed) {
        var words = typed.strip();
        if ((needed && words.isEmpty()) || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("请写明原因，不超过 200 字。");
        }
        return words;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage pointsRulesPage() {
            return new ConsolePage("赋分细则", HOME, Permission.KEEP_POINTS, 540);
        }
    }
}
