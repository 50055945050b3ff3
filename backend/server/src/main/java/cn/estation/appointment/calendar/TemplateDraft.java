package cn.estation.appointment.calendar;

import cn.estation.kernel.BadInput;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Hours as staff write them. The components mean what they mean in {@link SessionTemplate}.
 */
public record TemplateDraft(
        int weekdays,
        SessionCalendar calendar,
        int startsMinute,
        int endsMinute,
        int slotMinutes,
        int capacity,
        int elderPlaces,
        int walkInPlaces,
        @Nullable LocalDate validTo) {

    /** @throws BadInput if no slot comes of it, or it promises more places than it has */
    public TemplateDraft {
        if (weekdays < 1 || weekdays > 127) {
            throw new BadInput("请至少选一个星期几。");
        }
        if (startsMinute < 0 || endsMinute > 1440 || startsMinute >= endsMinute) {
            throw new BadInput("结束时间应晚于开始时间。");
        }
        if (slotMinutes < 5 || slotMinutes > endsMinute - startsMinute) {
            throw new BadInput("每个时段至少 5 分钟，且不能长于开始到结束的时间。");
        }
        if (capacity < 1 || capacity > 10_000) {
            throw new BadInput("每个时段的号数应为 1 到 10000。");
        }
        if (elderPlaces < 0 || walkInPlaces < 0 || elderPlaces + walkInPlaces > capacity) {
            throw new BadInput("长者预留与现场预留之和不能超过号数。");
        }
    }
}
