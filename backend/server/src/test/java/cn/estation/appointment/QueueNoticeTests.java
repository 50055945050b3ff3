package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Line;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 还有 3 位: who waits is told that it is soon, and that it is now, once each. */
@EstationTest
class QueueNoticeTests {

    private final People people;
    private final TestQueue queue;
    private Caller director;
    private Line line;
    private Desk desk;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    QueueNoticeTests(People people, TestQueue queue) {
        this.people = people;
        this.queue = queue;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        director = people.staff(StaffRole.DIRECTOR, community);
        line = queue.line(director, queue.counter(community, 5, 0));
        desk = queue.open(director, line);
    }

    @Test
    void tellsWithThreeAheadAndWhenCalledOnceEach() {
        var residents = come(6);
        var fifth = residents.get(4);
        for (int n = 0; n < 2; n++) {
            queue.left(director, queue.next(director, desk));
        }

        reads(fifth, told -> told.stream().anyMatch(text -> text.contains("A005 号快到了")));
        for (int n = 0; n < 2; n++) {
            queue.left(director, queue.next(director, desk));
        }
        var called = queue.next(director, desk);
        assertThat(called.label()).isEqualTo("A005");
        queue.recall(director, called);
        queue.putBack(director, called);
        queue.next(director, desk);
        reads(fifth, told -> told.stream().anyMatch(text -> text.contains("叫到您了")));
        // What came last has been heard: nothing of the same kind comes after it.
        reads(residents.get(5), told -> told.stream().anyMatch(text -> text.contains("A006 号快到了")));

        assertThat(told(fifth)).filteredOn(text -> text.contains("快到了")).hasSize(1);
        assertThat(told(fifth)).filteredOn(text -> text.contains("叫到您了")).hasSize(1);
    }

    @Test
    void whoComesWithSoFewAheadHasReadItOnTheTicket() {
        var residents = come(3);
        queue.left(director, queue.next(director, desk));
        queue.left(director, queue.next(director, desk));

        assertThat(told(residents.get(2))).noneMatch(text -> text.contains("快到了"));
    }

    @Test
    void aHallMayTellEarlierOrNotAtAll() {
        near(0);
        var residents = come(6);
        queue.left(director, queue.next(director, desk));
        queue.left(director, queue.next(director, desk));
        assertThat(told(residents.get(4))).noneMatch(text -> text.contains("快到了"));

        near(5);
        queue.left(director, queue.next(director, desk));
        reads(
                residents.get(5),
                told -> told.stream().anyMatch(text -> text.contains("快到了") && text.contains("还有 2 位")));
    }

    @Test
    void theBotKnowsHowFarItIs() {
        var residents = come(3);
        assertThat(answer(residents.get(2), "我前面还有几个人？")).contains("A003", "前面还有 2 位");
        assertThat(answer(residents.get(0), "排到我了吗")).contains("A001", "下一位就是您");
        queue.next(director, desk);
        assertThat(answer(residents.get(0), "叫到几号了")).contains("叫到您了", desk.name());
        assertThat(answer(people.resident(), "我前面还有几个人")).contains("没有在排队");
    }

    private void near(int ahead) {
        queue.rules(
                director,
                line,
                hall -> new Hall(
                        hall.id(),
                        hall.cellId(),
                        hall.placeId(),
                        hall.name(),
                        hall.phone(),
                        hall.notice(),
                        ahead,
                        hall.lateMinutes(),
                        hall.patienceMinutes(),
                        hall.elderMinutes(),
                        hall.mostCalls(),
                        hall.selfTickets(),
                        hall.createdAt()));
    }

    private List<Caller> come(int many) {
        var all = new ArrayList<Caller>();
        for (int n = 0; n < many; n++) {
            var resident = people.resident();
            assertThat(resident.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)))
                            .status())
                    .isEqualTo(201);
            all.add(resident);
        }
        return all;
    }

    private static List<String> told(Caller caller) {
        return StreamSupport.stream(
                        caller.get("/api/v1/notices").json().path("items").spliterator(), false)
                .map(notice -> notice.path("text").asString())
                .toList();
    }

    private static void reads(Caller caller, Predicate<List<String>> wanted) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(wanted).accepts(told(caller)));
    }

    private static String answer(Caller caller, String question) {
        return caller.post("/api/v1/chat", Map.of("text", question)).body();
    }
}
