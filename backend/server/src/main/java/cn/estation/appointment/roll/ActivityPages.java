package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Activities;
import cn.estation.appointment.activity.Activity;
import cn.estation.appointment.activity.ActivityStatus;
import cn.estation.appointment.activity.CallingOff;
import cn.estation.appointment.activity.Moving;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** Activities in the console: the list, writing and publishing, one activity with its sessions. */
@Controller
class ActivityPages {

    private static final String HOME = "/console/activities";
    private static final int LONGEST_REASON = 200;

    private final Activities activities;
    private final CallingOff callingOff;
    private final Moving moving;
    private final ActivityChoices choices;
    private final Bookables bookables;
    private final Slots slots;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    ActivityPages(
            Activities activities,
            CallingOff callingOff,
            Moving moving,
            ActivityChoices choices,
            Bookables bookables,
            Slots slots,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.activities = activities;
        this.callingOff = callingOff;
        this.moving = moving;
        this.choices = choices;
        this.bookables = bookables;
        this.slots = slots;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff, @RequestParam @Nullable String status, PageQuery query, Model model) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var page = activities.ofStaff(staff, status(status), query);
        var ids = page.items().stream().map(Activity::id).toList();
        model.addAttribute("activities", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "things", bookables.all(ids).stream().collect(Collectors.toMap(Bookable::id, Function.identity())));
        model.addAttribute("status", status);
        model.addAttribute("statuses", ActivityStatus.values());
        model.addAttribute("mayWrite", staff.may(Permission.MANAGE_CALENDARS));
        model.addAttribute("now", clock.instant());
        return "activity/list";
    }

    private static @Nullable ActivityStatus status(@Nullable String name) {
        return Stream.of(ActivityStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var offices = choices.offices(staff);
        model.addAttribute(
                "form",
                ActivityForm.empty(
                        offices.size() == 1 ? Long.toString(offices.getFirst().id()) : null));
        return form(staff, null, model);
    }

    private String form(Staff staff, @Nullable Id id, Model model) {
        choices.into(model, staff);
        model.addAttribute("action", id == null ? HOME : HOME + "/" + id);
        model.addAttribute("back", id == null ? HOME : HOME + "/" + id);
        return "activity/form";
    }

    @PostMapping(HOME)
    String save(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") ActivityForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            @RequestParam(defaultValue = "draft") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        boolean publish = act.equals("publish");
        return typed(
                () -> {
                    var id = idempotency.once(staff, "activity.write", requestKey, List.of(form, act), Id.class, () -> {
                        var activity = activities.draft(staff, form.draft(clock));
                        if (publish) {
                            activities.publish(staff, activity.id());
                        }
                        return Id.of(activity.id());
                    });
                    return saved(id, publish, flash);
                },
                errors,
                response,
                () -> form(staff, null, model));
    }

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var activity = activities.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        model.addAttribute("form", ActivityForm.of(activity, activities.bookable(activity)));
        return form(staff, id, model);
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") ActivityForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            @RequestParam(defaultValue = "draft") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        boolean publish = act.equals("publish");
        return typed(
                () -> {
                    idempotency.once(staff, "activity.change:" + id, requestKey, List.of(form, act), Id.class, () -> {
                        activities.redraft(staff, id.value(), form.draft(clock));
                        if (publish) {
                            activities.publish(staff, id.value());
                        }
                        return id;
                    });
                    return saved(id, publish, flash);
                },
                errors,
                response,
                () -> form(staff, id, model));
    }

    private static String saved(Id id, boolean published, RedirectAttributes flash) {
        flash.addFlashAttribute("toast", published ? "已发布，居民现在可以看到。" : "已存为草稿，只有工作人员看得到。");
        return "redirect:" + HOME + "/" + id;
    }

    /** What was typed stays on the page when it is not taken; the head of the form says why. */
    private static String typed(
            Supplier<String> command, BindingResult errors, HttpServletResponse response, Supplier<String> form) {
        if (!errors.hasErrors()) {
            try {
                return command.get();
            } catch (Refusal refusal) {
                int status = refusal.getStatusCode().value();
                if (status == HttpStatus.NOT_FOUND.value() || status == HttpStatus.FORBIDDEN.value()) {
                    throw refusal;
                }
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form.get();
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var activity = activities.theirs(staff, Permission.SERVE_APPOINTMENTS, id.value());
        var sessions = activities.sessions(activity.id());
        var slotIds = sessions.stream()
                .flatMap(session -> Stream.ofNullable(session.slotId()))
                .distinct()
                .toList();
        model.addAttribute("activity", activity);
        model.addAttribute("thing", activities.bookable(activity));
        model.addAttribute("sessions", sessions);
        model.addAttribute("enrolled", activities.enrolled(slotIds));
        model.addAttribute(
                "slots", slots.all(slotIds).stream().collect(Collectors.toMap(Slot::id, Function.identity())));
        model.addAttribute("moves", activities.history(activity.id()));
        model.addAttribute("mayWrite", mayWrite(staff, activity));
        model.addAttribute("now", clock.instant());
        return "activity/activity";
    }

    private boolean mayWrite(Staff staff, Activity activity) {
        return bookables.cells(staff, Permission.MANAGE_CALENDARS).contains(activity.cellId());
    }

    @PostMapping(HOME + "/{id}/publication")
    String publish(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        idempotency.once(staff, "activity.publish:" + id, requestKey, "", Id.class, () -> {
            activities.publish(staff, id.value());
            return id;
        });
        return saved(id, true, flash);
    }

    @PostMapping(HOME + "/{id}/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var words = reason(reason);
        idempotency.once(staff, "activity.cancel:" + id, requestKey, words, Id.class, () -> {
            callingOff.cancel(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已取消，报名的人会收到通知；没有微信的请电话告知。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/place")
    String movePlace(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var where = place.strip();
        if (where.isEmpty() || where.length() > LONGEST_REASON || !CleanText.isClean(where)) {
            throw new BadInput("请填写新的地点，不超过 200 个字。");
        }
        idempotency.once(staff, "activity.place:" + id, requestKey, where, Id.class, () -> {
            moving.movePlace(staff, id.value(), where);
            return id;
        });
        flash.addFlashAttribute("toast", "地点已改，正在逐个询问报名的人还来不来。");
        return "redirect:" + HOME + "/" + id;
    }

    /** @throws BadInput if there is no reason, or it is too long or no text */
    static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || !CleanText.isClean(reason)) {
            throw new BadInput("请写明原因，不超过 200 字，会告诉报名的人。");
        }
        return reason;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage activityPage() {
            return new ConsolePage("活动课程", HOME, Permission.SERVE_APPOINTMENTS, 330);
        }
    }
}
