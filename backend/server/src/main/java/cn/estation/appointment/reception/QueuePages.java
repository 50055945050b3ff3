package cn.estation.appointment.reception;

import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Ending;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.queue.Queue;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.Reveal;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Calling at a desk: all desks of one's offices, and the page of one. */
@Controller
class QueuePages {

    static final String QUEUE = "/console/appointments/queue";
    private static final String ENTRY = QUEUE + "/entries/{id}";
    private static final int MOST_BOOKABLES = 100;

    private final Halls halls;
    private final Desks desks;
    private final Entries entries;
    private final Queue queue;
    private final Ending ending;
    private final Bookables bookables;
    private final Bookings bookings;
    private final Front front;
    private final People people;
    private final Crews crews;
    private final Reveal reveal;
    private final Authority authority;
    private final Acts acts;

    QueuePages(
            Halls halls,
            Desks desks,
            Entries entries,
            Queue queue,
            Ending ending,
            Bookables bookables,
            Bookings bookings,
            Front front,
            People people,
            Crews crews,
            Reveal reveal,
            Authority authority,
            Acts acts) {
        this.halls = halls;
        this.desks = desks;
        this.entries = entries;
        this.queue = queue;
        this.ending = ending;
        this.bookables = bookables;
        this.bookings = bookings;
        this.front = front;
        this.people = people;
        this.crews = crews;
        this.reveal = reveal;
        this.authority = authority;
        this.acts = acts;
    }

    /** A hall with its desks, for the overview. */
    record HallRow(Hall hall, List<DeskRow> desks, List<LineRow> lines) {}

    record DeskRow(
            Desk desk, String line, String staff, @Nullable String label) {}

    record LineRow(Line line, int waiting) {}

    @GetMapping(QUEUE)
    String overview(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var all = halls.ofStaff(staff);
        var byHall = desks.ofHalls(all.stream().map(Hall::id).toList()).stream()
                .collect(Collectors.groupingBy(Desk::hallId));
        model.addAttribute(
                "halls",
                all.stream()
                        .map(hall -> row(hall, byHall.getOrDefault(hall.id(), List.of())))
                        .toList());
        model.addAttribute("without", without(staff));
        model.addAttribute("mayManage", staff.may(Permission.MANAGE_CALENDARS));
        return "appointment/queue";
    }

    private HallRow row(Hall hall, List<Desk> there) {
        var lines = halls.lines(hall.id());
        var titles = lines.stream().collect(Collectors.toMap(Line::id, Line::title));
        var names = staffNames(there);
        var waiting = entries.waitingByLine(hall.id());
        var labels = entries.ofHall(hall.id(), Set.of(EntryStatus.CALLED, EntryStatus.SERVING)).stream()
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.deskId()), Entry::label, (one, same) -> one));
        return new HallRow(
                hall,
                there.stream()
                        .map(desk -> new DeskRow(
                                desk,
                                titles.getOrDefault(desk.lineId(), ""),
                                desk.staffId() == null ? "" : names.getOrDefault(desk.staffId(), "（已离岗）"),
                                labels.get(desk.id())))
                        .toList(),
                lines.stream()
                        .map(line -> new LineRow(line, waiting.getOrDefault(line.id(), 0)))
                        .toList());
    }

    private Map<Long, String> staffNames(List<Desk> there) {
        return crews.names(there.stream()
                .map(Desk::staffId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    /** Counters that have no queue yet. */
    private List<Bookable> without(Staff staff) {
        return bookables
                .ofStaff(staff, Permission.SERVE_APPOINTMENTS, new PageQuery(null, MOST_BOOKABLES))
                .items()
                .stream()
                .filter(bookable -> bookable.kind() == BookableKind.COUNTER && bookable.active())
                .filter(bookable -> halls.lineOf(bookable.id()).isEmpty())
                .toList();
    }

    @PostMapping(QUEUE + "/bookables/{id}/start")
    String start(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        bookables.theirs(staff, Permission.SERVE_APPOINTMENTS, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.start:" + id, requestKey, null, answer, () -> {
            var line = halls.start(staff, id.value());
            return "已开通叫号，号码以 %s 开头。".formatted(line.letter());
        });
        return done ? "redirect:" + QUEUE : overview(staff, model);
    }

    @GetMapping(QUEUE + "/desks/{id}")
    String desk(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(name = "answer", required = false) @Nullable List<String> answers,
            Model model) {
        var desk = desks.theirs(staff, id.value());
        var hall = halls.hall(desk.hallId());
        var there = desks.ofHall(hall.id());
        show(desk, hall, model)
                .ifPresent(entry ->
                        model.addAttribute("front", front.of(staff, entry, answers == null ? List.of() : answers)));
        model.addAttribute("hall", hall);
        model.addAttribute("line", halls.line(desk.lineId()));
        model.addAttribute("others", others(desk, hall, there));
        model.addAttribute(
                "sitting",
                desk.staffId() == null ? "" : staffNames(List.of(desk)).getOrDefault(desk.staffId(), ""));
        model.addAttribute("mine", Long.valueOf(staff.id()).equals(desk.staffId()));
        model.addAttribute("rule", TurnOrder.said(hall));
        return "appointment/desk";
    }

    /** Who waits, for a page that asks again and again. */
    @GetMapping(QUEUE + "/desks/{id}/lists")
    String lists(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var desk = desks.theirs(staff, id.value());
        show(desk, halls.hall(desk.hallId()), model);
        return "appointment/desk-lists";
    }

    /** Puts who waits onto the page. Returns who stands at the desk. */
    private Optional<Entry> show(Desk desk, Hall hall, Model model) {
        var waiting = entries.waiting(desk.lineId()).stream()
                .filter(entry -> entry.forDeskId() == null || entry.forDeskId() == desk.id())
                .toList();
        var aside = entries.ofHall(hall.id(), Set.of(EntryStatus.ON_HOLD, EntryStatus.PASSED));
        model.addAttribute("desk", desk);
        model.addAttribute("waiting", people.rows(hall, waiting));
        model.addAttribute(
                "held",
                people.rows(
                        hall,
                        aside.stream()
                                .filter(entry -> entry.is(EntryStatus.ON_HOLD))
                                .toList()));
        model.addAttribute(
                "passed",
                people.rows(
                        hall,
                        aside.stream()
                                .filter(entry -> entry.is(EntryStatus.PASSED))
                                .toList()));
        var standing = entries.front(desk.id());
        // The page asks whether who stands here is still who it shows.
        model.addAttribute(
                "standing",
                standing.map(entry -> entry.label() + entry.status() + entry.calls())
                                .orElse("")
                        + desk.status());
        return standing;
    }

    /** Where somebody may be sent: a line of the hall, or one open desk of it. */
    private Map<String, String> others(Desk here, Hall hall, List<Desk> there) {
        var options = new LinkedHashMap<String, String>();
        var lines = halls.lines(hall.id()).stream().collect(Collectors.toMap(Line::id, Function.identity()));
        there.stream().filter(desk -> desk.isOpen() && desk.id() != here.id()).forEach(desk -> {
            var line = lines.get(desk.lineId());
            if (line != null) {
                options.putIfAbsent("line-" + line.id(), line.title() + "（任一窗口）");
            }
        });
        options.remove("line-" + here.lineId());
        there.stream()
                .filter(desk -> desk.isOpen() && desk.id() != here.id())
                .forEach(desk -> options.put("desk-" + desk.id(), "只到" + desk.name()));
        return options;
    }

    @PostMapping(QUEUE + "/desks/{id}/open")
    String open(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(
                staff,
                "appointment.desk-open:" + id,
                requestKey,
                null,
                answer,
                () -> desks.open(staff, id.value()).name() + "已开，可以叫号。");
        return done ? page(id) : desk(staff, id, null, model);
    }

    @PostMapping(QUEUE + "/desks/{id}/pause")
    String pause(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.desk-pause:" + id, requestKey, reason, answer, () -> {
            desks.pause(staff, id.value(), reason);
            return "已暂停，屏幕上会显示原因。";
        });
        return done ? page(id) : desk(staff, id, null, model);
    }

    @PostMapping(QUEUE + "/desks/{id}/close")
    String close(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.desk-close:" + id, requestKey, null, answer, () -> {
            desks.close(staff, id.value());
            return "窗口已关。";
        });
        return done ? page(id) : desk(staff, id, null, model);
    }

    @PostMapping(QUEUE + "/desks/{id}/next")
    String next(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(
                staff,
                "appointment.next:" + id,
                requestKey,
                null,
                answer,
                () -> "正在叫 " + queue.next(staff, id.value()).label() + "。");
        return done ? page(id) : desk(staff, id, null, model);
    }

    private static String page(Id deskId) {
        return "redirect:" + QUEUE + "/desks/" + deskId;
    }

    /** What is done with one number: the last part of the path says it. */
    @PostMapping({
        ENTRY + "/recall",
        ENTRY + "/serve",
        ENTRY + "/hold",
        ENTRY + "/resume",
        ENTRY + "/served",
        ENTRY + "/pass",
        ENTRY + "/restore",
        ENTRY + "/back",
        ENTRY + "/left"
    })
    String act(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            HttpServletRequest request,
            @RequestParam @Nullable Id deskId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var entry = entries.theirs(staff, id.value());
        var path = request.getServletPath();
        var act = path.substring(path.lastIndexOf('/') + 1);
        var words = reason.strip();
        if (words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("原因不超过 200 个字。");
        }
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.%s:%s".formatted(act, id), requestKey, words, answer, () -> {
            does(staff, entry, act, words, deskId);
            return "";
        });
        return back(staff, deskId, done, model);
    }

    private void does(Staff staff, Entry entry, String act, String reason, @Nullable Id deskId) {
        switch (act) {
            case "recall" -> queue.recall(staff, entry.id());
            case "serve" -> queue.serve(staff, entry.id());
            case "hold" -> queue.hold(staff, entry.id(), reason);
            case "resume" -> queue.resume(staff, entry.id(), required(deskId));
            case "served" -> ending.served(staff, entry.id());
            case "pass" -> queue.pass(staff, entry.id());
            case "restore" -> queue.restore(staff, entry.id());
            case "back" -> queue.putBack(staff, entry.id());
            default -> ending.left(staff, entry.id(), reason);
        }
    }

    private static long required(@Nullable Id deskId) {
        if (deskId == null) {
            throw new BadInput("请在窗口的页面上操作。");
        }
        return deskId.value();
    }

    @PostMapping(ENTRY + "/partly")
    String partly(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String missing,
            @RequestParam @Nullable List<String> papers,
            @RequestParam(defaultValue = "") String slot,
            @RequestParam @Nullable Id deskId,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        entries.theirs(staff, id.value());
        var all = new ArrayList<>(papers == null ? List.<String>of() : papers);
        all.add(missing);
        var words =
                all.stream().map(String::strip).filter(one -> !one.isEmpty()).collect(Collectors.joining("\n"));
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.partly:" + id, requestKey, words + "|" + slot, answer, () -> {
            ending.partly(
                    staff,
                    id.value(),
                    words,
                    slot.isEmpty() ? null : Id.valueOf(slot).value());
            return slot.isEmpty() ? "已记下还差什么，本人会收到。" : "已记下还差什么，并约好下次。";
        });
        return back(staff, deskId, done, model);
    }

    @PostMapping(ENTRY + "/transfer")
    String transfer(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam @Nullable Id deskId,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        entries.theirs(staff, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.transfer:" + id, requestKey, to, answer, () -> {
            if (to.matches("line-[1-9][0-9]{0,17}")) {
                queue.transfer(staff, id.value(), Long.parseLong(to.substring(5)), null);
            } else if (to.matches("desk-[1-9][0-9]{0,17}")) {
                var desk = desks.theirs(staff, Long.parseLong(to.substring(5)));
                queue.transfer(staff, id.value(), desk.lineId(), desk.id());
            } else {
                throw new BadInput("请选择转到哪里。");
            }
            return "已转过去，到的时间不变。";
        });
        return back(staff, deskId, done, model);
    }

    private String back(Staff staff, @Nullable Id deskId, boolean done, Model model) {
        if (deskId == null) {
            return done ? "redirect:" + QUEUE : overview(staff, model);
        }
        var desk = Id.of(desks.theirs(staff, deskId.value()).id());
        return done ? page(desk) : desk(staff, desk, null, model);
    }

    /** Whole name and phone, for a reason that goes on record. Every showing counts, so none is remembered. */
    @PostMapping(ENTRY + "/reveal")
    String reveal(@AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String reason, Model model) {
        var entry = entries.theirs(staff, id.value());
        var text = Stream.of(whole(staff, entry, reason))
                .filter(Objects::nonNull)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" "));
        model.addAttribute("text", text.isEmpty() ? "没有更多信息" : text);
        return "identity/revealed-part";
    }

    private @Nullable String[] whole(Staff staff, Entry entry, String reason) {
        reveal.open(staff, entry.cellId(), "appointment.reveal", "entry:" + entry.id(), reason);
        var bookingId = entry.bookingId();
        if (bookingId == null) {
            return new @Nullable String[] {entries.name(entry), entries.phone(entry)};
        }
        var party = bookings.party(bookings.find(bookingId).orElseThrow());
        return new @Nullable String[] {party.name(), party.phone()};
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuEntry {
        @Bean
        ConsolePage queueEntry() {
            return new ConsolePage("叫号", QUEUE, Permission.SERVE_APPOINTMENTS, 300);
        }
    }
}
