package cn.estation.console;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every fragment once, with its states: what a page may be made of. Changes nothing anywhere. */
@Controller
class StylePages {

    private static final int ROWS = 25;

    private final Clock clock;

    StylePages(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/console/style")
    String show(Model model, PageQuery query, @RequestParam(defaultValue = "") String q) {
        model.addAttribute("form", new Example(null, null, null, null, null));
        return page(model, query, q);
    }

    private String page(Model model, PageQuery query, String q) {
        long before = Math.min(query.before(), ROWS + 1L);
        var rows = LongStream.iterate(before - 1, n -> n >= 1, n -> n - 1)
                .mapToObj(n -> new Row(n, "示例 " + n, n % 3 == 0 ? "等候" : "已发布"))
                .filter(row -> row.title().contains(q))
                .limit(11)
                .toList();
        var next = rows.size() > 10 ? Id.of(rows.get(9).id()) : null;
        model.addAttribute("rows", rows.subList(0, Math.min(10, rows.size())));
        model.addAttribute("next", next);
        model.addAttribute("q", q);
        model.addAttribute("communities", communities());
        model.addAttribute("months", List.of("六月", "七月", "八月", "九月", "十月", "十一月"));
        model.addAttribute("figures", List.of(12, 19, 23, 17, 28, 31));
        model.addAttribute("running", job("RUNNING", 8, 3));
        model.addAttribute("done", job("DONE", 8, 8));
        return "console/style";
    }

    private static Map<String, String> communities() {
        var communities = new LinkedHashMap<String, String>();
        communities.put("1", "幸福社区");
        communities.put("2", "和平社区");
        return communities;
    }

    private Jobs.Job job(String status, int total, int done) {
        return new Jobs.Job(1, "example", status, total, done, "一切正常。", clock.instant(), null);
    }

    @PostMapping("/console/style")
    String save(
            @Valid @ModelAttribute("form") Example form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(model, new PageQuery(null, null), "");
        }
        flash.addFlashAttribute(Toasts.ATTRIBUTE, "已保存“" + form.title() + "”。");
        return "redirect:/console/style";
    }

    @GetMapping("/console/style/progress")
    String progress(Model model) {
        model.addAttribute("job", job("DONE", 8, 8));
        return "console/style :: job";
    }

    @PostMapping("/console/style/toast")
    String toast() {
        return "console/style :: toast";
    }

    @PostMapping("/console/style/refusal")
    void refuse() {
        throw new BadInput("这是一句说明为什么不行、该怎么办的话。");
    }

    @PostMapping("/console/style/reveal")
    String reveal(@RequestParam String reason, Model model) {
        model.addAttribute("text", "13812345678");
        if (reason.isBlank()) {
            throw new BadInput("请写明查看原因。");
        }
        return "console/style :: revealed";
    }

    record Row(long id, String title, String status) {}

    record Example(
            @NotBlank @Size(max = 40) @Nullable String title,
            @NotNull @Min(1) @Max(999) @Nullable Integer places,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,

            @NotBlank @Nullable String communityId,
            @Size(max = 500) @Nullable String description) {}
}
