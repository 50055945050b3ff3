package cn.estation.appointment.booking;

import cn.estation.kernel.Id;
import cn.estation.kernel.Refusal;
import java.time.Instant;
import org.springframework.http.HttpStatus;

/** A rule about how much one person may book says no; the problem names the booking that stands in the way. */
public sealed class OverLimit extends Refusal {

    private OverLimit(HttpStatus status, String code, String sentence) {
        super(status, code, sentence);
    }

    private OverLimit(String code, String sentence, Booking inTheWay) {
        super(HttpStatus.CONFLICT, code, sentence);
        getBody().setProperty("appointmentId", Id.of(inTheWay.id()).toString());
        getBody().setProperty("startsAt", inTheWay.startsAt().toString());
    }

    static final class AlreadyBooked extends OverLimit {
        AlreadyBooked(Booking there) {
            super(
                    "already-booked",
                    there.is(BookingStatus.HELD)
                            ? "这个时段您已占了号，请先确认或放弃。"
                            : "这个时段您已约过（%s），不用重复预约。".formatted(When.at(there.startsAt())),
                    there);
        }
    }

    static final class TooManyOpen extends OverLimit {
        TooManyOpen(String title, int most, Booking first) {
            super(
                    "limit-open",
                    "“%s”每人同时最多有 %d 个预约，您已约 %s；办完、改期或取消后再约。".formatted(title, most, When.at(first.startsAt())),
                    first);
        }
    }

    static final class TooManyADay extends OverLimit {
        TooManyADay(String title, int most, Booking there) {
            super(
                    "limit-day",
                    "“%s”每人每天限 %d 个号，您当天已约 %s；可以改期，或约别的日子。".formatted(title, most, When.at(there.startsAt())),
                    there);
        }
    }

    static final class TooManyAWeek extends OverLimit {
        TooManyAWeek(String title, int most, Booking there) {
            super(
                    "limit-week",
                    "“%s”每人每周限 %d 个号，您这周已约 %s；可以改期，或约下一周。".formatted(title, most, When.at(there.startsAt())),
                    there);
        }
    }

    static final class TimeConflict extends OverLimit {
        TimeConflict(Booking there) {
            super("time-conflict", "与已约的 %s 时间冲突，请换个时段，或先改期、取消那一个。".formatted(When.at(there.startsAt())), there);
        }
    }

    static final class HouseholdHasOne extends OverLimit {
        HouseholdHasOne(String title) {
            super(HttpStatus.CONFLICT, "household-has-one", "“%s”每户每天限一个号，您家已经约了；可以约别的日子。".formatted(title));
        }
    }

    static final class HouseholdNeeded extends OverLimit {
        HouseholdNeeded(String title) {
            super(HttpStatus.CONFLICT, "household-needed", "“%s”每户限一个号，请填写门牌，例如“3号楼2单元501”。".formatted(title));
        }
    }

    static final class AccountFull extends OverLimit {
        AccountFull(int most) {
            super(HttpStatus.CONFLICT, "too-many-appointments", "您名下未完成的预约已有 %d 个，请先办完、改期或取消一些。".formatted(most));
        }
    }

    static final class TooManyHolds extends OverLimit {
        TooManyHolds(int most) {
            super(HttpStatus.CONFLICT, "too-many-holds", "您已占着 %d 个号没有确认，请先确认或放弃。".formatted(most));
        }
    }

    static final class TooManyWasted extends OverLimit {
        TooManyWasted() {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-wasted-holds", "您一小时内占号未确认的次数太多，请一小时后再试，或直接预约不占号。");
        }
    }

    static final class Restricted extends OverLimit {
        Restricted(String reason, Instant until, String phone) {
            super(
                    HttpStatus.CONFLICT,
                    "booking-restricted",
                    "%s，网上预约暂停到 %s；急事可以直接到现场取号%s。"
                            .formatted(reason, When.at(until), phone.isEmpty() ? "" : "，或致电 " + phone));
            getBody().setProperty("until", until.toString());
        }
    }
}
