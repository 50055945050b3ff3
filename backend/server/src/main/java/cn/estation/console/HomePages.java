package cn.estation.console;

import cn.estation.kernel.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomePages {

    @GetMapping("/console")
    String home() {
        return "console/home";
    }

    /** Whatever no page answers, so that a wrong address ends on a page and not in JSON. */
    @GetMapping({"/console/{first:(?!css$|js$|img$).+}", "/console/{first:(?!css$|js$|img$).+}/**"})
    String nowhere() {
        throw new NotFound();
    }
}
