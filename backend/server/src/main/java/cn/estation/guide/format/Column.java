package cn.estation.guide.format;

import cn.estation.guide.content.Access.Channel;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.ServiceKind;
import cn.estation.kernel.FilledSheet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of the Excel sheet, in order: what they are called, what goes in, and what there is to choose from. */
enum Column implements FilledSheet.Column {
    CODE("事项编码", 22, "必填。4 到 64 位字母、数字、横线。同一编码再次导入就是更新。请设为文本格式，避免被改成科学计数。"),
    TITLE("事项名称", 28, "必填。1 到 100 字，例如：老年人优待证。"),
    KIND("事项类型", 14, "从下拉中选。不填按公共服务。", titles(ServiceKind.values(), ServiceKind::title)),
    TOPICS("主题", 16, "必填。从下拉中选；有多个时用顿号隔开。", titles(GuideTopic.values(), GuideTopic::title)),
    AUDIENCE("服务对象", 12, "必填。从下拉中选。", titles(Audience.values(), Audience::title)),
    SUMMARY("说明", 40, "一段话，居民最先看到。不超过 1000 字。"),
    ELIGIBILITY("受理条件", 40, "谁可以办。不超过 2000 字。"),
    LIMITS("数量限制", 14, "没有就不填。"),
    BODY("实施主体", 20, "哪个单位办，例如：某某街道办事处。"),
    LEVEL("行使层级", 14, "从下拉中选。", titles(Handling.Level.values(), Handling.Level::title)),
    PROCESSING("办件类型", 12, "即办件当场办完；承诺件在承诺时限内办完。", titles(Handling.Processing.values(), Handling.Processing::title)),
    STATUTORY("法定时限", 14, "例如：20个工作日、30日。"),
    PROMISED("承诺时限", 14, "例如：5个工作日。不能长于法定时限。"),
    VISITS("到现场次数", 10, "0 到 9 的数字。"),
    VISIT_REASON("必须到场原因", 20, "到现场次数大于 0 时填写。"),
    CHANNELS(
            "办理方式",
            24,
            "每行一种：方式｜网址｜说明。方式为" + String.join("、", titles(Channel.Kind.values(), Channel.Kind::title)) + "。"),
    PLACE("办理地点", 28, "不超过 300 字。"),
    HOURS("办理时间", 24, "例如：周一至周五 9:00-12:00、13:30-17:00。"),
    PHONE("咨询电话", 18, "带区号，多个用顿号隔开。"),
    COMPLAINT_PHONE("监督投诉电话", 18, "带区号，不能与咨询电话相同。"),
    CHARGED("是否收费", 10, "是或否。", List.of("是", "否")),
    FEE_BASIS("收费依据", 20, "收费时填写。"),
    FEE_ITEMS("收费项目", 24, "每行一项：名称｜标准｜依据｜减免。"),
    RESULTS("办理结果", 24, "每行一种：类型｜名称｜样本网址｜送达方式。类型如证照、证明、资金。"),
    STEPS("办理流程", 40, "每行一步：环节｜做什么。环节可以不写，直接写做什么。"),
    DOCUMENTS("申请材料", 40, "每行一样：名称｜原件、复印件、原件和复印件或原件或复印件｜份数｜必要、视情况或可以后补｜说明。"),
    FAQS("常见问题", 40, "每行一个：问题｜解答。"),
    RIGHTS("权利", 20, "申请人依法享有的权利。"),
    DUTIES("义务", 20, "申请人依法履行的义务。"),
    LAW("设定依据", 30, "每行一条：法律名称｜文号｜条款号｜条款内容。"),
    ALIASES("居民说法", 24, "每行一个，居民平时怎么说这件事。"),
    TAGS("四办标签", 16, String.join("、", titles(GuideTag.values(), GuideTag::title)) + "；有多个时用顿号隔开。"),
    ASSISTED("可以帮代办", 10, "是或否。", List.of("是", "否")),
    REVIEW_BY("复核日期", 14, "例如：2027-06-30。到期提醒重新核对。"),
    EFFECTIVE_FROM("生效日期", 14, "例如：2026-01-01。不填为导入当天。"),
    EFFECTIVE_TO("失效日期", 14, "长期有效的不填。");

    private final String title;
    private final int width;
    private final String help;
    private final List<String> choices;

    Column(String title, int width, String help) {
        this(title, width, help, List.of());
    }

    Column(String title, int width, String help, List<String> choices) {
        this.title = title;
        this.width = width;
        this.help = help;
        this.choices = choices;
    }

    @Override
    public String title() {
        return title;
    }

    int width() {
        return width;
    }

    String help() {
        return help;
    }

    /** What there is to choose from; empty if anything may be written. */
    List<String> choices() {
        return choices;
    }

    @Override
    public boolean required() {
        return this == CODE || this == TITLE || this == TOPICS || this == AUDIENCE;
    }

    @Override
    public boolean isDay() {
        return this == REVIEW_BY || this == EFFECTIVE_FROM || this == EFFECTIVE_TO;
    }

    static Optional<Column> of(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equals(title))
                .findFirst();
    }

    private static <T> List<String> titles(T[] values, java.util.function.Function<T, String> title) {
        return Arrays.stream(values).map(title).collect(Collectors.toUnmodifiableList());
    }
}
