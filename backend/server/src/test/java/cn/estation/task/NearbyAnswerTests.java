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

    @Test
    void findsTheOneThatCanBeClaimedBehindManyThatCannot() {
        long community = people.community().id();
        var member = people.member(community);
        tasks.published(community, "早发布的任务", 3, Duration.ofHours(30), Duration.ofHours(2));
        long mine = tasks.published(community, "已经认领的任务", 3, Duration.ofHours(60), Duration.ofHours(2));
        member.post("/api/v1/tasks/" + mine + "/claims", "");
        for (int later = 0; later < 55; later++) {
            tasks.published(community, "时间冲突的任务", 3, Duration.ofHours(60), Duration.ofHours(2));
        }

        assertThat(answer.answer(member.residentId(), "附近有什么任务").orElseThrow())
                .contains("早发布的任务", "在小程序的任务页认领")
                .doesNotContain("时间冲突", "还有更多");
    }

    @Test
    void saysThatThereIsMoreThanItTells() {
        long community = people.community().id();
        var member = people.member(community);
        for (int day = 1; day <= 5; day++) {
            tasks.published(community, "第 " + day + " 天的任务", 3, Duration.ofDays(day), Duration.ofHours(2));
        }

        assertThat(answer.answer(member.residentId(), "附近有什么任务").orElseThrow())
                .contains("第 1 天的任务", "第 4 天的任务", "还有更多，在小程序的任务页查看和认领。")
                .doesNotContain("第 5 天的任务");
    }
}
