package cn.estation.task;

import cn.estation.chat.AccountAnswer;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Answers in the chat what somebody has claimed and done: 我认领了什么任务, 我的志愿时长. */
@Component
class ClaimAnswer implements AccountAnswer {

    private static final Pattern MINE = Pattern.compile(
            ".*(我|本人).{0,8}(认领|领了|报名|接了|参加).{0,8}(任务|志愿活动|志愿服务).*|.*我的(志愿)?(任务|服务时长|志愿时长|志愿服务).*|.*我(有|还有)(什么|哪些|几个|多少)?.{0,3}(志愿)?(任务|时长).*|.*(志愿|服务)时长.{0,4}(多少|几|查).*");
    private static final int AHEAD = 3;
    private static final int LOOKED_AT = 100;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 H:mm").withZone(Time.CHINA);

    private final ClaimMapper claims;
    private final Clock clock;

    ClaimAnswer(ClaimMapper claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        return MINE.matcher(question).matches() ? Optional.of(told(residentId)) : Optional.empty();
    }

    private String told(long residentId) {
        var ahead = claims.toCome(residentId, clock.instant(), AHEAD + 1);
        return (ahead.isEmpty() ? "您现在没有要去的任务。" : "您认领的任务：\n" + lines(ahead)) + "\n" + done(residentId);
    }

    private static String lines(List<ClaimMapper.Held> ahead) {
        var more = ahead.size() > AHEAD ? "\n还有更多，见小程序的任务页。" : "";
        return ahead.stream()
                .limit(AHEAD)
                .map(claim -> "· %s，%s，%s（%s）"
                        .formatted(
                                claim.title(),
                                WHEN.format(claim.startsAt()),
                                claim.place(),
                                claim.status().title()))
                .collect(Collectors.joining("\n", "", more));
    }

    private String done(long residentId) {
        var verified = claims.ofResident(residentId, Long.MAX_VALUE, LOOKED_AT).stream()
                .filter(claim -> claim.status() == ClaimStatus.SETTLED)
                .toList();
        int minutes = verified.stream()
                .mapToInt(claim -> claim.minutes() == null ? 0 : claim.minutes())
                .sum();
        return verified.isEmpty()
                ? "还没有已核实的服务。在小程序的任务页可以认领。"
                : "最近已核实 %d 次服务，共 %d 小时 %d 分钟。".formatted(verified.size(), minutes / 60, minutes % 60);
    }
}
