package cn.estation.points.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Ids;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.TestScores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The card of a member: history, both scores and signals, each for whoever has to do with it. */
@EstationTest
class MemberCardTests {

    private static final String TASKS = "/console/task/people/";
    private static final String POINTS = "/console/points/members/";

    private final People people;
    private final TestScores scores;
    private final TestPoints points;
    private final JdbcClient database;
    private final Ids ids;
    private GridCell community;
    private Caller member;
    private Caller worker;

    @Autowired
    MemberCardTests(People people, TestScores scores, TestPoints points, JdbcClient database, Ids ids) {
        this.people = people;
        this.scores = scores;
        this.points = points;
        this.database = database;
        this.ids = ids;
    }

    @BeforeEach
    void serve() {
        community = people.community();
        member = people.member(community.id());
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        scores.posted(member.residentId(), community.id(), 180);
        points.take(member.residentId(), community.id(), 1);
    }

    @Test
    void showsBothScoresBesideTheHistory() {
        assertThat(worker.get(TASKS + member.residentId()).body())
                .contains("年考评分", ">3 分<", "兑换分", ">2 分<", POINTS + member.residentId(), "参加过的任务");
    }

    @Test
    void keepsTheScoresFromWhoOnlyChecksMembersIn() {
        var gridWorker = people.staff(StaffRole.GRID_WORKER, community.id());
        var card = gridWorker.get(TASKS + member.residentId());
        assertThat(card.status()).isEqualTo(200);
        assertThat(card.body()).doesNotContain("考评分", "兑换分");
        assertThat(gridWorker.get(POINTS + member.residentId()).status()).isEqualTo(403);
    }

    @Test
    void showsSignalsThatWaitAndWhatWasSaidOfOthersOnBothCards() {
        signal("OPEN", "两个任务时间重叠 30 分钟", null);
        signal("FOLLOWED", "三次只凭本人说明", "已约谈提醒");
        signal("HARMLESS", "一家人用一部手机", "属实，没有问题");
        for (var card : new String[] {TASKS, POINTS}) {
            assertThat(worker.get(card + member.residentId()).body())
                    .contains("两个任务时间重叠 30 分钟", "三次只凭本人说明", "已约谈提醒", "/console/task/signals")
                    .doesNotContain("一家人用一部手机");
        }
    }

    @Test
    void showsNoSignalOfAnotherCommunity() {
        var elsewhere = people.community();
        signalIn(elsewhere.id(), "OPEN", "在别处的情况", null);
        assertThat(worker.get(TASKS + member.residentId()).body()).doesNotContain("在别处的情况");
        assertThat(worker.get(POINTS + member.residentId()).body()).doesNotContain("在别处的情况");
    }

    @Test
    void isForTheStaffOfTheMembersCommunity() {
        var stranger = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(stranger.get(TASKS + member.residentId()).status()).isEqualTo(404);
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id())
                        .get(TASKS + member.residentId())
                        .status())
                .isEqualTo(403);
    }

    private void signal(String status, String facts, @org.jspecify.annotations.Nullable String decision) {
        signalIn(community.id(), status, facts, decision);
    }

    private void signalIn(long cell, String status, String facts, @org.jspecify.annotations.Nullable String decision) {
        long id = ids.next();
        database.sql("""
                        INSERT INTO task_signal (id, community_id, kind, subject, resident_id, facts, status, found_at,
                          decided_by, decided_at, decision)
                        VALUES (?, ?, 'OVERLAP', ?, ?, ?, ?, '2026-11-20', ?, ?, ?)""")
                .params(java.util.Arrays.asList(
                        id,
                        cell,
                        "card:" + id,
                        member.residentId(),
                        facts,
                        status,
                        decision == null ? null : "staff:1",
                        decision == null ? null : "2026-11-20",
                        decision))
                .update();
    }
}
