package cn.estation.appointment.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ActivityAnswerTests {

    private final People people;
    private final ActivityAnswer answer;

    @Autowired
    ActivityAnswerTests(People people, ActivityAnswer answer) {
        this.people = people;
        this.answer = answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "有什么活动",
                "有什么活动吗？",
                "最近有活动吗",
                "社区最近有什么活动",
                "这周有哪些活动可以参加",
                "周末有没有讲座",
                "活动有哪些",
                "最近办什么课程",
                "有老年人的活动吗",
                "社区有兴趣班吗",
                "请问近期有什么义诊",
                "我想参加活动怎么报名",
                "活动报名"
            })
    void knowsWhenSomebodyAsksWhatIsOn(String question) {
        assertThat(answer.answer(question, people.community().id()))
                .hasValueSatisfying(said -> assertThat(said).contains("最近没有可以报名的活动"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"活动室怎么预约", "居住证怎么办", "党员活动经费怎么报销", "举办大型活动要审批吗", "我有多少积分", "营业性演出活动许可", "有什么补贴", "你好"})
    void leavesOtherQuestionsToOthers(String question) {
        assertThat(answer.answer(question, null)).isEmpty();
    }
}
