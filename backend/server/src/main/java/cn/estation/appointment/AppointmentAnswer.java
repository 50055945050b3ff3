package cn.estation.appointment;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.chat.AccountAnswer;
import cn.estation.kernel.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Answers in the chat what somebody has booked: 我预约了吗, 我的号是几点. */
@Component
class AppointmentAnswer implements AccountAnswer {

    private static final Pattern MINE = Pattern.compile(
            ".*我.{0,10}(预约|约了|约的|候补).{0,6}(吗|没|什么|几点|哪天|时候|哪里|记录|情况|号|呢)?.*|.*(查|看|取消|改).{0,4}我的.{0,4}(预约|号).*|.*我的号.*");
    private static final Pattern HOW = Pattern.compile(".*(怎么|如何|能不能|可以|想|要|帮我).{0,4}(预约|约).*");
    private static final int SHOWN = 3;

    private final Bookings bookings;
    private final Bookables bookables;

    AppointmentAnswer(Bookings bookings, Bookables bookables) {
        this.bookings = bookings;
        this.bookables = bookables;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        if (!MINE.matcher(question).matches() || HOW.matcher(question).matches()) {
            return Optional.empty();
        }
        var upcoming = bookings.upcoming(residentId, SHOWN);
        return Optional.of(upcoming.isEmpty() ? "您现在没有未完成的预约。要办什么事，直接告诉我，我来找办事指南和能约的时间。" : list(upcoming));
    }

    private String list(List<Booking> upcoming) {
        var lines = upcoming.stream().map(this::line).toList();
        return "您的预约：\n" + String.join("\n", lines) + "\n改期或取消请在小程序“我的预约”里办。";
    }

    private String line(Booking booking) {
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        return "· %s %s，%s%s"
                .formatted(
                        When.at(booking.startsAt()),
                        Taking.title(booking, bookable),
                        bookable.place(),
                        booking.is(BookingStatus.HELD) ? "（还没确认）" : "");
    }
}
