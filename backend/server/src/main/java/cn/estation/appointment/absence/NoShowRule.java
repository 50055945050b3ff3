package cn.estation.appointment.absence;

import cn.estation.kernel.BadInput;

/**
 * What follows when somebody does not come again and again, at one office.
 *
 * @param times so many no-shows lead to a restriction; 0 for never
 * @param withinDays counted over so many days
 * @param restrictDays how long booking is stopped
 * @param contestHours how long somebody may say why they did not come before it counts
 */
public record NoShowRule(long cellId, int times, int withinDays, int restrictDays, int contestHours) {

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
        return new NoShowRule(cellId, 3, 180, 30, 72);
    }
}
