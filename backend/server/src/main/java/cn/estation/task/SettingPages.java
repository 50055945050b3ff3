package cn.estation.task;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a community agrees on for its tasks: review, how long an offer stands, how long work may wait. */
@Controller
class SettingPages {

    private final TaskSettings settings;
    private final Authority authority;
    private final Idempotency idempotency;

    SettingPages(TaskSettings settings, Authority authority, Idempotency idempotency) {
        this.settings = settings;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    /** One community with what it agreed on. */
    record Line(GridCell community, TaskSettings.Setting setting) {}

    @GetMapping("/console/task/settings")
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.SET_UP_TASKS);
        List<Line> lines = authority.communities(staff, Permission.SET_UP_TASKS).stream()
                .limit(100)
                .map(one -> new Line(one, settings.of(one.id())))
                .toList();
        model.addAttribute("lines", lines);
        return "task/settings";
    }

    @PostMapping("/console/task/settings")
    String change(
            @AuthenticationPrincipal Staff staff,
            @RequestParam Id communityId,
            @RequestParam(defaultValue = "false") boolean reviewRequired,
            @RequestParam(defaultValue = "120") int offerMinutes,
            @RequestParam(defaultValue = "7") int evaluationDays,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.SET_UP_TASKS, communityId.value());
        if (offerMinutes < 10 || offerMinutes > 2880 || evaluationDays < 1 || evaluationDays > 60) {
            throw new BadInput("候补名额保留 10 到 2880 分钟，评价期限 1 到 60 天。");
        }
        var setting = new TaskSettings.Setting(communityId.value(), reviewRequired, offerMinutes, evaluationDays);
        idempotency.once(staff, "task.set-up:" + communityId, requestKey, setting, Id.class, () -> {
            settings.change(staff, setting);
            return communityId;
        });
        flash.addFlashAttribute("toast", "已保存任务设置。");
        return "redirect:/console/task/settings";
    }
}
