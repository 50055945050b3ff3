package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ClaimAnswerTests {

    private final People people;
    private final TestTasks tasks;
    private final ClaimAnswer answer;
    private long community;
    private Caller member;

    @Autowired
    ClaimAnswerTests(People people, TestTasks tasks, ClaimAnswer answer) {
        this.people = people;
        this.tasks = tasks;
        this.answer = answer;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = people.member(community);
    }

    @Test
    void tellsThreeAndThatThereAreMore() {
        for (int day = 1; day <= 3; day++) {
            claim("第 " + day + " 天的任务", Duration.ofDays(day));
        }
        assertThat(told()).contains("第 1 天的任务", "第 3 天的任务").doesNotContain("还有更多");

        claim("第 4 天的任务", Duration.ofDays(4));

        assertThat(told()).contains("第 3 天的任务", "还有更多，见小程序的任务页。").doesNotContain("第 4 天的任务");
    }

    @Test
    void tellsWhereTheyAreAndForWhatTheyWaitAndNotWhatIsDone() {
        long done = claim("做完的任务", Duration.ofMinutes(15));
        assertThat(member.post("/api/v1/tasks/" + done + "/check-in", Map.of("code", tasks.code(done)))
                        .status())
                .isEqualTo(200);
        tasks.shift(done, Duration.ofMinutes(-75));
        assertThat(told()).contains("做完的任务", "已签到");
        long full = tasks.published(community, "满员的任务", 1, Duration.ofDays(2), Duration.ofHours(2));
        people.member(community).post("/api/v1/tasks/" + full + "/claims", "");
        assertThat(member.post("/api/v1/tasks/" + full + "/waits", "").status()).isLessThan(300);

        var verified = people.staff(StaffRole.PARTY_WORKER, community)
                .form(
                        "/console/task/claims/" + tasks.claimId(done, member.residentId()) + "/verification",
                        Map.of("minutes", "60", "requestKey", UUID.randomUUID().toString()));
        assertThat(verified.status()).as(verified.body()).isEqualTo(302);

        assertThat(told()).contains("满员的任务", "候补中", "最近已核实 1 次服务，共 1 小时 0 分钟。").doesNotContain("做完的任务");
        assertThat(answer.answer(people.member(community).residentId(), "我认领了什么任务"))
                .hasValueSatisfying(nothing -> assertThat(nothing).contains("没有要去的任务"));
    }

    private long claim(String title, Duration beginsIn) {
        long task = tasks.published(community, title, 3, beginsIn, Duration.ofHours(2));
        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isLessThan(300);
        return task;
    }

    private String told() {
        return answer.answer(member.residentId(), "我认领了什么任务").orElseThrow();
    }
}
