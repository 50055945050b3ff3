package cn.estation.chat.answer;

import cn.estation.chat.scene.Places;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What people ask of the office itself and of no errand: its phone, its hours, where it is. */
@Component
@Order(45)
class OfficeTalk implements Step {

    private static final String END = "[啊呀吗呢吧了哦!。,~? ]*";
    private static final String OFFICE =
            "(请问|想问下?)?(你们|你那|您那|咱们?|我们)?(这|那)?(里|边|儿)?" + "(社区|居委会?|村委会?|街道|党群|便民|为民|办事)?(服务)?(中心|大厅|站|窗口|办公室)?的?";
    private static final String WHEN = "(今天|明天|后天|现在|周[一二三四五六日天末]|星期[一二三四五六日天]|中午|晚上|节假日)?";

    private static final Pattern ASKED = Pattern.compile("(" + OFFICE + "(联系)?(电话|号码|联系方式|座机)(号码)?(是|有)?(多少|几号|什么|啥)?"
            + "|" + OFFICE + WHEN + "(都|是)?(几点(钟)?|什么时候|啥时候|什么时间)(上班|下班|开门|关门|开|关|休息|有人|营业)"
            + "|" + OFFICE + WHEN + "(上班|办公|营业|开放|工作|服务|作息)(的)?时间(是)?(几点|什么时候|多少|怎么安排)?"
            + "|" + OFFICE + WHEN + "(上不上班|上班|开不开门|开门|开着|有没有人|有人上班|休息)"
            + "|" + OFFICE + "(地址|位置)?(在)?(哪里?|哪儿|什么地方|啥地方|怎么走|怎么去)|" + OFFICE + "(地址|位置))" + END);

    /** Only what names an office or its work; 在哪里 alone is about something said before. */
    private static final Pattern TOO_SHORT = Pattern.compile("(在?(哪里?|哪儿)|怎么(走|去)|休息|开门|地址|位置|号码)" + END);

    private static final String NOT_KNOWN = "我不知道您在哪个社区。把位置发给我，我告诉您最近的服务点；登录小程序选好社区，以后就能直接告诉您。也可以拨打 12345。";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "M 月 d 日（E）H:mm", Locale.SIMPLIFIED_CHINESE)
            .withZone(Time.CHINA);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("H:mm").withZone(Time.CHINA);

    private final ServicePoints points;
    private final OpeningHours hours;
    private final Places places;
    private final Grid grid;
    private final Clock clock;

    OfficeTalk(ServicePoints points, OpeningHours hours, Places places, Grid grid, Clock clock) {
        this.points = points;
        this.hours = hours;
        this.places = places;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (!question.hasWords() || !isAsked(question.text())) {
            return Optional.empty();
        }
        var community = grid.find(places.communityOf(question));
        return Optional.of(community
                .map(this::office)
                .map(text -> Reply.of(Reply.Kind.PLACE, text))
                .orElseGet(() -> Reply.of(Reply.Kind.TALK, NOT_KNOWN)));
    }

    static boolean isAsked(String text) {
        return ASKED.matcher(text).matches() && !TOO_SHORT.matcher(text).matches();
    }

    private String office(GridCell community) {
        return points.general(CellKind.COMMUNITY, community).stream()
                .findFirst()
                .map(this::sentence)
                .orElseGet(() -> community.phone() == null || community.phone().isBlank()
                        ? community.name() + "的电话和时间我还不知道，请拨打 12345。"
                        : community.name() + "电话 " + community.phone() + "。几点上班我还不知道，请打电话问。");
    }

    private String sentence(ServicePoint point) {
        var standing = hours.standingsOf(List.of(point), clock.instant()).get(point.id());
        return "%s，地址：%s。%s%s"
                .formatted(
                        point.name(),
                        point.address(),
                        standing == null ? "" : now(standing),
                        point.phone().isEmpty() ? "" : "\n电话：" + point.phone());
    }

    private static String now(OpeningHours.Standing standing) {
        if (standing.open()) {
            return standing.closes() == null ? "现在开着。" : "现在开着，到 " + HOUR.format(standing.closes()) + "。";
        }
        return standing.next() == null ? "现在没开门。" : "现在没开门，" + day(standing.next()) + " 开门。";
    }

    private static String day(Instant moment) {
        return DAY.format(moment);
    }
}
