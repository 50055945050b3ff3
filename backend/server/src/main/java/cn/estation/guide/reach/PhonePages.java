package cn.estation.guide.reach;

import cn.estation.grid.Counter;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.version.Findings;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons beside a phone in the console: reached, or not. */
@Controller
class PhonePages {

    private final PhoneChecks checks;
    private final Versions versions;
    private final Findings findings;
    private final ServicePoints points;
    private final Authority authority;
    private final Idempotency idempotency;

    PhonePages(
            PhoneChecks checks,
            Versions versions,
            Findings findings,
            ServicePoints points,
            Authority authority,
            Idempotency idempotency) {
        this.checks = checks;
        this.versions = versions;
        this.findings = findings;
        this.points = points;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    @PostMapping("/console/guides/{id}/phone-checks")
    String ofGuide(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reached,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = versions.item(id.value());
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        var texts = Stream.of(versions.coming(item.id()), versions.live(item.id()))
                .flatMap(java.util.Optional::stream)
                .map(versions::content)
                .flatMap(content -> phones(content).stream())
                .toList();
        boolean answered = answered(reached);
        once(staff, "guide.phone-check:" + id, requestKey, number + answered, () -> {
            checks.record(staff, item.cellId(), "guide:" + id, texts, number, answered);
            findings.renewBoth(item.id());
        });
        flash.addFlashAttribute("toast", said(answered));
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/service-points/{id}/phone-checks")
    String ofPoint(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reached,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.KEEP_PLACES);
        var point = points.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.KEEP_PLACES, point.cellId());
        boolean answered = answered(reached);
        once(
                staff,
                "point.phone-check:" + id,
                requestKey,
                number + answered,
                () -> checks.record(
                        staff,
                        point.cellId(),
                        "point:" + id,
                        phones(point, points.counters(point.id())),
                        number,
                        answered));
        flash.addFlashAttribute("toast", said(answered));
        return "redirect:/console/service-points/" + id;
    }

    static List<String> phones(GuideContent content) {
        return List.of(content.access().phone(), content.access().complaintPhone());
    }

    static List<String> phones(ServicePoint point, List<Counter> counters) {
        return Stream.concat(Stream.of(point.phone()), counters.stream().map(Counter::phone))
                .toList();
    }

    private static boolean answered(String reached) {
        return switch (reached) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadInput("请选择已拨通或打不通。");
        };
    }

    private static String said(boolean answered) {
        return answered ? "已记下：打通了。" : "已记下：打不通。写着这个电话的指南要改好才能再发布。";
    }

    private void once(Staff staff, String operation, String key, Object content, Runnable command) {
        idempotency.<@Nullable Void>once(staff, operation, key, content, Void.class, () -> {
            command.run();
            return null;
        });
    }
}
