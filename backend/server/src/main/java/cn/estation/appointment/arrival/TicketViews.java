package cn.estation.appointment.arrival;

import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.Pace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a number stands. */
@Component
public class TicketViews {

    private final Entries entries;
    private final Halls halls;
    private final Desks desks;
    private final Pace pace;

    TicketViews(Entries entries, Halls halls, Desks desks, Pace pace) {
        this.entries = entries;
        this.halls = halls;
        this.desks = desks;
        this.pace = pace;
    }

    public TicketView of(Entry entry) {
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
                sentence(entry, ahead, span, desk));
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
