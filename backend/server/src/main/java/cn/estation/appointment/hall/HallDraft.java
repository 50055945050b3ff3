package cn.estation.appointment.hall;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;

/** The rules of a hall as staff write them. The components mean what they mean in {@link Hall}. */
public record HallDraft(
        String name,
        String phone,
        String notice,
        int nearAhead,
        int lateMinutes,
        int patienceMinutes,
        int elderMinutes,
        int mostCalls,
        boolean selfTickets) {

    /** @throws BadInput if something is out of its bounds */
    public HallDraft {
        name = text(name, 60, "大厅名称");
        phone = text(phone, 40, "电话");
        notice = text(notice, 200, "屏幕通知");
        if (name.isEmpty()) {
            throw new BadInput("请填写大厅名称。");
        }
        within(nearAhead, 0, 20, "“前面还有几位时提醒”应为 0 到 20。");
        within(lateMinutes, 0, 240, "“迟到”应为 0 到 240 分钟。");
        within(patienceMinutes, 0, 480, "“等满多久一起排”应为 0 到 480 分钟。");
        within(elderMinutes, 0, 240, "“长者按早到”应为 0 到 240 分钟。");
        within(mostCalls, 1, 10, "“叫几次可以过号”应为 1 到 10 次。");
    }

    private static String text(String typed, int longest, String what) {
        var text = typed.strip();
        if (text.length() > longest || !CleanText.isClean(text)) {
            throw new BadInput("%s不超过 %d 个字。".formatted(what, longest));
        }
        return text;
    }

    private static void within(int value, int least, int most, String sentence) {
        if (value < least || value > most) {
            throw new BadInput(sentence);
        }
    }

    Hall over(Hall before) {
        return new Hall(
                before.id(),
                before.cellId(),
                before.placeId(),
                name,
                phone,
                notice,
                nearAhead,
                lateMinutes,
                patienceMinutes,
                elderMinutes,
                mostCalls,
                selfTickets,
                before.createdAt());
    }
}
