package cn.estation.console.estate;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Estate;
import cn.estation.grid.Estates;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Estates in the console: listed, added, renamed, and told which buildings they have. */
@Controller
class EstatePages {

    private static final String HOME = "/console/estates";
    private static final int LONGEST = 30;

    private final Estates estates;
    private final Grid grid;
    private final Authority authority;
    private final AuditTrail audit;
    private final Idempotency idempotency;

    EstatePages(Estates estates, Grid grid, Authority authority, AuditTrail audit, Idempotency idempotency) {
        this.estates = estates;
        this.grid = grid;
        this.authority = authority;
        this.audit = audit;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String q,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.KEEP_PLACES);
        if (!CleanText.isClean(q) || q.length() > LONGEST) {
            throw new BadInput("小区名称请控制在 30 个字以内。");
        }
        var communities = authority.communityIds(staff, Permission.KEEP_PLACES);
        var page = Page.of(estates.of(communities, q, query.before(), query.limit()), query, Estate::id);
        model.addAttribute("page", page);
        model.addAttribute("q", q);
        model.addAttribute(
                "communities",
                grid.cells(page.items().stream()
                        .map(Estate::communityId)
                        .distinct()
                        .toList()));
        model.addAttribute(
                "buildings",
                estates.buildings(page.items().stream().map(Estate::id).toList()));
        return "console/estates";
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.KEEP_PLACES);
        var communities = authority.communities(staff, Permission.KEEP_PLACES);
        model.addAttribute(
                "form",
                EstateForm.empty(
                        communities.size() == 1
                                ? Long.toString(communities.getFirst().id())
                                : null));
        return form(staff, model);
    }

    private String form(Staff staff, Model model) {
        var choices = new LinkedHashMap<String, String>();
        authority
                .communities(staff, Permission.KEEP_PLACES)
                .forEach(cell -> choices.put(Long.toString(cell.id()), cell.name()));
        model.addAttribute("choices", choices);
        return "console/estate-new";
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") EstateForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_PLACES);
        var chosen = form.communityId();
        if (chosen == null || chosen.isBlank()) {
            errors.rejectValue("communityId", "missing", "请选择社区。");
        }
        var text = form.read(errors);
        if (text != null) {
            long community = Id.valueOf(Objects.requireNonNull(chosen)).value();
            authority.require(staff, Permission.KEEP_PLACES, community);
            try {
                var id = idempotency.once(staff, "estate.add", requestKey, form, Id.class, () -> {
                    long added = estates.add(community, text);
                    audit.record(staff, community, "estate.add", "estate:" + added, "添加小区：" + text.name());
                    return Id.of(added);
                });
                flash.addFlashAttribute("toast", "已添加。接着请选它有哪几栋楼，居民才能选到自己家。");
                return "redirect:" + HOME + "/" + id;
            } catch (BadInput refused) {
                errors.rejectValue("name", "refused", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(staff, model);
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var estate = theirs(staff, id);
        model.addAttribute("form", EstateForm.of(estate));
        return page(estate, null, model);
    }

    /** A micro-grid with its buildings. */
    record Part(GridCell cell, List<Building> buildings) {
        public boolean free() {
            return buildings.stream().anyMatch(building -> building.other() == null);
        }
    }

    /** @param other the name of the estate it belongs to, if that is another one */
    record Building(GridCell cell, boolean chosen, @Nullable String other) {}

    private String page(Estate estate, @Nullable String wrong, Model model) {
        var community = grid.community(estate.communityId());
        var taken = estates.taken(community.id());
        var buildings = grid.below(community, CellKind.BUILDING);
        var parts = Stream.of(CellKind.MICRO_GRID, CellKind.GRID, CellKind.COMMUNITY)
                .flatMap(kind -> grid.below(community, kind).stream())
                .sorted(Comparator.comparing(GridCell::code))
                .map(cell -> new Part(
                        cell,
                        buildings.stream()
                                .filter(building -> Objects.equals(building.parentId(), cell.id()))
                                .map(building -> building(estate, building, taken))
                                .toList()))
                .filter(part -> !part.buildings().isEmpty())
                .toList();
        model.addAttribute("estate", estate);
        model.addAttribute("community", community);
        model.addAttribute("parts", parts);
        model.addAttribute("wrong", wrong);
        return "console/estate";
    }

    private static Building building(Estate estate, GridCell cell, Map<Long, Estate> taken) {
        var owner = taken.get(cell.id());
        boolean ours = owner != null && owner.id() == estate.id();
        return new Building(cell, ours, owner == null || ours ? null : owner.name());
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") EstateForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var estate = theirs(staff, id);
        var text = form.read(errors);
        if (text != null) {
            try {
                idempotency.once(staff, "estate.change:" + id, requestKey, form, Id.class, () -> {
                    estates.change(id.value(), edits(form.edits()), text);
                    audit.record(
                            staff,
                            estate.communityId(),
                            "estate.change",
                            "estate:" + id,
                            estate.name().equals(text.name())
                                    ? "修改小区：" + text.name()
                                    : "小区改名：" + estate.name() + " → " + text.name());
                    return id;
                });
                flash.addFlashAttribute("toast", "已保存。");
                return "redirect:" + HOME + "/" + id;
            } catch (BadInput refused) {
                errors.rejectValue("name", "refused", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(estate, null, model);
    }

    /** Takes the buildings that were ticked, and all those of the micro-grids that were. */
    @PostMapping(HOME + "/{id}/buildings")
    String attach(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer edits,
            @RequestParam @Nullable List<String> buildings,
            @RequestParam @Nullable List<String> microGrids,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var estate = theirs(staff, id);
        var chosen = new LinkedHashSet<>(ids(buildings));
        var taken = estates.taken(estate.communityId());
        for (long part : ids(microGrids)) {
            grid.below(grid.cell(part), CellKind.BUILDING).stream()
                    .map(GridCell::id)
                    .filter(building -> !taken.containsKey(building)
                            || Objects.requireNonNull(taken.get(building)).id() == estate.id())
                    .forEach(chosen::add);
        }
        try {
            idempotency.once(
                    staff,
                    "estate.buildings:" + id,
                    requestKey,
                    List.of(new ArrayList<>(chosen), edits(edits)),
                    Id.class,
                    () -> {
                        estates.attach(id.value(), edits(edits), chosen);
                        audit.record(
                                staff,
                                estate.communityId(),
                                "estate.buildings",
                                "estate:" + id,
                                "“%s”现有 %d 栋楼".formatted(estate.name(), chosen.size()));
                        return id;
                    });
        } catch (BadInput refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("form", EstateForm.of(estate));
            return page(estate, refused.sentence(), model);
        }
        flash.addFlashAttribute("toast", "楼栋已保存，居民现在就能选到。");
        return "redirect:" + HOME + "/" + id;
    }

    private static List<Long> ids(@Nullable List<String> sent) {
        return Stream.ofNullable(sent)
                .flatMap(List::stream)
                .map(one -> Id.valueOf(one).value())
                .toList();
    }

    private static int edits(@Nullable Integer sent) {
        return sent == null ? 0 : sent;
    }

    private Estate theirs(Staff staff, Id id) {
        authority.require(staff, Permission.KEEP_PLACES);
        var estate = estates.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.KEEP_PLACES, estate.communityId());
        return estate;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage estatesPage() {
            return new ConsolePage("小区", HOME, Permission.KEEP_PLACES, 170);
        }
    }
}
