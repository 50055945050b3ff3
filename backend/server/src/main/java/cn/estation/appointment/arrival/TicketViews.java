package cn.estation.appointment.arrival;

import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.queue.EarlyEnd;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryKind;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.queue.Pace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a number stands. */
@Component
public class TicketViews {

    private final Entries entries;
    private final Halls halls;
    private final Desks desks;
    private final Pace pace;

    private final EarlyEnd ends;

    TicketViews(Entries entries, Halls halls, Desks desks, Pace pace, EarlyEnd ends) {
        this.ends = ends;
        this.entries = entries;
        this.halls = halls;
        this.desks = desks;
        this.pace = pace;
    }

    public TicketView of(Entry entry) {
        var ended = entry.is(EntryStatus.LEFT) && entry.note().startsWith(EarlyEnd.SAID)
                ? ends.reason(entry.hallId(), entry.day())
                : Optional.<String>empty();
        var again = ended.isPresent() && entry.kind() == EntryKind.WALK_IN ? ends.next(entry) : Optional.<Slot>empty();
        var ahead = entries.ahead(entry).orElse(null);
        var span = ahead == null ? null : pace.until(entry.lineId(), ahead).orElse(null);
        var deskId = entry.deskId();
        var desk = deskId == null || entry.status().isOver()
                ? null
                : desks.find(deskId).map(Desk::name).orElse(null);
        return new TicketView(
                entry.code(),
                entry.label(),
                entry.kind(),
                entry.status(),
                entry.status().title(),
                halls.hall(entry.hallId()).name(),
                halls.line(entry.lineId()).title(),
                desk,
                entry.calls(),
                ahead,
                span == null ? null : new TicketView.Wait(span.from(), span.to()),
                entry.arrivedAt(),
                entry.calledAt(),
                ended.map(reason -> ended(reason, again)).orElseGet(() -> sentence(entry, ahead, span, desk)),
                again.map(slot -> TicketView.Again.of(slot, entry)).orElse(null));
    }

    private static String ended(String reason, Optional<Slot> again) {
        return "很抱歉，今天提前结束办理：%s。%s"
                .formatted(
                        reason,
                        again.map(slot -> "最近 %s 有号，可以直接预约。".formatted(When.at(slot.startsAt())))
                                .orElse("已为您另留号的，请到“我的预约”里确认。"));
    }

    private String sentence(Entry entry, @Nullable Integer ahead, Pace.@Nullable Span span, @Nullable String desk) {
        return switch (entry.status()) {
            case WAITING -> ahead == null ? "这个号不是今天的。" : waiting(entry, ahead, span);
            case CALLED -> "请到%s%s。".formatted(desk, entry.calls() > 1 ? "，已叫第 %d 次".formatted(entry.calls()) : "");
            case SERVING -> "正在%s办理。".formatted(desk);
            case ON_HOLD -> "办到一半，备好了请回%s。".formatted(desk);
            case PASSED -> "叫到您的时候没有见到您，请到窗口说一声，再排一次。";
            case SERVED -> "已办理，慢走。";
            case PARTLY -> "办了一部分，还差什么在小程序“我的预约”里看。";
            case LEFT -> "这个号已不再排队；还要办请重新取号。";
        };
    }

    private String waiting(Entry entry, int ahead, Pace.@Nullable Span span) {
        var people = ahead == 0 ? "下一位就是您" : "前面还有 %d 位".formatted(ahead);
        if (!desks.anyOpen(entry.lineId())) {
            return people + "，窗口现在没有开，开了就叫。";
        }
        return people + (span == null ? "；还要等多久现在说不准。" : "，%s。".formatted(span.said()));
    }
}
