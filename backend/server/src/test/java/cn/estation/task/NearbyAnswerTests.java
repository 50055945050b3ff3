package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class NearbyAnswerTests {

    private final People people;
    private final TestTasks tasks;
    private final NearbyAnswer answer;

    @Autowired
    NearbyAnswerTests(People people, TestTasks tasks, NearbyAnswer answer) {
        this.people = people;
        this.tasks = tasks;
        this.answer = answer;
    }

    @Test
    void tellsWhatOneCanClaimAndNothingElse() {
        long community = people.community().id();
        var member = people.member(community);
        tasks.published(community, "近处的任务", 3, Duration.ofHours(30), Duration.ofHours(2));
        tasks.published(community, "很久以后的任务", 3, Duration.ofDays(40), Duration.ofHours(2));
        long full = tasks.published(community, "满员的任务", 1, Duration.ofHours(60), Duration.ofHours(2));
        people.member(community).post("/api/v1/tasks/" + full + "/claims", "");

        var told = answer.answer(member.residentId(), "附近有什么任务").orElseThrow();

        assertThat(told).contains("近处的任务", "还有 3 个名额", "1 分/小时").doesNotContain("很久以后", "满员");
        assertThat(answer.answer(member.residentId(), "我有多少积分")).isEmpty();
        assertThat(answer.answer(member.residentId(), "我认领了什么任务")).isEmpty();
        assertThat(answer.answer(people.resident().residentId(), "附近有什么任务").orElseThrow())
                .contains("选择您所在的社区");
    }
}
