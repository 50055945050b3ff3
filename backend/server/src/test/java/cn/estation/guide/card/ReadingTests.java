package cn.estation.guide.card;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.CardDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTests {

    @Test
    void readsACardInSentences() {
        var documents = List.of(
                new CardDocument("身份证", "原件", 1, "纸质", "必要", "", "", "", ""),
                new CardDocument("户口簿（本人页）", "复印件", 2, "纸质", "可以后补", "", "首页也要。", "", ""));
        assertThat(Reading.of("高龄津贴", documents, "不收费", "幸福路1号（一楼）", "周一至周五", "", "5个工作日", "12345", ""))
                .isEqualTo("您要办的是：高龄津贴。要带的材料一共2样。第一样，身份证，原件一份。第二样，户口簿，本人页，复印件两份，可以后补，首页也要。"
                        + "费用：不收费。去哪里办：幸福路1号，一楼。什么时间：周一至周五。多久办好：5个工作日。不清楚的，请打电话：12345。");
    }

    @Test
    void saysOnceWhereToGo() {
        var now = "请到东社区服务中心1号窗口，地址：东路1号。现在关了，明天上午9点开。";
        assertThat(Reading.of("高龄津贴", List.of(), "不收费", "东社区服务中心，1号窗口，东路1号", "周一至周五", now, "", "", ""))
                .isEqualTo("您要办的是：高龄津贴。不用带材料。费用：不收费。" + now + "什么时间：周一至周五。");
    }

    @Test
    void beginsWithWhatMakesItDoubtful() {
        assertThat(Reading.of("高龄津贴", List.of(), "", "", "", "", "", "", "已经暂停使用。"))
                .isEqualTo("已经暂停使用。您要办的是：高龄津贴。不用带材料。费用：请问窗口。");
    }

    @Test
    void countsAsPeopleDo() {
        assertThat(List.of(1, 10, 11, 20, 21, 40, 99, 120).stream().map(Reading::number))
                .containsExactly("一", "十", "十一", "二十", "二十一", "四十", "九十九", "120");
    }
}
