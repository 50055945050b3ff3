package cn.estation.guide.form;

import cn.estation.kernel.NotFound;
import cn.estation.media.Purpose;
import cn.estation.media.Serving;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Gives forms to everybody, as long as the guide that names them is published. */
@Controller
class FormController {

    /** Short: a form that is out of date should not be filled in tomorrow. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int LONGEST_CODE = 40;

    private final Forms forms;
    private final Serving serving;

    FormController(Forms forms, Serving serving) {
        this.forms = forms;
        this.serving = serving;
    }

    @GetMapping("/forms/{code}")
    Object form(
            @PathVariable String code,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known,
            Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        try {
            var form = forms.published(code.length() > LONGEST_CODE ? "" : code).orElseThrow(NotFound::new);
            return serving.file(Purpose.GUIDE_FORM, form.mediaId(), forms.name(form), KEPT, known);
        } catch (NotFound gone) {
            response.setStatus(404);
            model.addAttribute("what", "这份表格");
            return "guide/not-here";
        }
    }
}
