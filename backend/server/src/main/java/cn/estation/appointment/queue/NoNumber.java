package cn.estation.appointment.queue;

import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Slot;
import cn.estation.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** No number is given: all for today are gone, or the counter takes nobody any more. Says what can be done instead. */
public final class NoNumber extends Refusal {

    private NoNumber(String code, String sentence) {
        super(HttpStatus.CONFLICT, code, sentence);
    }

    static NoNumber full(@Nullable Slot next) {
        var refusal = new NoNumber(
                "walk-in-full",
                next == null
                        ? "今天现场的名额已取完，请明天再来，或请窗口工作人员帮忙。"
                        : "今天现场的名额已取完；最近可以预约 %s。".formatted(When.at(next.startsAt())));
        if (next != null) {
            refusal.getBody().setProperty("slotId", Long.toString(next.id()));
            refusal.getBody().setProperty("startsAt", next.startsAt().toString());
        }
        return refusal;
    }

    static NoNumber closed(String phone) {
        return new NoNumber("line-closed", "这个窗口今天不再取号，请预约别的时间%s。".formatted(phone.isEmpty() ? "" : "，或致电 " + phone));
    }
}
