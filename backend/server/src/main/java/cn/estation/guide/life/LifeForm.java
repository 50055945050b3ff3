package cn.estation.guide.life;

import cn.estation.guide.version.GuideItem;
import cn.estation.kernel.CleanText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A checklist as it is typed: one guide a line, its code, a bar and a phrase: {@code demo-elder-card｜满 60 岁就可以办}.
 *
 * @param edits the savings the writer had seen; 0 for a new one
 */
record LifeForm(
        String cellId,
        int edits,
        @NotBlank @Size(max = 40) String title,
        @Size(max = 300) String summary,

        @NotBlank @Pattern(regexp = "(0|[1-9][0-9]{0,3})?", message = "应为 0 到 9999 的整数。")
        String position,

        Boolean shown,
        @Size(max = 8000) String guides) {

    private static final int MOST = 30;

    @SuppressWarnings("NullAway") // a field that was not sent arrives as null
    LifeForm {
        cellId = clean(cellId);
        title = clean(title);
        summary = clean(summary);
        position = clean(position);
        guides = clean(guides);
        shown = shown != null && shown;
    }

    static LifeForm blank() {
        return new LifeForm("", 0, "", "", "100", true, "");
    }

    static LifeForm of(LifeEvent event, List<LifeMapper.Step> steps, Function<Long, Optional<GuideItem>> item) {
        var lines = steps.stream()
                .flatMap(step -> item.apply(step.itemId()).stream()
                        .map(guide -> step.phrase().isEmpty() ? guide.code() : guide.code() + "｜" + step.phrase()))
                .toList();
        return new LifeForm(
                Long.toString(event.cellId()),
                event.edits(),
                event.title(),
                event.summary(),
                Integer.toString(event.position()),
                event.shown(),
                String.join("\n", lines));
    }

    /** The lines that were typed, after telling {@code errors} what is wrong with them. */
    List<LifeMapper.Step> read(Function<String, Optional<GuideItem>> byCode, Errors errors) {
        if (!CleanText.isClean(title + summary + guides)) {
            errors.reject("unclean", "内容里有无法保存的特殊字符，请删除后再试。");
            return List.of();
        }
        var steps = new ArrayList<LifeMapper.Step>();
        var seen = new HashSet<Long>();
        int number = 0;
        for (var line : guides.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            number++;
            var parts = line.split("[|｜]", 2);
            var item = byCode.apply(parts[0].strip()).orElse(null);
            var phrase = parts.length > 1 ? parts[1].strip() : "";
            if (item == null) {
                errors.rejectValue("guides", "unknown", "第 " + number + " 行：没有编码是“" + cut(parts[0]) + "”的指南。");
            } else if (!seen.add(item.id())) {
                errors.rejectValue("guides", "twice", "第 " + number + " 行：“" + item.name() + "”写了两次。");
            } else if (phrase.length() > 200) {
                errors.rejectValue("guides", "long", "第 " + number + " 行：说明不超过 200 字。");
            } else {
                steps.add(new LifeMapper.Step(item.id(), phrase));
            }
        }
        if (number == 0) {
            errors.rejectValue("guides", "none", "请至少写一份指南。");
        } else if (number > MOST) {
            errors.rejectValue("guides", "many", "一份清单最多 " + MOST + " 件事，请拆成两份。");
        }
        return steps;
    }

    private static String cut(String text) {
        var word = text.strip();
        return word.length() <= 40 ? word : word.substring(0, 40) + "…";
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
