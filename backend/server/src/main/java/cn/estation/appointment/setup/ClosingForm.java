package cn.estation.appointment.setup;

import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.BindingResult;

/**
 * Which things the office closes when, and why.
 *
 * @param things ids of what is closed
 * @param to empty for one day
 * @param sessions ids of sessions of activities that are called off with it
 */
record ClosingForm(
        @Nullable List<String> things,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,

        @Nullable String reason,
        @Nullable List<String> sessions) {

    private static final int LONGEST_REASON = 200;

    List<Long> ids() {
        return things == null
                ? List.of()
                : things.stream().distinct().map(id -> Id.valueOf(id).value()).toList();
    }

    List<Long> calledOff() {
        return sessions == null
                ? List.of()
                : sessions.stream()
                        .distinct()
                        .map(id -> Id.valueOf(id).value())
                        .sorted()
                        .toList();
    }

    public List<String> chosen() {
        return things == null ? List.of() : things;
    }

    /** The last day: the first one, if only that was given. */
    public @Nullable LocalDate lastDay() {
        return to == null ? from : to;
    }

    /** What residents read. */
    public String words() {
        return reason == null ? "" : CleanText.normalize(reason).strip();
    }

    boolean makesSense(LocalDate today, BindingResult errors) {
        var last = lastDay();
        if (ids().isEmpty()) {
            errors.reject("refused", "请选择停哪些窗口。");
        }
        if (from == null || last == null) {
            errors.rejectValue("from", "missing", "请选择从哪天停。");
        } else if (from.isBefore(today)) {
            errors.rejectValue("from", "wrong", "不能停办已经过去的日子。");
        } else if (last.isBefore(from) || last.isAfter(from.plusDays(92))) {
            errors.rejectValue("to", "wrong", "最后一天应不早于第一天，一次最多三个月。");
        }
        if (words().isEmpty() || words().length() > LONGEST_REASON) {
            errors.rejectValue("reason", "wrong", "请写对居民说的原因，不超过 200 个字。");
        }
        return !errors.hasErrors();
    }
}
