package cn.estation.appointment.reception;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.HallDraft;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.appointment.screen.Screens;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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

/** Setting a hall up: its rules, lines, desks and screens. */
@Controller
class HallPages {

    private static final String HALL = QueuePages.QUEUE + "/halls/{id}";

    private final Halls halls;
    private final Desks desks;
    private final Screens screens;
    private final Idempotency idempotency;
    private final Acts acts;
    private final String baseUrl;

    HallPages(
            Halls halls,
            Desks desks,
            Screens screens,
            Idempotency idempotency,
            Acts acts,
            @Value("${estation.base-url}") String baseUrl) {
        this.halls = halls;
        this.desks = desks;
        this.screens = screens;
        this.idempotency = idempotency;
        this.acts = acts;
        this.baseUrl = baseUrl;
    }

    /** The rules as they are typed. */
    record Form(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String notice,
            @Nullable String nearAhead,
            @Nullable String lateMinutes,
            @Nullable String patienceMinutes,
            @Nullable String elderMinutes,
            @Nullable String mostCalls,
            @Nullable String selfTickets) {

        static Form of(Hall hall) {
            return new Form(
                    hall.name(),
                    hall.phone(),
                    hall.notice(),
                    Integer.toString(hall.nearAhead()),
                    Integer.toString(hall.lateMinutes()),
                    Integer.toString(hall.patienceMinutes()),
                    Integer.toString(hall.elderMinutes()),
                    Integer.toString(hall.mostCalls()),
                    Boolean.toString(hall.selfTickets()));
        }

        HallDraft draft() {
            return new HallDraft(
                    text(name),
                    text(phone),
                    text(notice),
                    number(nearAhead),
                    number(lateMinutes),
                    number(patienceMinutes),
                    number(elderMinutes),
                    number(mostCalls),
                    "true".equals(selfTickets));
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed;
        }

        private static int number(@Nullable String typed) {
            if (typed == null || !typed.strip().matches("[0-9]{1,4}")) {
                throw new BadInput("规则里的数应为整数。");
            }
            return Integer.parseInt(typed.strip());
        }
    }

    record LineRow(Line line, List<Bookable> bookables, List<Desk> desks) {}

    @GetMapping(HALL)
    String hall(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        model.addAttribute("form", Form.of(hall));
        return page(hall, model);
    }

    private String page(Hall hall, Model model) {
        var byLine = desks.ofHall(hall.id()).stream().collect(Collectors.groupingBy(Desk::lineId));
        model.addAttribute("hall", hall);
        model.addAttribute(
                "lines",
                halls.lines(hall.id()).stream()
                        .map(line -> new LineRow(
                                line, halls.bookables(line.id()), byLine.getOrDefault(line.id(), List.of())))
                        .toList());
        model.addAttribute("screens", screens.ofHall(hall.id()));
        model.addAttribute("baseUrl", baseUrl);
        model.addAttribute("rule", TurnOrder.said(hall));
        return "appointment/hall";
    }

    @PostMapping(HALL)
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        try {
            var draft = form.draft();
            idempotency.once(staff, "appointment.hall:" + id, requestKey, draft, Id.class, () -> {
                halls.change(staff, id.value(), draft);
                return id;
            });
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            errors.reject("refused", refusal.sentence());
            response.setStatus(422);
            return page(hall, model);
        }
        flash.addFlashAttribute("toast", "已保存，从现在到的人起算。");
        return page(id);
    }

    @PostMapping(HALL + "/lines")
    String addLine(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.line-add:" + id, requestKey, title, answer, () -> {
            var line = halls.addLine(staff, id.value(), title(title));
            return "已添加队“%s”，号码以 %s 开头。".formatted(line.title(), line.letter());
        });
        return back(staff, id, done, model);
    }

    @PostMapping(QueuePages.QUEUE + "/lines/{id}/title")
    String rename(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var line = managed(staff, id);
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.line-title:" + id, requestKey, title, answer, () -> {
            halls.rename(staff, line.id(), title(title));
            return "已改名。";
        });
        return back(staff, Id.of(line.hallId()), done, model);
    }

    private String back(Staff staff, Id hallId, boolean done, Model model) {
        return done ? page(hallId) : hall(staff, hallId, model);
    }

    private static String title(String typed) {
        var title = typed.strip();
        if (title.isEmpty() || title.length() > 60 || !CleanText.isClean(title)) {
            throw new BadInput("请写明这个队办什么，不超过 60 个字。");
        }
        return title;
    }

    @PostMapping(QueuePages.QUEUE + "/lines/{id}/bookables")
    String join(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String bookable,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var line = managed(staff, id);
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.line-join:" + id, requestKey, bookable, answer, () -> {
            halls.join(staff, chosen(bookable, "请选择哪个窗口的预约。"), line.id());
            return "签到后到这里排队。";
        });
        return back(staff, Id.of(line.hallId()), done, model);
    }

    @PostMapping(QueuePages.QUEUE + "/lines/{id}/desks")
    String addDesk(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var line = managed(staff, id);
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.desk-add:" + id, requestKey, name, answer, () -> {
            desks.add(staff, line.id(), name);
            return "已添加窗口。";
        });
        return back(staff, Id.of(line.hallId()), done, model);
    }

    private Line managed(Staff staff, Id lineId) {
        halls.require(staff, Permission.MANAGE_CALENDARS);
        var line = halls.line(lineId.value());
        halls.theirs(staff, Permission.MANAGE_CALENDARS, line.hallId());
        return line;
    }

    @PostMapping(QueuePages.QUEUE + "/desks/{id}/line")
    String assign(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String line,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var desk = desk(staff, id);
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.desk-line:" + id, requestKey, line, answer, () -> {
            desks.assign(staff, id.value(), chosen(line, "请选择叫哪个队。"));
            return desk.name() + "已改。";
        });
        return back(staff, Id.of(desk.hallId()), done, model);
    }

    @PostMapping(QueuePages.QUEUE + "/desks/{id}/removal")
    String retire(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var desk = desk(staff, id);
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.desk-removal:" + id, requestKey, null, answer, () -> {
            desks.retire(staff, id.value());
            return desk.name() + "已撤掉。";
        });
        return back(staff, Id.of(desk.hallId()), done, model);
    }

    private Desk desk(Staff staff, Id id) {
        halls.require(staff, Permission.MANAGE_CALENDARS);
        var desk = desks.find(id.value()).orElseThrow(NotFound::new);
        halls.theirs(staff, Permission.MANAGE_CALENDARS, desk.hallId());
        return desk;
    }

    @PostMapping(HALL + "/screens")
    String addScreen(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.screen-add:" + id, requestKey, name, answer, () -> {
            screens.add(staff, id.value(), name);
            return "已添加屏幕，把地址输入电视的浏览器。";
        });
        return back(staff, id, done, model);
    }

    @PostMapping(QueuePages.QUEUE + "/screens/{id}/end")
    String endScreen(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var hall = screens.hallOf(staff, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(staff, "appointment.screen-end:" + id, requestKey, null, answer, () -> {
            screens.revoke(staff, id.value());
            return "地址已停用，几秒内屏幕就看不到了。";
        });
        return back(staff, Id.of(hall.id()), done, model);
    }

    private static long chosen(String typed, String otherwise) {
        if (!typed.matches("[1-9][0-9]{0,17}")) {
            throw new BadInput(otherwise);
        }
        return Long.parseLong(typed);
    }

    private static String page(Id hallId) {
        return "redirect:" + QueuePages.QUEUE + "/halls/" + hallId;
    }
}
