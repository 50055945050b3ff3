package cn.estation.console;

import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.NotFound;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomePages {

    private final List<WaitingWork> work;

    HomePages(List<WaitingWork> work) {
        this.work = List.copyOf(work);
    }

    @GetMapping("/console")
    String home(@AuthenticationPrincipal Staff staff, Model model) {
        model.addAttribute(
                "waiting",
                work.stream()
                        .flatMap(module -> module.waiting(staff).stream())
                        .sorted(Comparator.<WaitingWork.Waiting, Boolean>comparing(one -> one.count() == 0)
                                .thenComparingInt(WaitingWork.Waiting::order))
                        .toList());
        return "console/home";
    }

    /** Whatever no page answers, so that a wrong address ends on a page and not in JSON. */
    @GetMapping({"/console/{first:(?!css$|js$|img$).+}", "/console/{first:(?!css$|js$|img$).+}/**"})
    String nowhere() {
        throw new NotFound();
    }
}
