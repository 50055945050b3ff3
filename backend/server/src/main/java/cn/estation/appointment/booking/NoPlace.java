package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.SlotView;
import cn.estation.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A slot gives no place, with what can be done instead in the problem's properties. */
public sealed class NoPlace extends Refusal {

    private NoPlace(String code, String sentence, List<SlotView> alternatives) {
        super(HttpStatus.CONFLICT, code, sentence);
        getBody().setProperty("alternatives", alternatives);
    }

    private static String next(List<SlotView> alternatives) {
        return alternatives.isEmpty()
                ? ""
                : "最近可约 " + When.at(alternatives.getFirst().startsAt()) + "。";
    }

    /** Every place is taken: wait, or take another slot. */
    static final class Full extends NoPlace {
        Full(String title, Instant startsAt, boolean canWait, List<SlotView> alternatives) {
            super(
                    "slot-full",
                    "“%s”%s 已约满，%s%s"
                            .formatted(
                                    title,
                                    When.at(startsAt),
                                    canWait ? "可以排候补。" : alternatives.isEmpty() ? "请换一天看看。" : "请换个时段。",
                                    next(alternatives)),
                    alternatives);
            getBody().setProperty("waitlist", canWait);
        }
    }

    /** Booking has not begun. */
    static final class TooEarly extends NoPlace {
        TooEarly(Instant startsAt, Instant opensAt, List<SlotView> alternatives) {
            super(
                    "booking-not-open",
                    "%s 的号 %s 开始预约。%s".formatted(When.on(startsAt), When.at(opensAt), next(alternatives)),
                    alternatives);
            getBody().setProperty("opensAt", opensAt.toString());
        }
    }

    /** Booking is over. */
    static final class TooLate extends NoPlace {
        TooLate(Instant startsAt, String phone, List<SlotView> alternatives) {
            super(
                    "booking-closed",
                    "%s 的号已停止预约，可以直接到现场取号%s。%s"
                            .formatted(When.at(startsAt), phone.isEmpty() ? "" : "或致电 " + phone, next(alternatives)),
                    alternatives);
        }
    }

    /** The slot is closed. */
    static final class Closed extends NoPlace {
        Closed(Instant startsAt, String why, List<SlotView> alternatives) {
            super("slot-closed", "%s %s，不能预约。%s".formatted(When.at(startsAt), why, next(alternatives)), alternatives);
        }
    }
}
