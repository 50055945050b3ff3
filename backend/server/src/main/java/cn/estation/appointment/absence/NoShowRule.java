package cn.estation.appointment.absence;

import cn.estation.kernel.BadInput;
import java.time.LocalDate;

/**
 * What follows when somebody does not come again and again, at one office.
 *
 * @param effectiveFrom holds for appointments of this day and later, until the next rule
 * @param times so many no-shows lead to a restriction; 0 for never
 * @param withinDays counted over so many days
 * @param restrictDays how long booking is stopped
 * @param contestHours how long somebody may say why they did not come before it counts
 */
public record NoShowRule(
        long cellId, LocalDate effectiveFrom, int times, int withinDays, int restrictDays, int contestHours) {

    /** @throws BadInput if a number is out of bounds */
    public NoShowRule {
        if (times < 0 || times > 100 || withinDays < 1 || withinDays > 365 || restrictDays < 1 || restrictDays > 365) {
            throw new BadInput("次数应为 0 到 100，天数应为 1 到 365。");
        }
        if (contestHours < 24 || contestHours > 336) {
            throw new BadInput("申辩期应为 24 到 336 小时。");
        }
    }

    static NoShowRule usual(long cellId) {
        return new NoShowRule(cellId, LocalDate.of(2020, 1, 1), 3, 180, 30, 72);
    }

    /** The rule in a sentence, for residents. */
    public String sentence() {
        return times == 0
                ? "没有来不会暂停网上预约；来不了请早点取消，把号让给别人。"
                : "%d 天内有 %d 次预约没有来也没有取消，网上预约暂停 %d 天；没来的，%d 小时内可以说明原因，说明了先不计。"
                        .formatted(withinDays, times, restrictDays, contestHours);
    }
}
