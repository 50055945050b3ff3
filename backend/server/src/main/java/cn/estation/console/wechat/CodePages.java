package cn.estation.console.wechat;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.QrImage;
import cn.estation.wechat.SceneCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Codes to scan for the service points and buildings of a community: wanted, made, and printed on a sheet. */
@Controller
class CodePages {

    private final SceneCodes codes;
    private final ServicePoints points;
    private final Grid grid;
    private final Authority authority;
    private final Jobs jobs;
    private final Idempotency idempotency;
    private final AuditTrail audit;

    CodePages(
            SceneCodes codes,
            ServicePoints points,
            Grid grid,
            Authority authority,
            Jobs jobs,
            Idempotency idempotency,
            AuditTrail audit) {
        this.codes = codes;
        this.points = points;
        this.grid = grid;
        this.authority = authority;
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    /**
     * A place and its code.
     *
     * @param image null while there is none
     */
    record Line(
            String scene,
            String kind,
            String title,
            @Nullable String image) {}

    @GetMapping("/console/wechat/codes")
    String list(@AuthenticationPrincipal Staff staff, @RequestParam @Nullable Id cell, Model model) {
        authority.require(staff, Permission.VIEW_WECHAT);
        var offices = offices(staff);
        var chosen = chosen(staff, cell, offices);
        model.addAttribute("offices", offices);
        model.addAttribute("chosen", chosen);
        model.addAttribute("lines", chosen == null ? List.of() : lines(chosen));
        model.addAttribute("manages", staff.may(Permission.MANAGE_WECHAT));
        model.addAttribute("jobs", jobs.latest(SceneCodes.KIND, 1));
        return "wechat/codes";
    }

    /** Nothing but the codes, as they come out of the printer. */
    @GetMapping("/console/wechat/codes/{cell}/sheet")
    String sheet(@AuthenticationPrincipal Staff staff, @PathVariable Id cell, Model model) {
        authority.require(staff, Permission.VIEW_WECHAT, cell.value());
        var chosen = grid.cell(cell.value());
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "lines",
                lines(chosen).stream().filter(line -> line.image() != null).toList());
        return "wechat/sheet";
    }

    @GetMapping("/console/wechat/codes/jobs/{id}")
    String progress(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        authority.require(staff, Permission.VIEW_WECHAT);
        var job = jobs.find(id.value())
                .filter(found -> found.kind().equals(SceneCodes.KIND))
                .orElseThrow(NotFound::new);
        model.addAttribute("job", job);
        return "wechat/codes-progress";
    }

    @PostMapping("/console/wechat/codes/{cell}")
    String make(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id cell,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_WECHAT, cell.value());
        var chosen = grid.cell(cell.value());
        idempotency.<@Nullable Void>once(staff, "wechat.codes:" + cell, requestKey, "", Void.class, () -> {
            var wanted = wanted(chosen);
            codes.want(staff, wanted);
            audit.record(staff, chosen.id(), "wechat.codes", "cell:" + cell, "生成 " + wanted.size() + " 张二维码");
            jobs.start(SceneCodes.KIND, staff);
            return null;
        });
        flash.addFlashAttribute("toast", "正在向微信要二维码，做好一张显示一张。");
        return "redirect:/console/wechat/codes?cell=" + cell;
    }

    private @Nullable GridCell chosen(Staff staff, @Nullable Id cell, List<GridCell> offices) {
        if (cell == null) {
            return offices.stream()
                    .filter(office -> office.kind() == CellKind.COMMUNITY)
                    .findFirst()
                    .or(() -> offices.stream().findFirst())
                    .orElse(null);
        }
        authority.require(staff, Permission.VIEW_WECHAT, cell.value());
        return grid.cell(cell.value());
    }

    private List<GridCell> offices(Staff staff) {
        return authority.roots(staff, Permission.VIEW_WECHAT).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .distinct()
                .toList();
    }

    private List<Line> lines(GridCell cell) {
        var wanted = wanted(cell);
        var made = codes.of(wanted.stream().map(SceneCodes.Wanted::scene).toList());
        return wanted.stream().map(one -> line(one, made)).toList();
    }

    private static Line line(SceneCodes.Wanted wanted, Map<String, SceneCodes.Code> made) {
        var code = made.get(wanted.scene());
        var image = code == null || !code.isMade() ? null : QrImage.address(code.address());
        return new Line(wanted.scene(), wanted.scene().startsWith("point-") ? "服务点" : "楼栋", wanted.title(), image);
    }

    /** The points of an office itself; of a community also those below it, and its buildings. */
    private List<SceneCodes.Wanted> wanted(GridCell cell) {
        boolean community = cell.kind() == CellKind.COMMUNITY;
        var wanted = new ArrayList<SceneCodes.Wanted>();
        points.pointsBelow(cell).stream()
                .filter(point -> point.inUse() && (community || point.cellId() == cell.id()))
                .map(CodePages::ofPoint)
                .forEach(wanted::add);
        if (community) {
            grid.below(cell, CellKind.BUILDING).stream().map(this::ofBuilding).forEach(wanted::add);
        }
        return wanted;
    }

    private static SceneCodes.Wanted ofPoint(ServicePoint point) {
        return new SceneCodes.Wanted("point-" + point.id(), point.name(), point.cellId());
    }

    private SceneCodes.Wanted ofBuilding(GridCell building) {
        return new SceneCodes.Wanted("cell-" + building.id(), building.name(), building.id());
    }
}
