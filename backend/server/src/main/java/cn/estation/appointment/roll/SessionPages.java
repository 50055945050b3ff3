package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Activities;
import cn.estation.appointment.activity.CallingOff;
import cn.estation.appointment.activity.ClosedPlaces;
import cn.estation.appointment.activity.Enrolments;
import cn.estation.appointment.activity.Moving;
import cn.estation.appointment.activity.Session;
import cn.estation.appointment.booking.Changing;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.person.CaredPeople;
import cn.estation.appointment.person.Namesakes;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.waitlist.Waitlist;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One session in the console: its roll, on the page, on paper and as a file, and what staff do for people without a phone. */
@Controller
class SessionPages {

    private static final String HOME = "/console/activities/sessions/{id}";
    private static final String MINUTE = "yyyy-MM-dd'T'HH:mm";

    private final Activities activities;
    private final Rolls rolls;
    private final ClosedPlaces closedPlaces;
    private final CallingOff callingOff;
    private final Moving moving;
    private final Enrolments enrolments;
    private final Taking taking;
    private final Changing changing;
    private final Waitlist waitlist;
    private final CaredPeople people;
    private final Slots slots;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Clock clock;

    SessionPages(
            Activities activities,
            Rolls rolls,
            ClosedPlaces closedPlaces,
            CallingOff callingOff,
            Moving moving,
            Enrolments enrolments,
            Taking taking,
            Changing changing,
            Waitlist waitlist,
            CaredPeople people,
            Slots slots,
            AuditTrail audit,
            Idempotency idempotency,
            Clock clock) {
        this.activities = activities;
        this.rolls = rolls;
        this.closedPlaces = closedPlaces;
        this.callingOff = callingOff;
        this.moving = moving;
        this.enrolments = enrolments;
        this.taking = taking;
        this.changing = changing;
        this.waitlist = waitlist;
        this.people = people;
        this.slots = slots;
        this.audit = audit;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String roll(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        return roll(published(staff, id), model);
    }

    private String roll(Session session, Model model) {
        fill(session, model);
        model.addAttribute("closed", session.live() ? closedPlaces.why(session).orElse(null) : null);
        model.addAttribute("waiting", waitlist.of(Activities.slotOf(session)).size());
        model.addAttribute("slot", slots.find(Activities.slotOf(session)).orElseThrow(NotFound::new));
        return "activity/roll";
    }

    /** To sign on paper: masked, with a column left empty. */
    @GetMapping(HOME + "/print")
    String print(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        fill(published(staff, id), model);
        return "activity/sheet";
    }

    private void fill(Session session, Model model) {
        var activity = activities.find(session.activityId()).orElseThrow(NotFound::new);
        model.addAttribute("activity", activity);
        model.addAttribute("thing", activities.bookable(activity));
        model.addAttribute("lines", rolls.of(session));
        model.addAttribute("over", over(session));
        model.addAttribute("begun", session.begunAt(clock.instant()));
        // "session" is a word of the template's own.
        model.addAttribute("one", session);
    }

    private boolean over(Session session) {
        return !session.endsAt().isAfter(clock.instant());
    }

    /** The roll as a workbook, masked as the page is. */
    @GetMapping(HOME + "/export")
    @Transactional
    ResponseEntity<byte[]> export(@AuthenticationPrincipal Staff staff, @PathVariable Id id) {
        var session = published(staff, id);
        var activity = activities.find(session.activityId()).orElseThrow(NotFound::new);
        var title = activities.bookable(activity).title();
        audit.record(staff, session.cellId(), "activity.export", "activity:" + activity.id(), "导出签到名单。");
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("签到名单-%d.xlsx".formatted(session.position()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(
                        MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .body(RollSheet.of(title, session, rolls.of(session), over(session)));
    }

    /** A draft has no roll. */
    private Session published(Staff staff, Id id) {
        var session = activities.session(staff, Permission.SERVE_APPOINTMENTS, id.value());
        if (session.slotId() == null) {
            throw new NotFound();
        }
        return session;
    }

    @PostMapping(HOME + "/attendance")
    String mark(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id bookingId,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        if (bookingId == null) {
            throw new BadInput("请在名单里选择是谁到场。");
        }
        return done(staff, "activity.mark", id, requestKey, bookingId, "已签到。", flash, () -> {
            rolls.mark(staff, id.value(), bookingId.value());
        });
    }

    /** Takes a mark back that was made for the wrong person. */
    @PostMapping(HOME + "/attendance/undo")
    String unmark(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id bookingId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        long booking = chosen(bookingId);
        var words = reason.strip();
        if (words.isEmpty() || words.length() > 200 || !CleanText.isClean(words)) {
            throw new BadInput("请写明为什么撤销，不超过 200 个字。");
        }
        return done(staff, "activity.unmark", id, requestKey, List.of(booking, words), "已撤销这次签到。", flash, () -> {
            rolls.undo(staff, id.value(), booking, words);
        });
    }

    @PostMapping(HOME + "/code")
    String markByCode(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        if (code.isBlank() || code.length() > 40) {
            throw new BadInput("请输入居民手机上的签到码。");
        }
        return done(staff, "activity.code", id, requestKey, code, "已签到。", flash, () -> {
            rolls.markByCode(staff, id.value(), code);
        });
    }

    /** Enrols somebody who stands at the desk or is on the phone; where all places are taken, they wait in line. */
    @PostMapping(HOME + "/enrolments")
    String enrol(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            Somebody who,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var session = published(staff, id);
        try {
            return enrol(staff, id, session, who, requestKey, flash);
        } catch (Namesakes.WhichOne which) {
            response.setStatus(which.getStatusCode().value());
            model.addAttribute("who", who);
            model.addAttribute("refusal", which.sentence());
            model.addAttribute("namesakes", which.known());
            return roll(session, model);
        }
    }

    private String enrol(
            Staff staff, Id id, Session session, Somebody who, String requestKey, RedirectAttributes flash) {
        long slot = Activities.slotOf(session);
        boolean queue = Somebody.ticked(who.queue());
        return done(
                staff,
                "activity.enrol",
                id,
                requestKey,
                who,
                queue ? "已排候补，有名额时请电话告知本人。" : "已代报名，请告诉本人时间和地点。",
                flash,
                () -> {
                    Party party = people.atTheDesk(staff, session.cellId(), who.visitor());
                    if (queue) {
                        waitlist.join(staff, party, slot, null, null);
                    } else {
                        taking.bookFor(staff, party, slot, null, null, false);
                    }
                });
    }

    /**
     * @param onThePhone the person agreed on the phone, otherwise at the desk
     * @param queue wait in line instead of taking a place
     * @param namesake of several people of this name without a phone, which
     * @param apart what tells the person from others of the name
     */
    record Somebody(
            @Nullable String name,
            @Nullable String phone,
            @Nullable Boolean elder,
            @Nullable Boolean onThePhone,
            @Nullable Boolean queue,
            @Nullable String namesake,
            @Nullable String apart) {

        CaredPeople.Visitor visitor() {
            return new CaredPeople.Visitor(
                    name == null ? "" : name, phone, ticked(elder), ticked(onThePhone), null, namesake, apart);
        }

        static boolean ticked(@Nullable Boolean box) {
            return Boolean.TRUE.equals(box);
        }
    }

    /** Takes a place that is held for somebody of the waitlist who has no account. */
    @PostMapping(HOME + "/confirmation")
    String confirm(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id bookingId,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        long booking = chosen(bookingId);
        return done(staff, "activity.confirm", id, requestKey, booking, "已替本人确认。", flash, () -> {
            taking.confirmFor(staff, booking);
        });
    }

    /** Gives a place back because the person asked for it. */
    @PostMapping(HOME + "/withdrawal")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id bookingId,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        long booking = chosen(bookingId);
        return done(staff, "activity.withdraw", id, requestKey, booking, "已替本人退出。", flash, () -> {
            changing.cancelFor(staff, booking, "本人请工作人员退出");
        });
    }

    /** What somebody without an account says about a change of time or place. */
    @PostMapping(HOME + "/reply")
    String reply(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Id bookingId,
            @RequestParam(defaultValue = "false") boolean coming,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        published(staff, id);
        long booking = chosen(bookingId);
        return done(
                staff,
                "activity.reply",
                id,
                requestKey,
                List.of(booking, coming),
                coming ? "已记下还来。" : "已替本人退出。",
                flash,
                () -> {
                    enrolments.replyFor(staff, booking, coming);
                });
    }

    private static long chosen(@Nullable Id bookingId) {
        if (bookingId == null) {
            throw new BadInput("请在名单里选择是谁。");
        }
        return bookingId.value();
    }

    @PostMapping(HOME + "/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        activities.session(staff, Permission.MANAGE_CALENDARS, id.value());
        var words = ActivityPages.reason(reason);
        return done(staff, "activity.cancel-session", id, requestKey, words, "这一场已取消，报名的人会收到通知。", flash, () -> {
            callingOff.cancelSession(staff, id.value(), words);
        });
    }

    @PostMapping(HOME + "/time")
    String move(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime startsAt,
            @RequestParam @Nullable Integer minutes,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        activities.session(staff, Permission.MANAGE_CALENDARS, id.value());
        if (startsAt == null || minutes == null) {
            throw new BadInput("请填写新的时间和时长。");
        }
        var begins = ActivityForm.instant(startsAt);
        return done(
                staff, "activity.move", id, requestKey, List.of(begins, minutes), "时间已改，正在逐个询问报名的人还来不来。", flash, () -> {
                    moving.moveSession(staff, id.value(), begins, minutes);
                });
    }

    private String done(
            Staff staff,
            String operation,
            Id id,
            String requestKey,
            Object content,
            String toast,
            RedirectAttributes flash,
            Runnable command) {
        Supplier<Id> once = () -> {
            command.run();
            return id;
        };
        Objects.requireNonNull(idempotency.once(staff, operation + ":" + id, requestKey, content, Id.class, once));
        flash.addFlashAttribute("toast", toast);
        return "redirect:/console/activities/sessions/" + id;
    }
}
