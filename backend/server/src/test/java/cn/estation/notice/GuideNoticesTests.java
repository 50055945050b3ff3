package cn.estation.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideBecameStale;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The owner of a guide hears that it is doubted, once, wherever it is known who that is. */
@EstationTest
class GuideNoticesTests {

    private final People people;
    private final StaffResidents links;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    @Autowired
    GuideNoticesTests(
            People people,
            StaffResidents links,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.people = people;
        this.links = links;
        this.events = events;
        this.transaction = transaction;
        this.database = database;
    }

    @Test
    void theOwnerIsToldOnceADay() {
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, people.community().id());
        var resident = people.resident();
        links.link(() -> "staff:0", staff.staffId(), resident.residentId());
        var login = database.sql("SELECT login FROM identity_staff WHERE id = ?")
                .param(staff.staffId())
                .query((row, number) -> row.getString(1))
                .single();
        var title = "居住证" + Codes.next();
        var event = new GuideBecameStale(7, title, login, "已过复核日期", "2026-11-21");

        transaction.executeWithoutResult(on -> events.publishEvent(event));
        transaction.executeWithoutResult(on -> events.publishEvent(event));
        transaction.executeWithoutResult(
                on -> events.publishEvent(new GuideBecameStale(8, title, "nobody", "已过复核日期", "2026-11-21")));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(resident.get("/api/v1/notices").json().path("items"))
                                .hasSize(1));
        assertThat(resident.get("/api/v1/notices").body()).contains(title, "已过复核日期");
    }
}
