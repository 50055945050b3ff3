package cn.estation.appointment.desk;

import cn.estation.appointment.absence.Absences;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Changing;
import cn.estation.appointment.booking.OfficeDecisions;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Namesakes;
import cn.estation.appointment.preparation.PreChecks;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.guide.Cards;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Reveal;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One booking in the console: what it is, how it came about, and everything staff may do with it. */
@Controller
class BookingPages {

    static final String PATH = BookingListPages.HOME + "/{id}";
    private static final String UNFLAG = "appointment.unflag";
    private static final int SHORTEST_REASON = 2;
    private static final int LONGEST_REASON = 200;

    private final BookingList ledger;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Slots slots;
    private final OfficeDecisions decisions;
    private final Changing changing;
    private final Taking taking;
    private final Absences absences;
    private final Flags flags;
    private final PreChecks preChecks;
    private final Namesakes namesakes;
    private final Cards cards;
    private final PlaceFinder places;
    private final Reveal reveal;
    private final Idempotency idempotency;
    private final Clock clock;

    BookingPages(
            BookingList ledger,
            Bookings bookings,
            Bookables bookables,
            Slots slots,
            OfficeDecisions decisions,
            Changing changing,
            Taking taking,
            Absences absences,
            Flags flags,
            PreChecks preChecks,
            Namesakes namesakes,
            Cards cards,
            PlaceFinder places,
            Reveal reveal,
            Idempotency idempotency,
            Clock clock) {
        this.ledger = ledger;
        this.bookings = bookings;
        this.bookables = bookables;
        this.slots = slots;
        this.decisions = decisions;
        this.changing = changing;
        this.taking = taking;
        this.absences = absences;
        this.flags = flags;
        this.preChecks = preChecks;
        this.namesakes = namesakes;
        this.cards = cards;
        this.places = places;
        this.reveal = reveal;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        return show(staff, bookings.theirs(staff, id.value()), model);
    }

    private String show(Staff staff, Booking booking, Model model) {
        var thing = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        var line = ledger.lines(List.of(booking)).getFirst();
        var now = clock.instant();
        boolean ours = thing.kind().keepsHours();
        boolean ahead = ours && booking.endsAt().isAfter(now);
        boolean booked = booking.is(BookingStatus.BOOKED);
        boolean requested = booking.subStatus() == SubStatus.REQUESTED && booking.is(BookingStatus.HELD);
        boolean offered = booking.subStatus() == SubStatus.OFFERED && booking.is(BookingStatus.HELD);
        model.addAttribute("booking", booking);
        model.addAttribute("thing", thing);
        model.addAttribute("line", line);
        var history = bookings.history(booking.id());
        model.addAttribute("history", history);
        model.addAttribute("offers", bookings.offeredFor(booking.id()));
        model.addAttribute("restrictions", absences.restrictionsOf(booking));
        model.addAttribute("checks", preChecks.of(booking));
        model.addAttribute("apart", namesakes.apart(booking.personKey()).orElse(null));
        model.addAttribute(
                "card",
                Optional.ofNullable(booking.cardCode()).flatMap(cards::find).orElse(null));
        model.addAttribute("place", place(staff, thing));
        model.addAttribute("activity", !ours);
        model.addAttribute("decides", ours && requested && !booking.expiredAt(now));
        model.addAttribute("confirms", ours && offered && !booking.expiredAt(now));
        model.addAttribute("moves", booked && ahead);
        model.addAttribute(
                "cancels", (booked && ahead) || (ours && booking.is(BookingStatus.HELD) && !booking.expiredAt(now)));
        model.addAttribute("judges", ours && booking.is(BookingStatus.ABSENT));
        model.addAttribute("counts", ours && booking.subStatus() == SubStatus.CONTESTED);
        model.addAttribute(
                "reason",
                history.stream()
                        .filter(move -> move.sub() == SubStatus.CONTESTED)
                        .map(Bookings.Moved::reason)
                        .findFirst()
                        .orElse(null));
        model.addAttribute("reveals", staff.may(Permission.REVEAL_PERSONAL));
        return "appointment/booking";
    }

    private @Nullable String place(Staff staff, Bookable thing) {
        try {
            return places.of(staff, Permission.SERVE_APPOINTMENTS, thing).path();
        } catch (NotFound runByOthers) {
            return null;
        }
    }

    private Bookable thing(Booking booking) {
        return bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
    }

    /** Does it once, or shows the booking again with what stands against it. */
    private String act(
            Staff staff,
            Id id,
            String operation,
            String key,
            Object content,
            java.util.function.LongFunction<Long> command,
            String done,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var before = bookings.theirs(staff, id.value());
        Id after;
        try {
            // What changed about an enrolment is cleared here like anything else that changed.
            if (!operation.equals(UNFLAG) && !thing(before).kind().keepsHours()) {
                throw new BadInput("活动和课程的报名请到“活动课程”里办理。");
            }
            after = idempotency.once(
                    staff, operation + ":" + id, key, content, Id.class, () -> Id.of(command.apply(id.value())));
        } catch (Refusal refused) {
            if (refused instanceof NotFound || refused instanceof Authority.NotAllowed) {
                throw refused;
            }
            response.setStatus(refused.getStatusCode().value());
            model.addAttribute("refused", refused.sentence());
            return show(staff, bookings.theirs(staff, id.value()), model);
        }
        flash.addFlashAttribute("toast", done);
        return "redirect:" + BookingListPages.HOME + "/" + after;
    }

    private static String words(String reason) {
        var words = CleanText.normalize(reason).strip();
        if (words.length() < SHORTEST_REASON || words.length() > LONGEST_REASON || !CleanText.isClean(words)) {
            throw new BadInput("请写明原因，2 到 200 个字。");
        }
        return words;
    }

    @PostMapping(PATH + "/approval")
    String approve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.approve",
                requestKey,
                "",
                one -> decisions.approve(staff, one).id(),
                "已同意，本人会收到通知。",
                model,
                response,
                flash);
    }

    @PostMapping(PATH + "/rejection")
    String reject(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.reject",
                requestKey,
                reason,
                one -> decisions.reject(staff, one, words(reason)).id(),
                "已回绝，本人会收到原因。",
                model,
                response,
                flash);
    }

    @PostMapping(PATH + "/confirmation")
    String confirm(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.confirm",
                requestKey,
                "",
                one -> taking.confirmFor(staff, one).id(),
                "已替本人确认。",
                model,
                response,
                flash);
    }

    /** @param office true if the office cannot keep it: the person is offered another place and told */
    @PostMapping(PATH + "/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean office,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.cancel",
                requestKey,
                List.of(reason, office),
                one -> (office
                                ? decisions.cancel(staff, one, words(reason))
                                : changing.cancelFor(staff, one, words(reason)))
                        .id(),
                office ? "已取消，会替本人留最近的号并通知。" : "已按本人的意思取消。",
                model,
                response,
                flash);
    }

    @PostMapping(PATH + "/absence")
    String decide(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "false") boolean counts,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.decide-absence",
                requestKey,
                List.of(reason, counts),
                one -> absences.decide(staff, one, counts, words(reason)).id(),
                counts ? "已认定为爽约。" : "已认定不计爽约。",
                model,
                response,
                flash);
    }

    /** The booking stands although something has changed. */
    @PostMapping(PATH + "/unflag")
    String unflag(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable Id flag,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                UNFLAG,
                requestKey,
                List.of(reason, flag == null ? "" : flag.toString()),
                one -> {
                    var words = words(reason);
                    var pending = flags.pending(List.of(one)).stream()
                            .filter(each -> flag != null && each.id() == flag.value())
                            .findFirst()
                            .orElseThrow(() -> new BadInput("这个变动已处理，请刷新页面。"));
                    flags.clear(staff, pending.id(), words);
                    return one;
                },
                "已处理，预约维持不变。",
                model,
                response,
                flash);
    }

    /** Lets whom the booking is for book again before the time. */
    @PostMapping(PATH + "/lift")
    String lift(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable Id restriction,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return act(
                staff,
                id,
                "appointment.lift",
                requestKey,
                List.of(reason, restriction == null ? "" : restriction.toString()),
                one -> {
                    var words = words(reason);
                    var booking = bookings.theirs(staff, one);
                    var inForce = absences.restrictionsOf(booking).stream()
                            .filter(each -> restriction != null && each.id() == restriction.value())
                            .findFirst()
                            .orElseThrow(() -> new BadInput("这次暂停已经解除或到期，请刷新页面。"));
                    absences.lift(staff, inForce.id(), words);
                    return one;
                },
                "已解除，本人现在可以预约了。",
                model,
                response,
                flash);
    }

    /** Another time for somebody: the free slots of a day. */
    @GetMapping(PATH + "/reschedule")
    String times(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            Model model) {
        return times(bookings.theirs(staff, id.value()), day, model);
    }

    private String times(Booking booking, @Nullable LocalDate asked, Model model) {
        var thing = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        var now = clock.instant();
        var next = slots.nextFreeInstead(thing.id(), now, booking.elder(), 6);
        var day = asked != null
                ? asked
                : next.isEmpty()
                        ? LocalDate.ofInstant(now, Time.CHINA)
                        : next.getFirst().day();
        model.addAttribute("booking", booking);
        model.addAttribute("thing", thing);
        model.addAttribute("line", ledger.lines(List.of(booking)).getFirst());
        model.addAttribute("day", day);
        model.addAttribute("next", next.stream().map(Slot::day).distinct().toList());
        model.addAttribute(
                "choices",
                slots.ofDay(thing.id(), day).stream()
                        .filter(slot -> slot.isOpen() && slot.endsAt().isAfter(now))
                        .filter(slot -> slot.id() != booking.slotId())
                        .map(slot -> Choice.of(slot, now))
                        .toList());
        return "appointment/reschedule";
    }

    @PostMapping(PATH + "/reschedule")
    String reschedule(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable Id slot,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var booking = bookings.theirs(staff, id.value());
        Id moved;
        try {
            if (slot == null || !thing(booking).kind().keepsHours()) {
                throw new BadInput(slot == null ? "请选择改到哪个时段。" : "活动和课程不能改期，请到“活动课程”里退了再报。");
            }
            moved = idempotency.once(
                    staff,
                    "appointment.reschedule:" + id,
                    requestKey,
                    slot,
                    Id.class,
                    () -> Id.of(
                            changing.reschedule(staff, id.value(), slot.value()).id()));
        } catch (Refusal refused) {
            response.setStatus(refused.getStatusCode().value());
            model.addAttribute("refused", refused.sentence());
            return times(booking, day, model);
        }
        flash.addFlashAttribute("toast", "已改期，原来的号已退，本人会收到通知。");
        return "redirect:" + BookingListPages.HOME + "/" + moved;
    }

    /** Who it is for, whole: for a reason, counted and on record. */
    @PostMapping(PATH + "/reveal")
    String reveal(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var booking = bookings.theirs(staff, id.value());
        var subject = "appointment:" + booking.id();
        var owner = booking.residentId();
        String text;
        if (owner != null && booking.name() == null) {
            var shown = reveal.ofVisitor(staff, owner, booking.cellId(), subject, reason);
            text = Stream.of(shown.name(), shown.phone())
                    .flatMap(Stream::ofNullable)
                    .collect(Collectors.joining(" "));
        } else {
            reveal.open(staff, booking.cellId(), "visitor.reveal", subject, reason);
            text = bookings.left(booking);
        }
        model.addAttribute("text", text.isEmpty() ? "没有更多信息" : text);
        return part ? "identity/revealed-part" : "identity/revealed";
    }
}
