package cn.estation.appointment.queue;

import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Halls;
import cn.estation.chat.AccountAnswer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers in the chat how far it is: 我前面还有几个人, 叫到几号了. */
@Component
@Order(0)
class QueueAnswer implements AccountAnswer {

    private static final Pattern ASKED = Pattern.compile(
            ".*前面(还)?(有|排)(几|多少)(个|位|名)?(人|号)?.*|.*(排|轮|叫)到(我|几号|哪个号|第几|多少号).*|.*我(的)?(排|在排)(队|几|第几|到).*|.*还要(排|等)(几个|几位|多少)人.*|.*(还要|要)排队?多久.*|.*我排第几.*");

    private final Entries entries;
    private final Halls halls;
    private final Desks desks;
    private final Pace pace;

    QueueAnswer(Entries entries, Halls halls, Desks desks, Pace pace) {
        this.entries = entries;
        this.halls = halls;
        this.desks = desks;
        this.pace = pace;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        if (!ASKED.matcher(question).matches()) {
            return Optional.empty();
        }
        var open = entries.ofResident(residentId).stream()
                .filter(entry -> !entry.status().isOver())
                .map(this::line)
                .toList();
        return Optional.of(open.isEmpty() ? "您现在没有在排队。到了大厅，扫门口屏幕上的码就能签到或取号。" : String.join("\n", open));
    }

    private String line(Entry entry) {
        var where = halls.hall(entry.hallId()).name();
        var deskId = entry.deskId();
        if (deskId != null) {
            var desk = desks.find(deskId).map(Desk::name).orElse("窗口");
            return entry.is(EntryStatus.CALLED)
                    ? "叫到您了：%s，请到%s%s。".formatted(entry.label(), where, desk)
                    : "您的 %s 在%s%s%s。"
                            .formatted(
                                    entry.label(), where, desk, entry.status().title());
        }
        if (entry.is(EntryStatus.PASSED)) {
            return "您的 %s 已过号，请到%s窗口说一声，再排一次。".formatted(entry.label(), where);
        }
        int ahead = entries.ahead(entry).orElse(0);
        var wait =
                pace.until(entry.lineId(), ahead).map(span -> "，" + span.said()).orElse("");
        return ahead == 0
                ? "您的号是 %s，在%s，下一位就是您。".formatted(entry.label(), where)
                : "您的号是 %s，在%s，前面还有 %d 位%s。".formatted(entry.label(), where, ahead, wait);
    }
}
