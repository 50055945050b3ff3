package cn.estation.points.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import cn.estation.points.TestPoints;
import cn.estation.points.Work;
import cn.estation.points.earning.TestScores;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class MemberPagesTests {

    private final People people;
    private final TestScores scores;
    private final TestPoints points;
    private GridCell community;
    private Caller member;
    private Caller staff;

    @Autowired
    MemberPagesTests(People people, TestScores scores, TestPoints points) {
        this.people = people;
        this.scores = scores;
        this.points = points;
    }

    @BeforeEach
    void serve() {
        community = people.community();
        member = people.member(community.id());
        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        scores.posted(member.residentId(), community.id(), 120);
    }

    @Test
    void showsBothScoresEveryEntryAndWhatExpiresWhen() {
        assertThat(staff.get("/console/points/members").body())
                .contains("/console/points/members/" + member.residentId());
        var card = staff.get("/console/points/members/" + member.residentId()).body();
        assertThat(card).contains("考评分", "2 分", "2 分有效至", "测试服务 2 小时 × 1 分/小时 × A 级 1.0 = 2 分", "提出手工调整");
    }

    @Test
    void showsPagesOfEntries() {
        for (int i = 0; i < 3; i++) {
            points.give(member.residentId(), community.id(), 1);
        }
        var page = staff.get("/console/points/members/" + member.residentId() + "?size=2")
                .body();
        assertThat(page).contains("显示更多");
    }

    @Test
    void exportsTextAsText() {
        scores.take(new Work(
                new PointsSource("test-work", member.residentId() + 1),
                member.residentId(),
                community.id(),
                "=HYPERLINK(1)",
                "PATROL",
                60,
                Grade.A,
                Instant.parse("2026-11-20T01:00:00Z"),
                false));
        var file = staff.get("/console/points/members/" + member.residentId() + "/export");
        assertThat(file.header("Content-Disposition")).contains("attachment");
        assertThat(file.body()).contains("\"'=HYPERLINK(1) 1 小时").doesNotContain("\"=HYPERLINK");
    }

    @Test
    void isForStaffOfTheMembersCommunity() {
        var path = "/console/points/members/" + member.residentId();
        assertThat(people.staff(StaffRole.PARTY_WORKER, people.community().id())
                        .get(path)
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id()).get(path).status())
                .isEqualTo(403);
        assertThat(staff.get("/console/points/members/" + people.resident().residentId())
                        .status())
                .isEqualTo(404);
    }
}
