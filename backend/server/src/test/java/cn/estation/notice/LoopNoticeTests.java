package cn.estation.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.InvitedToRegister;
import cn.estation.identity.RegistrationDecided;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.mall.ItemRedeemed;
import cn.estation.mall.RedemptionCollected;
import cn.estation.mall.RedemptionReversed;
import cn.estation.mall.ReturnRefused;
import cn.estation.points.Ledger;
import cn.estation.points.ObjectionAnswered;
import cn.estation.points.PointsAdjusted;
import cn.estation.points.PointsCredited;
import cn.estation.points.PointsExpiring;
import cn.estation.points.PointsReversed;
import cn.estation.points.ScoreWithdrawn;
import cn.estation.task.ClaimDropped;
import cn.estation.task.ClaimMissed;
import cn.estation.task.ClaimRevoked;
import cn.estation.task.ContestDecided;
import cn.estation.task.MembersCalledUp;
import cn.estation.task.PlaceOffered;
import cn.estation.task.TaskChanged;
import cn.estation.task.WishMoved;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Whoever has to do with a task, with points or with the mall is told, in the inbox and by a template that fits. */
@EstationTest
class LoopNoticeTests {

    private static final int TOLD = 34;
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    private final People people;
    private final NoticeSettings settings;
    private final MemberNotices members;
    private final TaskNotices tasks;
    private final WorkNotices work;
    private final MallNotices mall;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final JsonMapper json;
    private final Ids ids;
    private GridCell community;
    private Caller member;

    @Autowired
    LoopNoticeTests(
            People people,
            NoticeSettings settings,
            MemberNotices members,
            TaskNotices tasks,
            WorkNotices work,
            MallNotices mall,
            TransactionTemplate transaction,
            JdbcClient database,
            JsonMapper json,
            Ids ids) {
        this.people = people;
        this.settings = settings;
        this.members = members;
        this.tasks = tasks;
        this.work = work;
        this.mall = mall;
        this.transaction = transaction;
        this.database = database;
        this.json = json;
        this.ids = ids;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        member = people.member(community.id());
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeKind.class,
            names = {
                "MEMBER_.*",
                "TASK_.*",
                "WISH_.*",
                "POINTS_.*",
                "SCORE_.*",
                "OBJECTION_.*",
                "ITEM_.*",
                "REDEMPTION_.*",
                "RETURN_.*",
                "STOCK_.*"
            },
            mode = EnumSource.Mode.MATCH_ANY)
    void everyKindHasATemplate(NoticeKind kind) {
        assertThat(settings.of(kind)).as(kind.name()).isPresent();
    }

    /** Every field of the template finds its fact, in the length that the platform takes. */
    @Test
    void everyTemplateFindsItsFactsInWhatIsTold() {
        tellEverything();

        var told = told();
        // Listeners work after the others, each in a transaction of its own.
        for (int patience = 200; patience > 0 && told.size() < TOLD; patience--) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            told = told();
        }
        assertThat(told).hasSize(TOLD);
        var kinds = EnumSet.noneOf(NoticeKind.class);
        for (var one : told) {
            var kind = NoticeKind.valueOf(one.get(0));
            kinds.add(kind);
            var facts = json.readTree(one.get(2));
            settings.of(kind)
                    .ifPresent(template -> template.fields().forEach((field, fact) -> {
                        assertThat(facts.path(fact).asString(""))
                                .as(kind + " " + field)
                                .isNotBlank();
                        if (field.startsWith("phrase")) {
                            assertThat(facts.path(fact).asString())
                                    .as(kind + " " + field)
                                    .hasSizeLessThanOrEqualTo(5);
                        }
                    }));
            assertThat(one.get(1)).as(kind.name()).endsWith("。").doesNotContain("null", "。。");
        }
        assertThat(kinds)
                .contains(
                        NoticeKind.MEMBER_DECIDED,
                        NoticeKind.MEMBER_INVITED,
                        NoticeKind.TASK_REVOKED,
                        NoticeKind.WISH_MOVED,
                        NoticeKind.OBJECTION_ANSWERED,
                        NoticeKind.RETURN_REFUSED);
    }

    private List<List<String>> told() {
        return database.sql("SELECT kind, text, facts FROM notice_notice WHERE resident_id = ?")
                .param(member.residentId())
                .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private void tellEverything() {
        long me = member.residentId();
        long cell = community.id();
        transaction.executeWithoutResult(status -> {
            for (var how : List.of("REJECTED", "ENDED", "SUSPENDED", "RESUMED", "NOT_TAKEN_IN")) {
                members.on(new RegistrationDecided(ids.next(), me, cell, how, "资料不全", NOON));
            }
            members.on(new InvitedToRegister(ids.next(), me, cell, "区税务局"));
            tasks.on(new PlaceOffered(ids.next(), 1, me, cell, "清扫楼道", NOON, NOON));
            tasks.on(new TaskChanged(ids.next(), 1, me, cell, "清扫楼道", 2, "地点有修改", "场地占用"));
            for (var how : List.of("CANCELLED", "LAPSED", "REJECTED")) {
                tasks.on(new ClaimDropped(ids.next(), 1, me, cell, "清扫楼道", how, "下雨"));
            }
            tasks.on(new ClaimMissed(ids.next(), 1, me, cell, "清扫楼道", NOON));
            tasks.on(new ClaimRevoked(ids.next(), 1, me, cell, "清扫楼道", "与事实不符"));
            for (var how : List.of("PUBLISHED", "ADOPTED", "DONE", "CANCELLED")) {
                tasks.on(new WishMoved(ids.next(), me, "换灯", how, 0, "没有人认领"));
            }
            tasks.on(new MembersCalledUp(ids.next(), cell, "清雪", "社区广场", NOON, List.of(me)));
            for (var outcome : List.of("EXCUSED", "SUBMITTED", "NO_SHOW")) {
                tasks.on(new ContestDecided(ids.next(), 1, me, cell, "清扫楼道", outcome, "当天在医院"));
            }
        });
        tellOfPoints(me, cell);
    }

    private void tellOfPoints(long me, long cell) {
        transaction.executeWithoutResult(status -> {
            work.on(new PointsCredited(me, cell, 2, "清扫楼道 2 小时 = 2 分", "claim", ids.next()));
            work.on(new PointsReversed(me, cell, Ledger.POINTS, 2, 1, "核查不实", ids.next()));
            work.on(new PointsAdjusted(me, cell, Ledger.POINTS, 2, "补录漏记的服务", ids.next()));
            work.on(new PointsExpiring(me, cell, 2, LocalDate.of(2026, 12, 31)));
            work.on(new ScoreWithdrawn(me, cell, ids.next(), 2, "异议成立"));
            work.on(new ObjectionAnswered(me, cell, ids.next(), "清扫楼道", true, "当天没有到场", true));
            work.on(new ObjectionAnswered(me, cell, ids.next(), "清扫楼道", true, "应为 3 小时", false));
            mall.on(new ItemRedeemed(ids.next(), me, cell, "大米", 10, "社区服务站", NOON));
            mall.on(new RedemptionCollected(ids.next(), me, cell, "大米"));
            for (var how : List.of("EXPIRED", "RETURNED", "CANCELLED")) {
                mall.on(new RedemptionReversed(ids.next(), me, cell, "大米", 10, how, "超过时间"));
            }
            mall.on(new ReturnRefused(ids.next(), me, cell, "大米", "已拆封"));
        });
    }

    @Test
    void tellsTheMemberWhatTheCommunityDecided() {
        var worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        var id = member.get("/api/v1/registrations").json().path(0).path("id").asString();
        worker.form("/console/members/" + id + "/suspension", Map.of("reason", "外派半年", "requestKey", Codes.next()));
        assertThat(notices("已暂停")).contains("外派半年");
        worker.form("/console/members/" + id + "/resumption", Map.of("requestKey", Codes.next()));
        assertThat(notices("已恢复")).contains("可以认领任务了");
        worker.form("/console/members/" + id + "/end", Map.of("reason", "已迁出", "requestKey", Codes.next()));
        assertThat(notices("已结束")).contains("已迁出");
    }

    @Test
    void tellsAnApplicantWhyItWasNotAccepted() {
        var applicant = people.resident();
        var form = Map.of(
                "communityId", Long.toString(community.id()),
                "name", "张晓三",
                "unit", "区税务局",
                "branch", "第一支部",
                "membershipConsent", true);
        var id = applicant
                .post("/api/v1/registrations", form)
                .json()
                .path("registrationId")
                .asString();
        people.staff(StaffRole.PARTY_WORKER, community.id())
                .form("/console/members/" + id + "/reject", Map.of("reason", "请先转接组织关系", "requestKey", Codes.next()));
        member = applicant;
        assertThat(notices("没有通过")).contains("请先转接组织关系");
    }

    private String notices(String wanted) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> member.get("/api/v1/notices").body(), told -> told.contains(wanted));
    }
}
