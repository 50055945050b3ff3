package cn.estation.chat.emergency;

import cn.estation.chat.talk.Redaction;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.wechat.WechatApp;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

/** The console's calls for help: the banner on every page, the list, one call with what was done. */
@Controller
class AlertPages {

    private static final int MOST_IN_BANNER = 50;

    private final Alerts alerts;
    private final AlertMapper rows;
    private final AlertScope scope;
    private final AlertCalls calls;
    private final Authority authority;
    private final Residents residents;
    private final Crews crews;
    private final Forms forms;
    private final Idempotency idempotency;

    AlertPages(
            Alerts alerts,
            AlertMapper rows,
            AlertScope scope,
            AlertCalls calls,
            Authority authority,
            Residents residents,
            Crews crews,
            Forms forms,
            Idempotency idempotency) {
        this.alerts = alerts;
        this.rows = rows;
        this.scope = scope;
        this.calls = calls;
        this.authority = authority;
        this.residents = residents;
        this.crews = crews;
        this.forms = forms;
        this.idempotency = idempotency;
    }

    /** What stands on every page while somebody waits for help; nothing otherwise, and for those it does not concern. */
    @GetMapping("/console/alerts/banner")
    String banner(@AuthenticationPrincipal Staff staff, Model model) {
        var open = staff.may(Permission.TAKE_ALERTS)
                ? rows.page(
                        scope.communities(staff),
                        scope.seesUnplaced(staff),
                        AlertStatus.OPEN,
                        Long.MAX_VALUE,
                        MOST_IN_BANNER)
                : List.<Alert>of();
        model.addAttribute("count", open.size());
        model.addAttribute("oldest", open.isEmpty() ? null : line(open.getLast(), Map.of()));
        return "chat/alert-banner";
    }

    @GetMapping("/console/alerts")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable AlertStatus status,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.TAKE_ALERTS);
        var found =
                rows.page(scope.communities(staff), scope.seesUnplaced(staff), status, query.before(), query.limit());
        var page = Page.of(found, query, Alert::id);
        var names = crews.names(page.items().stream()
                .flatMap(alert -> Stream.ofNullable(alert.takenBy()))
                .toList());
        model.addAttribute("page", page.map(alert -> line(alert, names)));
        model.addAttribute("statuses", AlertStatus.values());
        model.addAttribute("status", status);
        return "chat/alerts";
    }

    @GetMapping("/console/alerts/{id}")
    String detail(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", new Closing(""));
        return page(staff, id, model);
    }

    @PostMapping("/console/alerts/{id}/take")
    String take(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        idempotency.<@Nullable Void>once(staff, "chat.alert-take:" + id, requestKey, null, Void.class, () -> {
            alerts.take(staff, id.value());
            return null;
        });
        flash.addFlashAttribute("toast", "已接下，其他人不再被通知。请尽快联系本人或到现场。");
        return "redirect:/console/alerts/" + id;
    }

    @PostMapping("/console/alerts/{id}/close")
    String close(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") Closing form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        if (!forms.done(
                staff,
                "chat.alert-close:" + id,
                requestKey,
                form,
                errors,
                "note",
                response,
                () -> alerts.close(staff, id.value(), form.note()))) {
            return page(staff, id, model);
        }
        flash.addFlashAttribute("toast", "已记为处理完。");
        return "redirect:/console/alerts/" + id;
    }

    @PostMapping("/console/alerts/{id}/reveal")
    String reveal(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            Model model) {
        var text = idempotency.once(
                staff,
                "chat.alert-reveal:" + id,
                requestKey,
                reason,
                String.class,
                () -> alerts.reveal(staff, id.value(), reason));
        model.addAttribute("text", text);
        return "chat/alert :: revealed";
    }

    private String page(Staff staff, Id id, Model model) {
        var alert = scope.require(staff, id.value());
        var told = rows.calls(alert.id());
        var moves = rows.moves(alert.id());
        var names = crews.names(
                Stream.concat(told.stream().map(AlertMapper.Call::staffId), Stream.ofNullable(alert.takenBy()))
                        .distinct()
                        .toList());
        model.addAttribute("alert", line(alert, names));
        model.addAttribute("who", who(alert));
        model.addAttribute("position", alerts.position(alert));
        model.addAttribute(
                "told",
                told.stream()
                        .map(call -> new Told(
                                call.round(),
                                names.getOrDefault(call.staffId(), "（已离岗）"),
                                call.duty(),
                                call.residentId() != null,
                                call.calledAt()))
                        .toList());
        model.addAttribute(
                "moves",
                moves.stream()
                        .map(move -> new Step(move.toStatus(), alerts.note(move), move.movedAt()))
                        .toList());
        return "chat/alert";
    }

    private String who(Alert alert) {
        return alert.residentId() instanceof Long resident
                ? residents.maskedNames(List.of(resident)).getOrDefault(resident, "居民")
                : alert.app() == WechatApp.OFFICIAL_ACCOUNT ? "公众号关注者（没有登录过小程序）" : "没有登录的人";
    }

    private Line line(Alert alert, Map<Long, String> names) {
        return new Line(
                alert.id(),
                alert.kind().title(),
                alert.status(),
                calls.where(alert),
                Redaction.redacted(Redaction.normalized(alerts.text(alert))),
                alert.messages(),
                alert.rounds(),
                alert.position() != null,
                alert.takenBy() instanceof Long staff ? names.getOrDefault(staff, "（已离岗）") : "",
                alert.raisedAt(),
                alert.takenAt(),
                alert.closedAt());
    }

    /** What a page shows of a call; numbers in the text are masked. */
    record Line(
            long id,
            String kind,
            AlertStatus status,
            String where,
            String text,
            int messages,
            int rounds,
            boolean located,
            String takenBy,
            Instant raisedAt,
            @Nullable Instant takenAt,
            @Nullable Instant closedAt) {}

    record Told(int round, String name, boolean duty, boolean reachable, Instant at) {}

    record Step(AlertStatus status, @Nullable String note, Instant at) {}

    record Closing(String note) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Closing {
            note = note == null ? "" : note;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage alertEntry() {
            return new ConsolePage("紧急求助", "/console/alerts", Permission.TAKE_ALERTS, 5);
        }

        @Bean
        ConsolePage dutyEntry() {
            return new ConsolePage("值班表", "/console/duty", Permission.TAKE_ALERTS, 6);
        }
    }
}
