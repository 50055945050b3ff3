package cn.estation.chat.desk;

import cn.estation.audit.AuditTrail;
import cn.estation.chat.outbox.Outbox;
import cn.estation.chat.talk.Author;
import cn.estation.chat.talk.Lines;
import cn.estation.chat.talk.Redaction;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.wechat.WechatApp;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** The console's desk: who waits, one conversation, and what staff do with it. */
@Controller
class DeskPages {

    private static final int MOST_LINES = 100;

    private final Desk desk;
    private final DeskScope scope;
    private final DeskHours hours;
    private final HandoverMapper handovers;
    private final Outbox outbox;
    private final CannedMapper canned;
    private final Lines lines;
    private final Authority authority;
    private final Residents residents;
    private final Crews crews;
    private final Grid grid;
    private final AuditTrail audit;
    private final Forms forms;
    private final Idempotency idempotency;
    private final java.time.Clock clock;

    DeskPages(
            Desk desk,
            DeskScope scope,
            DeskHours hours,
            HandoverMapper handovers,
            Outbox outbox,
            CannedMapper canned,
            Lines lines,
            Authority authority,
            Residents residents,
            Crews crews,
            Grid grid,
            AuditTrail audit,
            Forms forms,
            Idempotency idempotency,
            java.time.Clock clock) {
        this.desk = desk;
        this.scope = scope;
        this.hours = hours;
        this.handovers = handovers;
        this.outbox = outbox;
        this.canned = canned;
        this.lines = lines;
        this.authority = authority;
        this.residents = residents;
        this.crews = crews;
        this.grid = grid;
        this.audit = audit;
        this.forms = forms;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping("/console/chats")
    String list(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        var found = handovers.unfinished(scope.communities(staff), scope.seesUnplaced(staff));
        model.addAttribute("rows", rows(found));
        model.addAttribute("open", hours.openAt(clock.instant()));
        return "chat/chats";
    }

    @GetMapping("/console/chats/finished")
    String finished(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        var page = Page.of(
                handovers.finished(scope.communities(staff), scope.seesUnplaced(staff), query.before(), query.limit()),
                query,
                Handover::id);
        var rows = rows(page.items());
        model.addAttribute("rows", rows);
        model.addAttribute("next", page.next());
        return "chat/chats-finished";
    }

    @GetMapping("/console/chats/{id}")
    String conversation(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", new Saying(""));
        return page(staff, id, model);
    }

    /** The lines alone, for a page that asks again and again. */
    @GetMapping("/console/chats/{id}/lines")
    String lines(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        show(scope.require(staff, id.value()), staff, model);
        return "chat/lines";
    }

    @PostMapping("/console/chats/{id}/take")
    String take(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "chat.take:" + id, requestKey, null, () -> desk.take(staff, id.value()));
        flash.addFlashAttribute("toast", "已接入，居民已收到提示。");
        return "redirect:/console/chats/" + id;
    }

    @PostMapping("/console/chats/{id}/say")
    String say(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") Saying form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response) {
        if (!forms.done(
                staff,
                "chat.say:" + id,
                requestKey,
                form,
                errors,
                "text",
                response,
                () -> desk.say(staff, id.value(), form.text()))) {
            return page(staff, id, model);
        }
        return "redirect:/console/chats/" + id;
    }

    @PostMapping("/console/chats/{id}/transfer")
    String transfer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        scope.require(staff, id.value());
        if (!to.matches("[0-9]{1,18}")) {
            throw new BadInput("请选择转给哪位同事。");
        }
        once(staff, "chat.transfer:" + id, requestKey, to, () -> desk.transfer(staff, id.value(), Long.parseLong(to)));
        flash.addFlashAttribute("toast", "已转给同事。");
        return "redirect:/console/chats";
    }

    @PostMapping("/console/chats/{id}/return")
    String giveBack(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "chat.return:" + id, requestKey, null, () -> desk.giveBack(staff, id.value()));
        flash.addFlashAttribute("toast", "对话已结束，接下来由机器人回答。");
        return "redirect:/console/chats";
    }

    /** What a person wrote with every number in it, for a reason that goes on record. */
    @PostMapping("/console/chats/{id}/reveal")
    String reveal(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            Model model) {
        authority.require(staff, Permission.REVEAL_PERSONAL);
        var handover = scope.require(staff, id.value());
        var why = reason.strip();
        if (why.length() < 6 || why.length() > 200 || !CleanText.isClean(why)) {
            throw new BadInput("请写明查看理由，6 到 200 个字。");
        }
        var text = idempotency.once(staff, "chat.reveal:" + id, requestKey, why, String.class, () -> {
            audit.record(
                    staff,
                    handover.cell(),
                    "chat.reveal",
                    "handover:" + id,
                    "查看对话原文，理由：" + why.replaceAll("\\d{5,}", "*****"));
            return said(handover).stream()
                    .filter(line -> line.author() == Author.PERSON)
                    .map(Lines.Line::text)
                    .collect(Collectors.joining("\n"));
        });
        model.addAttribute("text", text);
        return "chat/chat :: revealed";
    }

    private void once(Staff staff, String operation, String key, @Nullable Object content, Runnable command) {
        Supplier<@Nullable Void> supplier = () -> {
            command.run();
            return null;
        };
        idempotency.<@Nullable Void>once(staff, operation, key, content, Void.class, supplier);
    }

    private String page(Staff staff, Id id, Model model) {
        var handover = scope.require(staff, id.value());
        show(handover, staff, model);
        var options = new LinkedHashMap<String, String>();
        desk.colleagues(handover).stream()
                .filter(post -> post.staffId() != staff.id())
                .forEach(post -> options.put(
                        Long.toString(post.staffId()),
                        post.name() + "（" + post.role().title() + "）"));
        model.addAttribute("colleagues", options);
        model.addAttribute(
                "canned", handover.communityId() instanceof Long community ? canned.of(List.of(community)) : List.of());
        model.addAttribute("mayReveal", staff.may(Permission.REVEAL_PERSONAL));
        return "chat/chat";
    }

    private void show(Handover handover, Staff staff, Model model) {
        var row = rows(List.of(handover)).getFirst();
        var sent = handover.person() == null
                ? Map.<Long, String>of()
                : outbox.states(handover.person()).stream()
                        .collect(Collectors.toMap(Outbox.State::place, Outbox.State::status));
        var said = said(handover);
        var names = crews.names(said.stream()
                .map(Lines.Line::staffId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        model.addAttribute("chat", row);
        model.addAttribute(
                "mine", handover.status() == HandoverStatus.TALKING && Objects.equals(handover.staffId(), staff.id()));
        model.addAttribute(
                "lines", said.stream().map(line -> spoken(line, names, sent)).toList());
        model.addAttribute("last", said.isEmpty() ? 0 : said.getLast().place());
    }

    private List<Lines.Line> said(Handover handover) {
        return handover.person() == null ? List.of() : lines.last(handover.person(), MOST_LINES);
    }

    private static Spoken spoken(Lines.Line line, Map<Long, String> names, Map<Long, String> sent) {
        boolean person = line.author() == Author.PERSON;
        var text = person ? Redaction.redacted(line.text()) : line.text();
        return new Spoken(
                line.author().name(),
                switch (line.author()) {
                    case PERSON -> "居民";
                    case BOT -> "机器人";
                    case SYSTEM -> "系统提示";
                    case STAFF -> names.getOrDefault(Objects.requireNonNullElse(line.staffId(), 0L), "工作人员");
                },
                text,
                state(sent.getOrDefault(line.place(), "")),
                line.at());
    }

    private static String state(String status) {
        return switch (status) {
            case "WAITING", "SENDING" -> "发送中";
            case "HELD" -> "超过微信时限，本人下次来时发出";
            case "REFUSED" -> "微信没有接收";
            case "UNKNOWN" -> "微信没有回音，可能已送达，不再重发";
            default -> "";
        };
    }

    private List<Row> rows(List<Handover> found) {
        var names = residents.maskedNames(found.stream()
                .map(Handover::residentId)
                .filter(Objects::nonNull)
                .toList());
        var staff = crews.names(found.stream()
                .flatMap(handover -> Stream.ofNullable(handover.staffId()))
                .distinct()
                .toList());
        var cells = grid.cells(found.stream()
                .flatMap(handover -> Stream.ofNullable(handover.communityId()))
                .distinct()
                .toList());
        return found.stream()
                .map(handover -> row(handover, names, staff, cells))
                .toList();
    }

    private static Row row(
            Handover handover, Map<Long, String> names, Map<Long, String> staff, Map<Long, GridCell> cells) {
        var community = handover.communityId() == null ? null : cells.get(handover.communityId());
        return new Row(
                handover.id(),
                handover.residentId() instanceof Long resident
                        ? names.getOrDefault(resident, "居民")
                        : handover.app() == WechatApp.OFFICIAL_ACCOUNT ? "公众号关注者" : "小程序用户",
                handover.residentId(),
                community == null ? "不知道在哪个社区" : community.name(),
                handover.app() == WechatApp.OFFICIAL_ACCOUNT ? "公众号" : "小程序",
                handover.reason().title(),
                handover.status(),
                handover.staffId() instanceof Long who ? staff.getOrDefault(who, "（已离岗）") : "",
                handover.awaitsStaff() && handover.status() != HandoverStatus.CLOSED,
                handover.openedAt(),
                handover.personAt());
    }

    /** What the list shows of a conversation. */
    record Row(
            long id,
            String who,
            @Nullable Long residentId,
            String community,
            String channel,
            String reason,
            HandoverStatus status,
            String staff,
            boolean awaitsStaff,
            Instant openedAt,
            Instant personAt) {}

    /** A line as staff see it: numbers of the person masked. */
    record Spoken(String author, String who, String text, String state, Instant at) {}

    record Saying(String text) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Saying {
            text = text == null ? "" : text;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage deskEntry() {
            return new ConsolePage("人工接待", "/console/chats", Permission.TALK_TO_RESIDENTS, 10);
        }

        @Bean
        ConsolePage cannedEntry() {
            return new ConsolePage("常用回复", "/console/canned", Permission.TALK_TO_RESIDENTS, 11);
        }
    }
}
