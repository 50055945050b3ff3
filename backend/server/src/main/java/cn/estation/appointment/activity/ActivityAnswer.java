package cn.estation.appointment.activity;

import cn.estation.appointment.booking.When;
import cn.estation.chat.OpenAnswer;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers in the chat what is on: 有什么活动, 最近有课吗. */
@Component
class ActivityAnswer implements OpenAnswer {

    private static final String WHAT = "(活动|课程|讲座|兴趣班|培训班|义诊)";
    private static final Pattern ON =
            Pattern.compile("(请问|你好|您好)?[，, ]*(我们?|咱们?)?(社区|小区|街道|这里|这边)?(最近|近期|今天|明天|这周|本周|下周|周末|这个月|现在)?(社区|小区)?"
                    + "(里|都|还)*(有|办|搞|开|组织)(没有|些|了)*(什么|啥|哪些|那些)?(好玩的?|免费的?|老年人?的?|老人的?|孩子的?|小朋友的?|能参加的?|可以参加的?|报名的?)*"
                    + WHAT + "(可以|能)?(参加|报名|玩|上)?(吗|呢|啊|呀|没有|没)?[?？。！!]*");
    private static final Pattern LIST = Pattern.compile(
            "(最近|近期|社区|看看|查看|查一下|我想?(参加|报名))?(的)?" + WHAT + "(有哪些|有什么|有啥|列表|安排|报名|预告|时间表|怎么(报名|参加))[?？。]*");
    private static final int SHOWN = 4;

    private final Activities activities;
    private final ActivityViews views;
    private final Grid grid;

    ActivityAnswer(Activities activities, ActivityViews views, Grid grid) {
        this.activities = activities;
        this.views = views;
        this.grid = grid;
    }

    @Override
    public Optional<String> answer(String question, @Nullable Long communityId) {
        if (!ON.matcher(question).matches() && !LIST.matcher(question).matches()) {
            return Optional.empty();
        }
        var cells = communityId == null
                ? null
                : grid.find(communityId).map(GridCell::lineage).orElse(null);
        var next = views.of(activities.next(cells, SHOWN), false);
        if (next.isEmpty()) {
            return Optional.of("最近没有可以报名的活动。有新的活动会在小程序“活动”里发布。");
        }
        var lines = next.stream().map(ActivityAnswer::line).collect(Collectors.joining("\n"));
        return Optional.of("最近的活动，都不收费：\n" + lines + "\n在小程序“活动”里报名；不方便用手机的，请社区工作人员代报。");
    }

    private static String line(ActivityViews.Shown one) {
        var places = switch (one.state()) {
            case FREE -> "还有 %d 个名额".formatted(one.free());
            case FULL -> "已满，可候补";
            case NOT_OPEN -> When.at(one.opensAt()) + " 开始报名";
            case OVER, CLOSED -> "报名已截止";
        };
        return "· %s %s%s，%s，%s"
                .formatted(
                        When.at(one.startsAt()),
                        one.title(),
                        one.sessions() > 1 ? "（共 %d 次）".formatted(one.sessions()) : "",
                        one.place(),
                        places);
    }
}
